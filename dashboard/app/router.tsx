/** Addresses: each page is loaded when it is gone to, and shown only to the roles that may see it. */
import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { useCurrentUser } from '../lib/current-user.ts';
import { Loading } from '../parts/loading.tsx';
import { ErrorPage } from './error-page.tsx';
import { mayOpen } from './may-open.ts';
import { pages, pagesOf } from './pages.tsx';
import { RequireAccess } from './require-access.tsx';
import { Shell } from './shell.tsx';

/** The first page of the role's work. */
const Home = () => {
  const [first] = pagesOf(useCurrentUser().holder.role);
  return first ? <Navigate to={`/${first.path}`} replace /> : <RequireAccess roles={[]} title="管理台" />;
};

const fallback = { HydrateFallback: Loading, ErrorBoundary: ErrorPage };

export const router = createBrowserRouter(
  [
    {
      Component: Shell,
      ...fallback,
      children: [
        { index: true, Component: Home },
        ...pages.map(({ path, roles, title, lazy }) => ({
          path,
          element: (
            <RequireAccess roles={roles} title={title}>
              <Outlet />
            </RequireAccess>
          ),
          children: [{ index: true, lazy, ...fallback }],
        })),
        { path: '*', Component: Home },
      ],
    },
    {
      path: 'wall',
      element: (
        <RequireAccess roles={mayOpen.overview} title="大屏">
          <Outlet />
        </RequireAccess>
      ),
      children: [{ index: true, lazy: () => import('../pages/wall/page.tsx'), ...fallback }],
    },
  ],
  { basename: '/admin' },
);
