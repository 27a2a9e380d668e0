import { expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { breaker } from './breaker.ts';

const ready = { status: 'ready' } as Redis;

test('after a failure nobody asks for a while, then one does again', async () => {
  let now = 0;
  let asked = 0;
  const warned: unknown[] = [];
  const { ask } = breaker(ready, { now: () => now, rest: 2_000, warn: error => warned.push(error) });
  const full = () => {
    asked += 1;
    return Promise.reject(new Error('OOM command not allowed'));
  };
  expect(await ask(async () => 1)).toEqual({ answer: 1 });
  expect(await ask(full)).toBeUndefined();
  expect(await ask(full)).toBeUndefined();
  expect([asked, warned.length]).toEqual([1, 1]);
  now = 2_000;
  expect(await ask(async () => undefined)).toEqual({ answer: undefined });
});

test.each(['wait', 'connecting', 'reconnecting', 'close', 'end'])(
  'a connection that is %s is not waited for',
  async status => {
    const { ask } = breaker({ status } as Redis);
    expect(await ask(() => new Promise<never>(() => undefined))).toBeUndefined();
  },
);
