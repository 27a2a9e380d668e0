/** Serves the API's documentation under `/api`, to try calls in. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Route } from '../http.ts';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};
const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>云诊 API</title>
<link rel="stylesheet" href="/api-docs/swagger-ui.css"><link rel="icon" href="/api-docs/favicon-32x32.png"></head>
<body><div id="api"></div><script src="/api-docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/api-docs/openapi.json', dom_id: '#api', docExpansion: 'none', filter: true, persistAuthorization: true })</script>
</body></html>`;

export const documentationRoutes = (document: object): Route[] => {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return [
    {
      method: 'GET',
      path: '/api',
      handle: (_, reply) => {
        reply.type('text/html; charset=utf-8');
        return page;
      },
    },
    { method: 'GET', path: '/api-docs/openapi.json', handle: () => document },
    ...Object.entries(assets).map(
      ([file, type]): Route => ({
        method: 'GET',
        path: `/api-docs/${file}`,
        handle: (_, reply) => {
          reply.type(type).header('cache-control', 'public, max-age=3600');
          return readFile(join(folder, file));
        },
      }),
    ),
  ];
};
