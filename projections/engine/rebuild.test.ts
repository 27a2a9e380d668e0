import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import type { Db } from 'mongodb';
import { type Rebuild, rebuilds, serveRebuilds } from './rebuild.ts';
import { Stopped } from './stopped.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

type Work = (progress: (events: number) => void) => Promise<void>;
/** Serves what was asked of a view until the work was called so often, then stops. */
const serve = async (db: Db, work: Work, times = 1): Promise<string[]> => {
  const abort = new AbortController();
  const asked: string[] = [];
  const rebuild = async (view: string, progress: (events: number) => void) => {
    asked.push(view);
    if (asked.length === times) abort.abort();
    await work(progress);
  };
  await serveRebuilds({ db, runner: { rebuild }, signal: abort.signal });
  return asked;
};
const ask = (db: Db, _id: string, state: Rebuild['state'] = 'asked') =>
  rebuilds(db).replaceOne({ _id }, { state, events: 0 }, { upsert: true });

test('what is asked is done, with the number of its events', async () => {
  const db = given.database();
  await ask(db, 'one');
  const asked = await serve(db, async progress => {
    for (let page = 0; page < 5; page++) progress(10);
  });
  expect(asked).toEqual(['one']);
  expect(await rebuilds(db).find().toArray()).toEqual([{ _id: 'one', state: 'done', events: 50, epoch: 0 }]);
});

test('what fails says why, and the next is served', async () => {
  const db = given.database();
  await ask(db, 'one');
  await ask(db, 'two');
  let calls = 0;
  const work: Work = async () => {
    calls += 1;
    if (calls === 1) throw new RangeError('there is no view one');
  };
  await serve(db, work, 2);
  expect(await rebuilds(db).find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'one', state: 'failed', events: 0, epoch: 0, error: 'there is no view one' },
    { _id: 'two', state: 'done', events: 0, epoch: 0 },
  ]);
});

test('one that a stop or a crash interrupted begins afresh with the next start', async () => {
  const db = given.database();
  await ask(db, 'crashed', 'running');
  await serve(db, async () => {
    throw new Stopped();
  });
  expect(await rebuilds(db).findOne({ _id: 'crashed' })).toMatchObject({ state: 'asked' });
  expect(await serve(db, async () => undefined)).toEqual(['crashed']);
  expect(await rebuilds(db).findOne({ _id: 'crashed' })).toMatchObject({ state: 'done' });
});
