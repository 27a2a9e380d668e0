import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApp({
    parts: [
      {
        name: 'Headed',
        routes: [
          { method: 'GET', path: '/data', handle: () => ({}) },
          {
            method: 'GET',
            path: '/page',
            handle: (_, reply) => {
              reply.type('text/html; charset=utf-8');
              return '<!doctype html>';
            },
          },
          {
            method: 'GET',
            path: '/own',
            handle: (_, reply) => {
              reply.header('content-security-policy', 'sandbox');
              return {};
            },
          },
        ],
        start: async () => undefined,
        stop: async () => undefined,
      },
    ],
    checks: [],
    log: log({ service: 'headed', level: 'silent' }),
    metrics: metrics('headed'),
  });
  await app.init();
});
afterAll(() => app.close());

const headersOf = async (url: string, headers = {}) => (await app.inject({ method: 'GET', url, headers })).headers;

test.each([
  ['/data', "default-src 'none'; frame-ancestors 'none'"],
  ['/nothing-there', "default-src 'none'; frame-ancestors 'none'"],
  ['/page', "frame-ancestors 'self'"],
  ['/own', 'sandbox'],
])('[T1] %s cannot be taken for what it is not, nor be framed', async (url, policy) => {
  expect(await headersOf(url)).toMatchObject({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
});

test('[T1] who came by TLS is told to come by nothing else', async () => {
  expect(await headersOf('/data')).not.toHaveProperty('strict-transport-security');
  expect(await headersOf('/data', { 'x-forwarded-proto': 'https' })).toMatchObject({
    'strict-transport-security': expect.stringContaining('max-age='),
  });
});
