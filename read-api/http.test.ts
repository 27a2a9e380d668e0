import { expect, test } from '@jest/globals';
import { defaultGrants } from '@yunzhen/contracts/permissions';
import { query } from '@yunzhen/contracts/query';
import { factShape, viewShape } from '@yunzhen/contracts/shape';
import fastify from 'fastify';
import { z } from 'zod';
import { type Answered, answer } from './answer.ts';
import { queryRoutes } from './http.ts';

const reading = (name: string) =>
  name === 'facts'
    ? factShape('registrations', 1, 'registration')
    : viewShape({ name, version: 1, row: z.object({}), owners: {}, events: [] });

const serving = (names: readonly string[]) => {
  const declared = query({
    path: '/things',
    summary: 'Things',
    access: 'everyone',
    params: {},
    result: z.object({ things: z.int() }),
    reads: names.map(reading),
    cache: 30,
  });
  return served([answer('things', declared, async () => ({ things: 3 }))]);
};

const served = (answers: readonly Answered[]) => {
  const waited: unknown[] = [];
  const keys: string[] = [];
  const queries = new Map(answers.map(({ name, query }) => [name, query]));
  const [route] = queryRoutes(answers, {
    grants: defaultGrants({ capabilities: [], queries, endpoints: new Map() }),
    authenticate: async () => null,
    asking: {} as never,
    reached: async (position, _, views) => {
      waited.push([position, views]);
    },
    head: async () => 42n,
    stamp: stamped => stamped.map(view => `${view}@7`).join(),
    cached: async (key, _, read) => {
      keys.push(key);
      return read();
    },
    open: async () => new Map(),
    run: (answered, asking) => answered.run(asking),
    observe: () => undefined,
  });
  if (!route) throw new Error('there is no route');
  const { method, path, handle } = route;
  const app = fastify();
  app.route({ method, url: path, handler: async (request, reply) => handle(request, reply) });
  const get = async (url: string) => (await app.inject(url)).statusCode;
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json();
  return { get, post, method, waited, keys };
};

test('a query waits for the position it is given, for now when it is told so, and else for nothing', async () => {
  const { get, waited } = serving(['doctors']);
  expect(await get('/api/things')).toBe(200);
  expect(waited).toEqual([]);
  expect(await get('/api/things?after=17')).toBe(200);
  expect(await get('/api/things?after=now')).toBe(200);
  expect(waited).toEqual([
    [17, ['doctors']],
    [42, ['doctors']],
  ]);
});

test('a cached answer is as old as its views; figures are asked anew only by who waits for something', async () => {
  const { get, keys } = serving(['facts', 'doctors']);
  await get('/api/things');
  await get('/api/things?after=17');
  expect(keys.map(key => key.split(':').at(-1))).toEqual(['doctors@7', 'facts@7,doctors@7']);
});

test('a query that is posted takes its parameters from the body, and has no address for them', async () => {
  const declared = query({
    path: '/things/by-code',
    posted: true,
    summary: 'A thing',
    access: 'everyone',
    params: { code: z.string() },
    result: z.object({ code: z.string() }),
    reads: [],
  });
  const { post, waited, method } = served([answer('byCode', declared, async ({ params }) => params)]);
  expect(method).toBe('POST');
  expect(await post('/api/things/by-code', { code: '0123456789', after: '17' })).toEqual({ code: '0123456789' });
  expect(waited).toEqual([[17, []]]);
});
