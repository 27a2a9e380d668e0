import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type TestRedis, testRedis } from '@yunzhen/platform/testing/redis';
import { idOf } from '../testing/harness.ts';
import { guards, type Lockout, lockout } from './lockout.ts';

let server: TestRedis;
let lock: Lockout;
const [mei, lin] = [idOf(1), idOf(2)];
const [here, there] = ['203.0.113.7', '198.51.100.9'];
beforeAll(async () => {
  server = await testRedis();
  lock = lockout(server.client);
});
beforeEach(() => server.client.flushall());
afterAll(() => server.close());

const times = async <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let n = 0; n < count; n++) results.push(await work(n));
  return results;
};
const locks = async () => {
  const keys = await server.client.keys('*locked');
  return Promise.all(keys.map(key => server.client.pttl(key)));
};
/** As if the time of every lock were over. */
const waited = async () => {
  for (const key of await server.client.keys('*locked')) await server.client.del(key);
};

test('[O4] after five tries a login waits a minute, from that address alone', async () => {
  const waits = await times(7, () => lock.enter(mei, here));
  expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  for (const wait of waits.slice(5)) {
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  }
  expect(await lock.enter(mei, there)).toBe(0);
  expect(await lock.enter(lin, here)).toBe(0);
});
test('[O4] each further try waits twice as long, up to an hour, and trying meanwhile lengthens nothing', async () => {
  await times(4, () => lock.enter(mei, here));
  const longest: number[] = [];
  for (let n = 0; n < 8; n++) {
    await lock.enter(mei, here);
    await times(3, () => lock.enter(mei, here));
    longest.push(Math.round(Math.max(...(await locks())) / 60_000));
    await waited();
  }
  expect(longest).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});
test('[O4] of guesses that come at once, five are made', async () => {
  const entered = await Promise.all(Array.from({ length: 20 }, () => lock.enter(mei, here)));
  expect(entered.filter(wait => wait === 0)).toHaveLength(5);
});
test('[O4] a success forgets the failures of that login from there', async () => {
  await times(4, () => lock.enter(mei, here));
  await lock.succeeded(mei, here);
  expect(await times(4, () => lock.enter(mei, here))).toEqual([0, 0, 0, 0]);
});
test('[O4] one password over many logins is guessing, too; many who sign in from one hospital are not', async () => {
  const many = guards.address.free + 1;
  await times(many, n => lock.enter(idOf(100 + n), here));
  expect(await lock.enter(lin, here)).toBeGreaterThan(0);
  expect(await lock.enter(lin, there)).toBe(0);
  await server.client.flushall();
  await times(3 * many, async n => {
    expect(await lock.enter(idOf(200 + n), here)).toBe(0);
    await lock.succeeded(idOf(200 + n), here);
  });
});
test('[O4] guesses from everywhere keep out whoever comes from a new place, and nobody where they were before', async () => {
  await lock.enter(mei, here);
  await lock.succeeded(mei, here);
  await times(guards.login.free + 1, n => lock.enter(mei, `192.0.2.${n}`));
  expect(await lock.enter(mei, there)).toBeGreaterThan(0);
  expect(await lock.enter(mei, here)).toBe(0);
});
test('[O4] tries are forgotten after a while by themselves, and keys name no address', async () => {
  await lock.enter(mei, here);
  const keys = await server.client.keys('*');
  expect(keys.length).toBe(3);
  expect(keys.join()).not.toContain(here);
  for (const key of keys) expect(await server.client.ttl(key)).toBeGreaterThan(0);
});

test('[O4] without Redis, or with one that is full, each process counts for itself, and nobody waits', async () => {
  const full = () => {
    throw new Error('OOM command not allowed when used memory > maxmemory');
  };
  for (const broken of [{ status: 'reconnecting' }, { status: 'ready', multi: full, exists: full }]) {
    const alone = lockout(broken as never);
    const waits = await times(7, () => alone.enter(mei, here));
    expect(waits.map(wait => wait === 0)).toEqual([true, true, true, true, true, false, false]);
    expect(await alone.enter(lin, here)).toBe(0);
    await alone.succeeded(mei, here);
    expect(await alone.enter(mei, here)).toBe(0);
  }
});
