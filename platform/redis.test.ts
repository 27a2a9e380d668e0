import { expect, test } from '@jest/globals';
import { redis } from './redis.ts';
import { testRedis } from './testing/redis.ts';

test('keeps a text for its time', async () => {
  const { client, healthy, close } = await testRedis();
  await client.set('a', '1', 'EX', 60);
  expect(await client.get('a')).toBe('1');
  expect(await healthy()).toBe(true);
  await close();
});

test('without a server a command fails instead of waiting, and the loss is told', async () => {
  const warnings: string[] = [];
  const { client, healthy, close } = redis('redis://127.0.0.1:1', {
    name: 'test',
    warn: message => warnings.push(message),
  });
  await expect(client.get('a')).rejects.toThrow();
  expect(await healthy()).toBe(false);
  expect(warnings).not.toEqual([]);
  await close();
});

test('two hospitals on one server have keys and channels of their own', async () => {
  const one = await testRedis({ prefix: 'one:' });
  const two = redis(one.url, { name: 'test', prefix: 'two:', timeout: 10_000 });
  await one.client.set('a', '1');
  expect(await two.client.get('a')).toBeNull();
  expect([one.channel('views'), two.channel('views')]).toEqual(['one:views', 'two:views']);
  await two.close();
  await one.close();
});
