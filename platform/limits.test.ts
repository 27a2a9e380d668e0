import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.ts';
import { limits } from './limits.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { bearer, signedIn } from './sign-in.ts';

let app: NestFastifyApplication;
const few = limits({ address: 5, account: 3 });
const tokens = {
  verifyAccess: async (token: string) => ({ id: token, roles: ['patient'], issuedAt: 0, session: '' }),
};
beforeAll(async () => {
  const authenticate = signedIn(bearer(tokens as never, async () => true, few));
  app = await createApp({
    parts: [
      {
        name: 'Limited',
        routes: [
          { method: 'GET', path: '/open', handle: () => ({}) },
          { method: 'GET', path: '/mine', handle: async request => ({ id: (await authenticate(request)).id }) },
          { method: 'POST', path: '/sent', handle: () => ({}) },
        ],
        start: async () => undefined,
        stop: async () => undefined,
      },
    ],
    checks: [],
    log: log({ service: 'limited', level: 'silent' }),
    metrics: metrics('limited'),
    limits: few,
    requestTimeout: 500,
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

/** As a proxy on this machine passes it on. */
const ask = async (url: string, from: string | null, token?: string) => {
  const headers = { ...(from && { 'x-forwarded-for': from }), ...(token && { authorization: `Bearer ${token}` }) };
  const { statusCode, headers: answered, body } = await app.inject({ method: 'GET', url, headers });
  return { status: statusCode, retryAfter: Number(answered['retry-after'] ?? 0), code: JSON.parse(body).code };
};
const statuses = async (times: number, asked: () => Promise<{ status: number }>) => {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push((await asked()).status);
  return all;
};

test('[N5] an address that asks too often is told when to come back, and no other notices', async () => {
  expect(await statuses(5, () => ask('/open', '203.0.113.7'))).toEqual([200, 200, 200, 200, 200]);
  const told = await ask('/open', '203.0.113.7');
  expect(told).toMatchObject({ status: 429, code: 'too-many-requests' });
  expect(told.retryAfter).toBeGreaterThan(0);
  expect(told.retryAfter).toBeLessThanOrEqual(10);
  expect(await ask('/open', '198.51.100.9')).toMatchObject({ status: 200 });
});

test('[N5] an account that asks too often is stopped wherever it asks from, and no other is', async () => {
  let address = 0;
  const from = () => `192.0.2.${address++}`;
  expect(await statuses(4, () => ask('/mine', from(), 'ann'))).toEqual([200, 200, 200, 429]);
  expect(await ask('/mine', from(), 'bob')).toMatchObject({ status: 200 });
});

test('[N5] this machine itself is not counted: health, metrics, load', async () => {
  expect(new Set(await statuses(20, () => ask('/mine', null, 'ann')))).toEqual(new Set([200]));
});

test('[N5] who sends slowly does not keep a connection', async () => {
  const { port } = app.getHttpServer().address() as { port: number };
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST /sent HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{'),
    );
    socket.on('data', chunk => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
});
