import { afterEach, expect, test } from '@jest/globals';
import { defaultGrants } from '@yunzhen/contracts/permissions';
import { type Query, query } from '@yunzhen/contracts/query';
import type { Actor } from '@yunzhen/contracts/roles';
import { viewShape } from '@yunzhen/contracts/shape';
import { testRedis } from '@yunzhen/platform/testing/redis';
import fastify from 'fastify';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Asking, answer } from './answer.ts';
import { cache } from './cache.ts';
import { queryRoutes } from './http.ts';

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

const server = async () => {
  const { client, close } = await testRedis();
  ended.push(close);
  const warned: unknown[] = [];
  return { client, warned, through: cache(client, error => warned.push(error)).through };
};

test('[T5] however many ask at once, it is read once, and then not at all', async () => {
  const { through } = await server();
  let reads = 0;
  const read = async () => {
    reads += 1;
    await new Promise(setImmediate);
    return `answer ${reads}`;
  };
  const answers = await Promise.all(Array.from({ length: 200 }, () => through('key', 60, read)));
  expect(new Set(answers)).toEqual(new Set(['answer 1']));
  expect([await through('key', 60, read), await through('other', 60, read)]).toEqual(['answer 1', 'answer 2']);
});

test('a read that fails is told to all who waited, and kept for nobody', async () => {
  const { through } = await server();
  let reads = 0;
  const read = async () => {
    reads += 1;
    if (reads === 1) throw new Error('MongoDB is away');
    return 'there';
  };
  const answers = await Promise.allSettled([through('key', 60, read), through('key', 60, read)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await through('key', 60, read)).toBe('there');
});

test('an answer is kept as long as it is said', async () => {
  const { through, client } = await server();
  await through('key', 60, async () => 'there');
  await new Promise(setImmediate);
  expect(await client.ttl('key')).toBe(60);
});

test('a Redis that fails or is not connected costs reads alone', async () => {
  const { client, through, warned } = await server();
  client.get = () => Promise.reject(new Error('connection lost'));
  client.set = (() => Promise.reject(new Error('connection lost'))) as never;
  expect(await through('key', 60, async () => 'read')).toBe('read');
  await new Promise(setImmediate);
  expect(warned).toHaveLength(1);
  const never = () => new Promise<never>(() => undefined);
  const away = cache({ status: 'reconnecting', get: never, set: never } as unknown as Redis, () => undefined);
  expect(await away.through('key', 60, async () => 'read')).toBe('read');
});

const mine = viewShape({
  name: 'mine',
  version: 1,
  row: z.object({ patientId: z.string(), doctorId: z.string() }),
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: [],
});

test('[T2] a kept answer is never another person’s, and cannot depend on who asked first', async () => {
  const { through, client } = await server();
  const seen: (Actor | null)[] = [];
  const declared = query({
    path: '/mine/:of',
    summary: 'What is mine',
    access: { patient: 'own', doctor: 'own', operator: 'any' },
    params: { of: z.string(), q: z.string().optional() },
    result: z.object({ own: z.string(), of: z.string() }),
    reads: [],
    cache: 60,
  });
  const run = async ({ reachable, by, params }: Asking<{ of: string }>) => {
    seen.push(by);
    return { own: JSON.stringify(reachable(mine)), of: params.of };
  };
  const [route] = queryRoutes([answer('mine', declared, run)], {
    grants: defaultGrants({ capabilities: [], queries: new Map([['mine', declared as Query]]), endpoints: new Map() }),
    authenticate: async ({ headers }) => {
      const [role, id = ''] = String(headers.authorization).split(' ');
      return { role, id } as Actor;
    },
    asking: {} as never,
    reached: async () => undefined,
    head: async () => null,
    stamp: () => '7',
    cached: through,
    open: async () => new Map(),
    run: (answered, asking) => answered.run(asking),
    observe: () => undefined,
  });
  const app = fastify();
  app.get('/api/mine/:of', async (request, reply) => route?.handle(request, reply));
  const get = async (by: string, of = 'x', more = '') =>
    ((await app.inject({ url: `/api/mine/${of}${more}`, headers: { authorization: by } })).json() as { own: string })
      .own;

  const own = (role: string, id: string) => JSON.stringify({ [`${role}Id`]: id });
  for (let round = 0; round < 2; round++) {
    expect(await get('patient a')).toBe(own('patient', 'a'));
    expect(await get('patient b')).toBe(own('patient', 'b'));
    expect(await get('doctor a')).toBe(own('doctor', 'a'));
    expect(await get('operator a')).toBe('{}');
    expect(await get('operator b')).toBe('{}');
    // No text makes one key of two.
    expect(await get('patient a', 'x"],{"patientId":"b"')).toBe(own('patient', 'a'));
  }
  expect(seen).toEqual([null, null, null, null, null]);
  expect(await client.keys('*')).toHaveLength(5);
});
