/** Everything around the pages: tokens, cache, sign-in, routes. */
import { QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '../api/query-client.ts';
import { Guard } from '../auth/guard.tsx';
import { Toaster } from '../parts/toaster.tsx';
import { useDark, useMotion, useTouch } from '../theme/appearance.ts';
import { applyTokens } from '../theme/tokens.ts';
import { router } from './router.tsx';

export const App = () => {
  const dark = useDark();
  const moving = useMotion();
  const touch = useTouch();
  useLayoutEffect(() => applyTokens(dark, moving, touch), [dark, moving, touch]);
  return (
    <QueryClientProvider client={queryClient}>
      <Guard>
        <RouterProvider router={router} />
      </Guard>
      <Toaster />
    </QueryClientProvider>
  );
};
