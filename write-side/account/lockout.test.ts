import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type TestRedis, testRedis } from '@yunzhen/platform/testing/redis';
import { idOf } from '../house.ts';
import { type Lockout, lockout, lockSeconds, mostFailures } from './lockout.ts';

let server: TestRedis;
let lock: Lockout;
const [mei, lin] = [idOf(1), idOf(2)];
beforeAll(async () => {
  server = await testRedis();
  lock = lockout(server.client);
});
beforeEach(() => server.client.flushall());
afterAll(() => server.close());

const fail = async (accountId: string): Promise<boolean> => {
  const allowed = await lock.enter(accountId);
  if (allowed) await lock.failed(accountId);
  return allowed;
};
const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let n = 0; n < count; n++) results.push(await work());
  return results;
};
const left = () => server.client.ttl(`sign-in-failures:${mei}`);

test('[O4] five failures lock a login for fifteen minutes, and no other', async () => {
  expect(await times(7, () => fail(mei))).toEqual([true, true, true, true, true, false, false]);
  expect(await left()).toBeGreaterThan(lockSeconds - 5);
  expect(await lock.enter(lin)).toBe(true);
});
test('[O4] the lock runs from the last failure, and trying meanwhile does not lengthen it', async () => {
  await times(4, () => fail(mei));
  await server.client.expire(`sign-in-failures:${mei}`, 10);
  await fail(mei);
  expect(await left()).toBeGreaterThan(lockSeconds - 5);
  await server.client.expire(`sign-in-failures:${mei}`, 10);
  await fail(mei);
  expect(await left()).toBeLessThanOrEqual(10);
});
test('[O4] guesses that come at once are counted one by one', async () => {
  const entered = await Promise.all(Array.from({ length: 20 }, () => lock.enter(mei)));
  expect(entered.filter(Boolean)).toHaveLength(mostFailures);
});
test('[O4] a success forgets the failures', async () => {
  await times(4, () => fail(mei));
  await lock.enter(mei);
  await lock.succeeded(mei);
  expect(await times(5, () => fail(mei))).not.toContain(false);
});
test('[O4] failures are forgotten after a while by themselves', async () => {
  await fail(mei);
  const ttl = await left();
  expect(ttl).toBeGreaterThan(0);
  expect(ttl).toBeLessThanOrEqual(lockSeconds);
});

test('[O4] without Redis, or with one that is full, each process counts for itself, and nobody waits', async () => {
  for (const broken of [
    { status: 'reconnecting' },
    {
      status: 'ready',
      multi: () => {
        throw new Error('OOM command not allowed when used memory > maxmemory');
      },
    },
  ]) {
    lock = lockout(broken as never);
    expect(await times(7, () => fail(mei))).toEqual([true, true, true, true, true, false, false]);
    expect(await lock.enter(lin)).toBe(true);
    await lock.succeeded(mei);
    expect(await lock.enter(mei)).toBe(true);
  }
  lock = lockout(server.client);
});
