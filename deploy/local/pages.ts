/** The landing page: what the parts are and where they are. */
import { readFile } from 'node:fs/promises';
import type { Route } from '@yunzhen/platform/http';

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
];
