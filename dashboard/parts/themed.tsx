/** antd in the look of the product, around the forms that are built with it. */
import { ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useDark, useMotion, useTouch } from '../theme/appearance.ts';
import { antdTheme } from '../theme/theme.ts';

export const Themed = ({ children }: { children: ReactNode }) => {
  const dark = useDark();
  const moving = useMotion();
  const touch = useTouch();
  const theme = useMemo(() => antdTheme(dark, moving, touch), [dark, moving, touch]);
  return (
    <ConfigProvider theme={theme} locale={chinese} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
};
