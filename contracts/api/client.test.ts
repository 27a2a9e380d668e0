import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { capability, id } from '../language.ts';
import { query } from '../query.ts';
import type { Session, SessionPort } from './auth.ts';
import { apiClient } from './client.ts';
import { NoAnswer, Problem } from './problem.ts';
import type { Answered, Asked } from './transport.ts';

const holder = { id: '0198d3a6-0000-7000-8000-000000000001', role: 'pharmacist' } as const;
const tokens = (n: number): Session => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, holder });
const key = '0198d3a6-0000-7000-8000-0000000000aa';

const lamp = capability('lamp', {
  events: { lit: { lampId: id } },
  about: { lit: {} },
  commands: { light: { summary: 'Light it', access: { pharmacist: 'any' }, input: { colour: z.string() } } },
  refusals: ['already-lit'],
});
const lamps = query({
  path: '/rooms/:room/lamps',
  summary: 'Lamps',
  access: 'everyone',
  params: { room: z.string(), lit: z.boolean().optional() },
  result: z.object({ count: z.int() }),
  reads: [],
});

/** A client, what it asked, and its session; `answer` plays the hospital. */
const client = (answer: (asked: Asked) => Answered | Promise<Answered>, first: Session | null = tokens(1)) => {
  const asked: Asked[] = [];
  let session = first;
  const port: SessionPort = {
    read: () => session,
    write: next => {
      session = next;
    },
  };
  const api = apiClient({
    transport: async request => {
      asked.push(request);
      return answer(request);
    },
    session: port,
    newId: () => key,
  });
  return { api, asked, port };
};
const ok = (body: unknown): Answered => ({ status: 200, body });
const refused = (status: number, code: string): Answered => ({ status, body: { type: 'about:blank', status, code } });
const answered = { revision: 3, position: '17' };

/** Takes only the second access token, and each refresh token once. */
const expiring = () => {
  const used = new Set<string>();
  return ({ path, headers, body }: Asked): Answered => {
    if (path === '/api/sign-in/refresh') {
      const { refreshToken } = body as { refreshToken: string };
      if (used.has(refreshToken)) return refused(401, 'token-revoked');
      used.add(refreshToken);
      return ok({ ...tokens(2), expiresIn: 600 });
    }
    return headers.authorization === 'Bearer access-2' ? ok({ count: 4 }) : refused(401, 'token-expired');
  };
};

test('a command goes to its stream with a key; the key given makes a repetition the same', async () => {
  const { api, asked } = client(() => ok(answered));
  await expect(api.command(lamp, 'L1', 'light', { colour: '暖' })).resolves.toEqual(answered);
  await api.command(lamp, 'L1', 'light', { colour: '暖' }, 'mine');
  expect(asked.map(({ method, path, headers, body }) => [method, path, headers['idempotency-key'], body])).toEqual([
    ['POST', '/api/lamp/L1/light', key, { colour: '暖' }],
    ['POST', '/api/lamp/L1/light', 'mine', { colour: '暖' }],
  ]);
});

test('a query puts parameters in their places, leaves out what is absent, and waits for a position', async () => {
  const { api, asked } = client(() => ok({ count: 4 }));
  await expect(api.query(lamps, { room: '大 厅/1', lit: true }, { after: '17' })).resolves.toEqual({ count: 4 });
  await api.query(lamps, { room: 'b' });
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/rooms/%E5%A4%A7%20%E5%8E%85%2F1/lamps?lit=true&after=17',
    '/api/rooms/b/lamps',
  ]);
});

test('what must not stand in an address is asked in a body', async () => {
  const { api, asked } = client(() => ok(null));
  const byCode = query({
    path: '/lamps/by-code',
    posted: true,
    summary: 'One lamp',
    access: 'everyone',
    params: { code: z.string() },
    result: z.object({ count: z.int() }).nullable(),
    reads: [],
  });
  await expect(api.query(byCode, { code: '0123456789' }, { after: '17' })).resolves.toBeNull();
  expect(asked).toMatchObject([
    { method: 'POST', path: '/api/lamps/by-code', body: { code: '0123456789', after: '17' } },
  ]);
});

test('an answer that is not as declared is an error, not a surprise on a screen', async () => {
  const { api } = client(() => ok({ count: 'four' }));
  await expect(api.query(lamps, { room: 'b' })).rejects.toThrow(z.ZodError);
});

test('problem+json becomes a Problem with its code and fields; what is no problem+json keeps its status', async () => {
  const errors = [{ path: 'colour', message: 'Too small' }];
  const { api } = client(({ path }) =>
    path.includes('L1') ? { status: 400, body: { code: 'invalid-input', errors } } : { status: 502, body: undefined },
  );
  await expect(api.command(lamp, 'L1', 'light', { colour: '' })).rejects.toMatchObject({
    code: 'invalid-input',
    errors,
  });
  await expect(api.command(lamp, 'L2', 'light', { colour: '' })).rejects.toMatchObject({
    code: 'http-502',
    status: 502,
  });
});

test('everybody who finds the access token expired waits for one refresh, and goes on with the new one', async () => {
  const { api, asked, port } = client(expiring());
  const all = await Promise.all(['a', 'b', 'c'].map(room => api.query(lamps, { room })));
  expect(all).toEqual([{ count: 4 }, { count: 4 }, { count: 4 }]);
  expect(asked.filter(({ path }) => path === '/api/sign-in/refresh')).toHaveLength(1);
  expect(port.read()).toEqual(tokens(2));
});

test('two clients that share a session refresh once: the second finds the new token', async () => {
  let session: Session | null = tokens(1);
  let last: Promise<unknown> = Promise.resolve();
  const port: SessionPort = {
    read: () => session,
    write: next => {
      session = next;
    },
    alone: work => {
      const mine = last.then(work);
      last = mine;
      return mine;
    },
  };
  const hospital = expiring();
  const refreshes: Asked[] = [];
  const transport = async (asked: Asked) => {
    if (asked.path === '/api/sign-in/refresh') refreshes.push(asked);
    return hospital(asked);
  };
  const both = [1, 2].map(() => apiClient({ transport, session: port, newId: () => key }));
  await Promise.all(both.map(api => api.query(lamps, { room: 'a' })));
  expect(refreshes).toHaveLength(1);
});

test('when the refresh token is no good either, the session is over', async () => {
  const { api, port } = client(({ path }) =>
    refused(401, path.endsWith('refresh') ? 'token-revoked' : 'token-expired'),
  );
  await expect(api.query(lamps, { room: 'a' })).rejects.toMatchObject({ code: 'token-revoked' });
  expect(port.read()).toBeNull();
});

test('who signed in anew while something was asked stays so, and it is asked again', async () => {
  const { api, asked, port } = client(({ headers }) => {
    if (headers.authorization === 'Bearer access-2') return ok({ count: 4 });
    // What ended the session answered the new one meanwhile.
    port.write(tokens(2));
    return refused(401, 'token-revoked');
  });
  await expect(api.query(lamps, { room: 'a' })).resolves.toEqual({ count: 4 });
  expect(port.read()).toEqual(tokens(2));
  expect(asked).toHaveLength(2);
});

test('a lost network ends no session, nor does what a role may not', async () => {
  const lost = client(({ path }) => {
    if (path.endsWith('refresh')) throw new NoAnswer('POST');
    return refused(401, 'token-expired');
  });
  await expect(lost.api.query(lamps, { room: 'a' })).rejects.toThrow(NoAnswer);
  expect(lost.port.read()).toEqual(tokens(1));
  const forbidden = client(() => refused(403, 'forbidden'));
  await expect(forbidden.api.query(lamps, { room: 'a' })).rejects.toThrow(Problem);
  expect(forbidden.port.read()).toEqual(tokens(1));
});

test('signing in keeps the session; signing out ends it here even when nobody answers', async () => {
  const { api, port, asked } = client(({ path }) => {
    if (path === '/api/sign-out') throw new NoAnswer('POST');
    return ok({ ...tokens(7), expiresIn: 600 });
  }, null);
  await expect(api.signIn({ login: 'pharmacist', password: 'x' })).resolves.toEqual(tokens(7));
  expect(port.read()).toEqual(tokens(7));
  await expect(api.signOut()).rejects.toThrow(NoAnswer);
  expect(port.read()).toBeNull();
  expect(asked.at(-1)?.body).toEqual({ refreshToken: 'refresh-7' });
});

test('queries of an account that was just opened wait until views know it', async () => {
  const { api, asked } = client(({ path }) =>
    ok(path.startsWith('/api/sign-in') ? { ...tokens(7), expiresIn: 600, position: '40' } : { count: 1 }),
  );
  await api.query(lamps, { room: 'a' });
  await api.signIn({ code: 'x' });
  for (const after of [undefined, '9', '41', 'now']) await api.query(lamps, { room: 'a' }, { after });
  const paths = asked.map(({ path }) => path).filter(path => path.startsWith('/api/rooms'));
  expect(paths.map(path => path.split('after=')[1])).toEqual([undefined, '40', '40', '41', 'now']);
});
