import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { following } from './following.ts';
import { type TestRuntime, testRuntime } from './runtime.testing.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

test('a follower that stands still with events in front of it is named after half a minute, one past the end at once', async () => {
  const db = given.database();
  let head: bigint | null = null;
  let now = 0;
  const check = following({ head: async () => head }, db, () => now);
  const checkpoints = db.collection<{ _id: string; position?: number | null }>('checkpoints');
  await check();
  head = 100n;
  await checkpoints.insertMany([{ _id: 'views', position: 100 }, { _id: 'facts', position: 50 }, { _id: 'realtime' }]);
  await check();
  now = 29_000;
  await checkpoints.updateOne({ _id: 'realtime' }, { $set: { position: 60 } });
  await check();
  now = 31_000;
  await expect(check()).rejects.toThrow('what is stored is not followed by facts');
  now = 60_000;
  await expect(check()).rejects.toThrow('facts, realtime');
  await checkpoints.updateMany({}, { $set: { position: 100 } });
  await check();
  now = 999_000;
  await check();
  head = 90n;
  await expect(check()).rejects.toThrow('not followed by views, facts, realtime');
});
