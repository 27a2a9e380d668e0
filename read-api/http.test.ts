import { expect, test } from '@jest/globals';
import { query } from '@yunzhen/contracts/query';
import fastify from 'fastify';
import { z } from 'zod';
import { answer } from './answer.ts';
import { queryRoutes } from './http.ts';

const serving = (views: readonly string[]) => {
  const waited: unknown[] = [];
  const keys: string[] = [];
  const declared = query({
    path: '/things',
    summary: 'Things',
    access: 'everyone',
    params: {},
    result: z.object({ things: z.int() }),
    views,
    cache: 30,
  });
  const [route] = queryRoutes([answer('things', declared, async () => ({ things: 3 }))], {
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
    open: async value => value,
    run: (answered, asking) => answered.run(asking),
    observe: () => undefined,
  });
  const app = fastify();
  app.get('/api/things', async (request, reply) => route?.handle(request, reply));
  const get = async (path: string) => (await app.inject(path)).statusCode;
  return { get, waited, keys };
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
