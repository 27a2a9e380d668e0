import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { view } from '../view.ts';
import { PoisonEvent, target } from './target.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

interface Changed {
  type: 'test.changed';
  data: { of: string; to?: number; gone?: true };
}
const states = view<Changed, { to: number; n: number }>('states', 1, {
  'test.changed': ({ of, to, gone }) => {
    if (gone) return { id: of, remove: true };
    if (to === undefined) throw new TypeError('to what?');
    return { id: of, set: { to }, inc: { n: 1 } };
  },
});
const event = (position: number, data: Changed['data'], type = 'test.changed'): RecordedEvent => ({
  id: `event ${position}`,
  type,
  stream: 'given',
  revision: 0,
  position: BigInt(position),
  data,
  metadata: { at: '2026-01-05T08:00:00.000Z' },
  created: new Date(0),
});
const open = async () => {
  const db = given.database();
  const documents = db.collection<{ _id: string }>('states');
  const { apply } = await target(db, states, 'states');
  return { apply, documents, all: () => documents.find().sort({ _id: 1 }).toArray() };
};

/** The database with a collection some of whose methods are others. */
const withOther = (documents: object, other: (key: string | symbol) => unknown) =>
  new Proxy(given.db, {
    get: (db, name) => {
      const own = new Proxy(documents, {
        get: (of, key) => {
          const value: unknown = other(key) ?? Reflect.get(of, key);
          return typeof value === 'function' ? value.bind(of) : value;
        },
      });
      return name === 'collection' ? () => own : Reflect.get(db, name);
    },
  });

test('a page says whether it concerns the view, also when it was applied before', async () => {
  const { apply } = await open();
  const page = [event(1, { of: 'a', to: 1 })];
  expect([await apply(page), await apply(page)]).toEqual([true, true]);
  expect([await apply([]), await apply([event(2, { of: 'a' }, 'test.other')])]).toEqual([false, false]);
});

test('what is newer stays, whatever an older page says', async () => {
  const { apply, all } = await open();
  await apply([event(1, { of: 'a', to: 1 }), event(5, { of: 'a', to: 5 }), event(6, { of: 'b', to: 6 })]);
  await apply([event(3, { of: 'a', to: 3 }), event(4, { of: 'b', gone: true })]);
  expect(await all()).toEqual([
    { _id: 'a', to: 5, n: 2, position: 5 },
    { _id: 'b', to: 6, n: 1, position: 6 },
  ]);
});

test('a document that became newer between reading and writing stays too', async () => {
  const { apply, documents, all } = await open();
  await apply([event(1, { of: 'a', to: 1 }), event(2, { of: 'b', to: 2 }), event(3, { of: 'c', to: 3 })]);
  // The reads of the next page see nothing of what another process writes at this moment.
  const stale = () => ({ toArray: async () => [{ _id: 'c', to: 3, n: 1, position: 3 }] });
  const racing = await target(
    withOther(documents, key => (key === 'find' ? stale : undefined)),
    states,
    'states',
  );
  await documents.updateOne({ _id: 'c' }, { $set: { position: 9 } });
  await racing.apply([event(1, { of: 'a', to: 7 }), event(4, { of: 'c', gone: true }), event(5, { of: 'd', to: 5 })]);
  expect(await all()).toMatchObject([
    { _id: 'a', to: 1 },
    { _id: 'b', to: 2 },
    { _id: 'c', position: 9 },
    { _id: 'd', to: 5 },
  ]);
});

test('what was written is not read again; what could not be written is tried anew', async () => {
  const { documents, all } = await open();
  let finds = 0;
  let failures = 0;
  const counted = withOther(documents, key => {
    if (key === 'find') finds++;
    return key === 'bulkWrite' && failures-- > 0 ? () => Promise.reject(new Error('away')) : undefined;
  });
  const { apply } = await target(counted, states, 'states');
  await apply([event(1, { of: 'a', to: 1 }), event(2, { of: 'b', to: 2 })]);
  failures = 1;
  const page = [event(3, { of: 'a', to: 3 }), event(4, { of: 'b', gone: true })];
  await expect(apply(page)).rejects.toThrow('away');
  await apply(page);
  await apply([event(5, { of: 'b', to: 5 })]);
  expect(finds).toBe(1);
  expect(await all()).toEqual([
    { _id: 'a', to: 3, n: 2, position: 3 },
    { _id: 'b', to: 5, n: 1, position: 5 },
  ]);
});

test('everything before a poison event is applied, nothing behind it', async () => {
  const { apply, all } = await open();
  const page = [event(1, { of: 'a', to: 1 }), event(2, { of: 'b' }), event(3, { of: 'a', to: 3 })];
  const failure = await apply(page).catch(error => error);
  expect(failure).toBeInstanceOf(PoisonEvent);
  expect(failure).toMatchObject({ position: 2n, message: 'states cannot take test.changed event 2' });
  expect(await all()).toMatchObject([{ _id: 'a', to: 1 }]);
});
