/** The landing page, two phones side by side, and who can sign in at a demo hospital. */
import { readFile } from 'node:fs/promises';
import type { Route } from '@yunzhen/platform/http';
import { accounts } from './seed/accounts.ts';

const page = (path: string, file: string): Route => ({
  method: 'GET',
  path,
  handle: async (_, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return readFile(new URL(file, import.meta.url), 'utf8');
  },
});

export const pageRoutes = (): Route[] => [
  page('/', './landing.html'),
  page('/demo', './demo.html'),
  { method: 'GET', path: '/demo/accounts', handle: () => accounts },
];
