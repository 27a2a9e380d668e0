/** Everything around the pages: theme, language, cache, sign-in, routes. */
import { QueryClientProvider } from '@tanstack/react-query';
import { App as Antd, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import { useLayoutEffect, useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '../api/query-client.ts';
import { Guard } from '../session/guard.tsx';
import { useDark, useMotion, useTouch } from './appearance.ts';
import { router } from './router.tsx';
import { antdTheme, applyTokens } from './theme.ts';

export const App = () => {
  const dark = useDark();
  const moving = useMotion();
  const touch = useTouch();
  useLayoutEffect(() => applyTokens(dark, moving, touch), [dark, moving, touch]);
  const theme = useMemo(() => antdTheme(dark, moving, touch), [dark, moving, touch]);
  return (
    <ConfigProvider theme={theme} locale={chinese} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <Antd>
        <QueryClientProvider client={queryClient}>
          <Guard>
            <RouterProvider router={router} />
          </Guard>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
};
