/** The API's documentation, derived from the contracts: every command and query, who may use it, what it takes and answers. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Capability } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import type { Access } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import type { Route } from './http.ts';

/** `patient: own` reads as: a patient, for what is theirs. */
const reach = (access: Access | undefined): string =>
  access === 'everyone' || !access
    ? 'everyone, signed in or not'
    : Object.entries(access)
        .map(([role, how]) => `${role} (${how})`)
        .join(', ');

const schema = (of: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io, unrepresentable: 'any' });
  return rest;
};

const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
const problems = {
  '400': { description: 'invalid input' },
  '401': { description: 'not signed in' },
  '403': { description: 'not allowed' },
};
const answered = schema(z.object({ revision: z.int(), position: z.string() }), 'output');
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', format: 'uuid' },
  description: 'The command id: the same key asks for the same thing again and gets the first answer.',
};

const commandPaths = ({ name, commands, refusals }: Capability) =>
  Object.entries(commands)
    .filter(([, { access }]) => access)
    .map(([command, { summary, access, input }]) => [
      `/api/${name}/{id}/${command}`,
      {
        post: {
          tags: [`commands: ${name}`],
          summary,
          description: `For: ${reach(access)}.`,
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            idempotencyKey,
          ],
          requestBody: json(schema(z.strictObject(input), 'input')),
          responses: {
            '200': { description: 'done; give `position` as `after` to a query', ...json(answered) },
            '409': { description: `refused, as problem+json with one of the codes: ${refusals.join(', ')}` },
            ...problems,
          },
        },
      },
    ]);

const queryPath = ({ path, posted, summary, access, params, result }: Query) => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(match => match[1]);
  const parameters = Object.entries(params).map(([name, type]) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || !(type as z.ZodType).safeParse(undefined).success,
    schema: schema(type as z.ZodType, 'input'),
  }));
  const after = {
    name: 'after',
    in: 'query',
    schema: { type: 'string' },
    description:
      'Waits until this position is seen: of a command answer or a push; `now` for everything until this moment.',
  };
  const asked = posted
    ? { requestBody: json(schema(z.object({ ...params, after: z.string().optional() }), 'input')) }
    : { parameters: [...parameters, after] };
  return [
    `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    {
      [posted ? 'post' : 'get']: {
        tags: [`queries: ${path.split('/')[1]}`],
        summary,
        description: `For: ${reach(access)}.`,
        ...asked,
        responses: { '200': { description: 'OK', ...json(schema(result, 'output')) }, ...problems },
      },
    },
  ];
};

export const openapi = (capabilities: readonly Capability[], queries: readonly Query[]): object => ({
  openapi: '3.1.0',
  info: {
    title: '云诊 Yunzhen',
    version: '0.1.0',
    description:
      'Commands are sent to one stream and answer where it stands; queries answer views. Refusals and errors are problem+json.',
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  security: [{ bearer: [] }],
  paths: {
    ...Object.fromEntries(capabilities.flatMap(commandPaths)),
    ...Object.fromEntries(queries.map(queryPath)),
    ...signIn,
  },
});

const signInBody = (path: string, summary: string, of: z.ZodType) => ({
  [path]: {
    post: {
      tags: ['sign-in'],
      summary,
      security: [],
      requestBody: json(schema(of, 'input')),
      responses: { '200': { description: 'tokens' } },
    },
  },
});
const signIn = {
  ...signInBody('/api/sign-in/wechat', 'P1 Sign in with a code of wx.login', z.object({ code: z.string() })),
  ...signInBody(
    '/api/sign-in/staff',
    'O4 Sign in with login and password',
    z.object({ login: z.string(), password: z.string() }),
  ),
  ...signInBody('/api/sign-in/refresh', 'Go on with a refresh token', z.object({ refreshToken: z.string() })),
};

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

/** Serves the documentation under `/api`, to try calls in. */
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
