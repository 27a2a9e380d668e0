import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { bytes, type Endpoint, endpoint } from '@yunzhen/contracts/endpoint';
import { defaultGrants } from '@yunzhen/contracts/permissions';
import type { Role } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { createApp } from './app.ts';
import { EndpointRefused, endpointRoutes, type Handlers } from './endpoints.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';

const jarId = '0199a41f-18cb-710c-8e31-eb13409541be';
const jar = {
  fill: endpoint({
    method: 'POST',
    path: '/api/jars/:jarId/fill',
    summary: 'Fill a jar',
    access: { patient: 'own' },
    params: { jarId: z.uuid(), amount: z.int().positive(), label: z.string().default('none') },
    answer: z.object({ jarId: z.uuid(), amount: z.int() }),
    refusals: { full: 409, 'too-hot': 422 },
  }),
  look: endpoint({
    method: 'GET',
    path: '/api/jars/:jarId',
    summary: 'Look into a jar',
    access: 'everyone',
    params: { jarId: z.uuid(), deep: z.enum(['yes', 'no']) },
    answer: z.string(),
  }),
  empty: endpoint({
    method: 'POST',
    path: '/api/jars/empty',
    summary: 'Empty all jars',
    access: 'signature',
    params: { all: z.literal(true) },
    answer: null,
    refusals: { 'not-signed': 401 },
    refusedAs: 'FAIL',
  }),
  paint: endpoint({
    method: 'POST',
    path: '/api/jars/paint',
    summary: 'Paint them',
    access: { doctor: 'any' },
    params: {},
    takes: bytes('image/png'),
    answer: bytes('image/png'),
  }),
};

/** What each handler does next. */
let does: { [K in keyof typeof jar]: Handlers<typeof jar>[K] };
const usual: typeof does = {
  fill: ({ input: { jarId, amount } }) => ({ jarId, amount }),
  look: ({ input: { deep } }) => deep,
  empty: () => undefined,
  paint: ({ request }) => request.body as Buffer,
};
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  const nothing = async () => undefined;
  const routes = endpointRoutes(
    jar,
    {
      fill: called => does.fill(called),
      look: called => does.look(called),
      empty: called => does.empty(called),
      paint: called => does.paint(called),
    },
    async ({ headers: { authorization } }) => (authorization ? { id: jarId, role: authorization as Role } : null),
    defaultGrants({ capabilities: [], queries: new Map(), endpoints: new Map(Object.entries<Endpoint>(jar)) }),
  );
  app = await createApp({
    parts: [{ name: 'Jars', routes, start: nothing, stop: nothing }],
    checks: [],
    log: log({ service: 'test', level: 'silent' }),
    metrics: metrics('test'),
  });
  await app.init();
});
afterAll(() => app.close());
beforeEach(() => {
  does = { ...usual };
});

const call = async (
  method: 'GET' | 'POST',
  url: string,
  { role, body, type = 'application/json' }: { role?: string; body?: unknown; type?: string } = {},
) => {
  const {
    statusCode,
    headers,
    body: said,
    rawPayload,
  } = await app.inject({
    method,
    url,
    headers: { ...(role && { authorization: role }), ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  return { status: statusCode, headers, said, rawPayload };
};
const fill = (body: unknown, role = 'patient') => call('POST', `/api/jars/${jarId}/fill`, { role, body });

test('who is asked for is signed in, in a role that may', async () => {
  expect((await fill({ amount: 1 }, '')).status).toBe(401);
  expect(await fill({ amount: 1 }, 'doctor')).toMatchObject({ status: 403, said: expect.stringMatching(/forbidden/) });
  expect((await fill({ amount: 1 })).status).toBe(200);
});

test('who may not is told that before what they sent is read', async () => {
  expect((await fill({ amount: 'much' }, 'doctor')).status).toBe(403);
});

test('what is given is checked and completed, wherever it stands', async () => {
  const heard: unknown[] = [];
  does.fill = ({ input }) => {
    heard.push(input);
    return { jarId: input.jarId, amount: input.amount };
  };
  expect((await fill({ amount: 0 })).said).toMatch(/invalid-input/);
  expect((await call('POST', '/api/jars/x/fill', { role: 'patient', body: { amount: 1 } })).status).toBe(400);
  // The address says which jar, whatever the body says.
  await fill({ amount: 3, jarId: '0199a41f-18cb-710c-8e31-eb13409541bf' });
  expect(heard).toEqual([{ jarId, amount: 3, label: 'none' }]);
  expect(await call('GET', `/api/jars/${jarId}?deep=yes`)).toMatchObject({ status: 200, said: 'yes' });
  expect((await call('GET', `/api/jars/${jarId}?deep=perhaps`)).status).toBe(400);
  expect((await call('POST', `/api/jars/${jarId}/fill`, { role: 'patient' })).status).toBe(400);
});

test('a picture where JSON is expected is refused', async () => {
  const sent = { role: 'patient', body: Buffer.from('x'), type: 'image/png' };
  expect((await call('POST', `/api/jars/${jarId}/fill`, sent)).status).toBe(415);
});

test('bytes come and go as they are', async () => {
  const body = Buffer.from([1, 2, 255]);
  const { status, rawPayload } = await call('POST', '/api/jars/paint', { role: 'doctor', body, type: 'image/png' });
  expect([status, rawPayload.equals(body)]).toEqual([200, true]);
});

test('a declared refusal leaves with its status and headers, kept by nobody', async () => {
  does.fill = ({ refuse }) => refuse('too-hot', { 'retry-after': '5' });
  const { status, said, headers } = await fill({ amount: 1 });
  expect([status, JSON.parse(said)]).toMatchObject([422, { type: 'about:blank', status: 422, code: 'too-hot' }]);
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '5',
    'cache-control': 'no-store',
  });
});

test('an outside system is refused in its own words', async () => {
  does.empty = ({ refuse }) => refuse('not-signed');
  expect(JSON.parse((await call('POST', '/api/jars/empty', { body: {} })).said)).toMatchObject({
    status: 401,
    code: 'FAIL',
    message: 'not-signed',
  });
});

test('nothing is 204', async () =>
  expect(await call('POST', '/api/jars/empty')).toMatchObject({ status: 204, said: '' }));

test('what is not declared does not leave', async () => {
  does.fill = ({ input: { jarId, amount } }) => ({ jarId, amount, secret: 'x' }) as never;
  expect(JSON.parse((await fill({ amount: 2 })).said)).toEqual({ jarId, amount: 2 });
});

test.each([
  ['an answer of another kind', () => ({ jarId: 'x' }) as never],
  [
    'a refusal that is not declared',
    () => {
      throw new EndpointRefused('broken');
    },
  ],
])('%s is an error of ours', async (_, handler) => {
  does.fill = handler;
  expect(await fill({ amount: 1 })).toMatchObject({ status: 500, said: expect.stringMatching(/"internal"/) });
});
