import { EventEmitter } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { testRedis } from '@yunzhen/platform/testing/redis';
import { viewsChannel } from '@yunzhen/platform/view-progress';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';
import { progress } from './progress.ts';

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** What projections have stored, and what they tell. */
const following = async (stored: Record<string, object>) => {
  const db = { collection: () => ({ findOne: async ({ _id }: { _id: string }) => stored[_id] ?? null }) };
  const server = await testRedis();
  const followed = await progress(db as unknown as Db, server.client);
  ended.push(followed.stop, server.close);
  return { ...followed, tell: (told: object) => server.client.publish(viewsChannel, JSON.stringify(told)) };
};
const longMs = 20_000;

test('what was stored before the start is reached at once', async () => {
  const { reached, stamp } = await following({
    views: { position: 7, changed: { doctors: 5 } },
    facts: { position: 6 },
  });
  await reached(7, longMs, ['doctors']);
  await reached(6, longMs, ['facts', 'doctors']);
  expect(stamp(['doctors', 'facts', 'drugs'])).toBe('5.6.0');
});

test('figures wait for the facts, lists for the views, and what reads both for both', async () => {
  const { reached, tell } = await following({});
  const seen: string[] = [];
  const waits = (name: string, views: string[]) => reached(9, longMs, views).then(() => seen.push(name));
  const all = [waits('list', ['doctors']), waits('figures', ['facts']), waits('both', ['facts', 'doctors'])];
  await tell({ facts: 9 });
  await all[1];
  expect(seen).toEqual(['figures']);
  await tell({ position: 9, changed: ['doctors'] });
  await Promise.all(all);
  expect(seen.slice(1).sort()).toEqual(['both', 'list']);
});

test('who reads no view waits for nothing; who waits too long is told so', async () => {
  const { reached } = await following({});
  await reached(1, longMs, []);
  await expect(reached(1, 1, ['doctors'])).rejects.toMatchObject({ name: 'ViewBehind' });
});

test('a message that was missed is made up for by what is stored', async () => {
  const stored: Record<string, object> = {};
  const { reached } = await following(stored);
  const waiting = reached(3, longMs, ['facts']);
  stored.facts = { position: 3 };
  await waiting;
});

test('a message that comes after what it tells was read puts nothing back', async () => {
  const { stamp, tell, reached } = await following({ views: { position: 9, changed: { doctors: 9 } } });
  await tell({ position: 5, changed: ['doctors'] });
  await tell({ position: 10, changed: ['drugs'] });
  await reached(10, longMs, ['drugs']);
  expect(stamp(['doctors', 'drugs'])).toBe('9.10');
});

test('without Redis all is read from MongoDB; a connection that comes back is listened to again', async () => {
  const client = new EventEmitter();
  let subscriptions = 0;
  const redisAway = {
    duplicate: () =>
      Object.assign(client, {
        subscribe: async () => {
          subscriptions += 1;
          throw new Error('connection refused');
        },
        disconnect: () => undefined,
      }),
  };
  const stored: Record<string, object> = { views: { position: 3, changed: {} } };
  const db = { collection: () => ({ findOne: async ({ _id }: { _id: string }) => stored[_id] ?? null }) };
  const { reached, stop } = await progress(db as unknown as Db, redisAway as unknown as Redis);
  ended.push(stop);
  await reached(3, longMs, ['doctors']);
  stored.views = { position: 4, changed: {} };
  await reached(4, longMs, ['doctors']);
  client.emit('error', new Error('connection refused'));
  client.emit('ready');
  expect(subscriptions).toBe(2);
});
