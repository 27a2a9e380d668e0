/** The landing page, and who can sign in at a demo hospital. */
import { readFile } from 'node:fs/promises';
import type { Route } from '@yunzhen/platform/http';
import { accounts } from './seed/accounts.ts';

const landing = new URL('./landing.html', import.meta.url);

export const pageRoutes = (): Route[] => [
  {
    method: 'GET',
    path: '/',
    handle: async (_, reply) => {
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
      return readFile(landing, 'utf8');
    },
  },
  { method: 'GET', path: '/demo/accounts', handle: () => accounts },
];
