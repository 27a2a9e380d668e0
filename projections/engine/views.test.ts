import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { present, viewPointers, viewsCheckpoints } from '@yunzhen/platform/view-progress';
import type { Db } from 'mongodb';
import { type View, view } from '../view.ts';
import type { Stored } from './fold.ts';
import { Stopped } from './stopped.ts';
import { folded } from './testing.ts';
import { runViews, type ViewRunner } from './views.ts';

interface Counted {
  type: 'test.counted';
  data: { of: string; n: number };
}
interface Ended {
  type: 'test.ended';
  data: { of: string };
}
interface Row {
  n: number;
  last: number;
  list: { n: number }[];
}
const table = {
  'test.counted': ({ of, n }: Counted['data']) => ({ id: of, set: { last: n }, inc: { n: 1 }, push: { list: { n } } }),
  'test.ended': ({ of }: Ended['data']) => ({ id: of, remove: true as const }),
};
const counts = (version = 1, on: object = table): View =>
  view<Counted | Ended, Row>('counts', version, on as never, [{ last: 1 }]);
const others = view<Counted, { seen: number }>('others', 1, {
  'test.counted': () => ({ id: 'all', inc: { seen: 1 } }),
});

let given: TestRuntime;
let abort: AbortController;
let alarms: string[];
let runners: ViewRunner[];
const { tell, until } = listener();
beforeEach(async () => {
  given = await testRuntime();
  abort = new AbortController();
  alarms = [];
  runners = [];
});
afterEach(async () => {
  abort.abort();
  await Promise.all(runners.map(({ done }) => done));
  await given.close();
});

interface Heard {
  readonly runner: ViewRunner;
  /** Resolves once the views are told to be there. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly told: { position: bigint; changed: readonly string[] }[];
}
const run = async (views: readonly View[], more: Partial<Parameters<typeof runViews>[0]> = {}): Promise<Heard> => {
  const told: Heard['told'] = [];
  const runner = await runViews({
    store: given.store,
    db: given.db,
    views,
    announce: (position, changed) => {
      told.push({ position, changed });
      tell();
    },
    alarm: message => {
      alarms.push(message);
      tell();
    },
    signal: abort.signal,
    ...more,
  });
  runners.push(runner);
  return { runner, told, reached: position => until(() => told.some(one => one.position >= position)) };
};
const stop = async () => {
  abort.abort();
  await Promise.all(runners.map(({ done }) => done));
  runners = [];
  abort = new AbortController();
};

const read = async (name: string, db: Db = given.db): Promise<Stored[]> => {
  const pointer = await viewPointers(db).findOne({ _id: name });
  return db
    .collection<Stored>(pointer?.collection ?? 'nothing')
    .find(present)
    .sort({ _id: 1 })
    .toArray();
};
const expected = async (of: View): Promise<Stored[]> =>
  [...(await folded(given.store, of)).values()].sort((a, b) => a._id.localeCompare(b._id));
const some = (from: number, count: number, ids = 7) =>
  Array.from({ length: count }, (_, index) => ({ of: `d${(from + index) % ids}`, n: from + index }));

/** A store whose pages a test holds up: called before each page of a subscription is handed out. */
const holding = (store: EventStore, hold: (events: readonly RecordedEvent[]) => Promise<void>): EventStore => ({
  ...store,
  async *subscribeAll(after, options) {
    for await (const page of store.subscribeAll(after, options)) {
      await hold(page.events);
      yield page;
    }
  },
});

test.each([1, 3, 1_000])('pages of %i give what folding one by one gives, caught up and live', async pageSize => {
  await given.append('test.counted', ...some(0, 40));
  await given.append('test.ended', { of: 'd3' });
  const { reached } = await run([counts(), others], { pageSize });
  await given.append('test.counted', ...some(40, 20));
  await reached(await given.append('test.unknown', {}));
  expect(await read('counts')).toEqual(await expected(counts()));
  expect(await read('others')).toMatchObject([{ _id: 'all', seen: 60 }]);
  expect(alarms).toEqual([]);
});

test('after a restart it goes on behind the checkpoint', async () => {
  const first = await run([counts()]);
  await first.reached(await given.append('test.counted', ...some(0, 10)));
  await stop();
  const there = await viewsCheckpoints(given.db).findOne({ _id: 'views' });
  const last = await given.append('test.counted', ...some(10, 5));
  const asked: (bigint | null)[] = [];
  const store: EventStore = {
    ...given.store,
    subscribeAll: (after, options) => {
      asked.push(after);
      return given.store.subscribeAll(after, options);
    },
  };
  const second = await run([counts()], { store });
  await second.reached(last);
  expect(asked).toEqual([BigInt(there?.position ?? 0)]);
  expect(await read('counts')).toEqual(await expected(counts()));
});

test('a crash between the documents and the checkpoint changes nothing', async () => {
  const last = await given.append('test.counted', ...some(0, 30));
  const first = await run([counts(), others], { pageSize: 4 });
  await first.reached(last);
  await stop();
  const before = await read('counts');
  // The last pages are applied, and nobody wrote that down.
  await viewsCheckpoints(given.db).updateOne({ _id: 'views' }, { $set: { position: null } });
  const second = await run([counts(), others], { pageSize: 7 });
  await second.reached(last);
  expect(await read('counts')).toEqual(before);
  expect(await read('others')).toMatchObject([{ seen: 30 }]);
});

test('a new version fills beside the old one, then readers follow', async () => {
  const first = await run([counts(1), others]);
  await first.reached(await given.append('test.counted', ...some(0, 1_100)));
  await stop();
  const old = await read('counts');
  const doubled = counts(2, {
    ...table,
    'test.counted': (e: Counted['data']) => ({ ...table['test.counted'](e), inc: { n: 2 } }),
  });
  const pointed: unknown[] = [];
  const second = await run([doubled, others], {
    store: {
      ...given.store,
      readAll: async (at, max) => {
        // Whoever reads in the middle of it gets the old one, whole.
        pointed.push((await viewPointers(given.db).findOne({ _id: 'counts' }))?.collection);
        expect(await read('counts')).toEqual(old);
        return given.store.readAll(at, max);
      },
    },
  });
  expect(second.runner.stopped()).toEqual(['counts']);
  const last = await given.append('test.counted', ...some(1_100, 10));
  await second.reached(last);
  await until(() => second.runner.stopped().length === 0);
  expect(new Set(pointed)).toEqual(new Set(['counts.v1.e0']));
  expect(await viewPointers(given.db).findOne({ _id: 'counts' })).toMatchObject({
    version: 2,
    collection: 'counts.v2.e0',
  });
  expect(await read('counts')).toEqual(await expected(doubled));
  expect(await read('others')).toMatchObject([{ seen: 1_110 }]);
});

test('a view that fails to join loses nothing of what happens before it tries again', async () => {
  const first = await run([counts(1), others]);
  const before = await given.append('test.counted', ...some(0, 10));
  await first.reached(before);
  await stop();
  const last = await given.append('test.counted', ...some(10, 5));

  let release = (): void => undefined;
  const joining = new Promise<void>(resolve => {
    release = resolve;
  });
  let reads = 0;
  const held = holding(given.store, () => joining);
  const second = await run([counts(2), others], {
    store: {
      ...held,
      readAll: async (at, max) => {
        const page = await given.store.readAll(at, max);
        reads += 1;
        // The end is reached, and then there is more behind where the others are.
        if (reads === 1)
          return { events: page.events.filter(({ position }) => position <= before), last: before, end: true };
        if (reads === 2) {
          await given.mongo.db('admin').command({
            configureFailPoint: 'failCommand',
            mode: { times: 1 },
            data: { failCommands: ['find'], errorCode: 8 },
          });
          setTimeout(release, 20);
        }
        // The others go on meanwhile.
        if (reads === 3) await until(() => second.told.some(({ position }) => position >= last));
        return page;
      },
    },
  });
  await until(() => second.runner.stopped().length === 0);
  expect(alarms).toEqual(['views are not filled']);
  expect(await read('counts')).toEqual(await expected(counts(2)));
  expect(await read('others')).toMatchObject([{ seen: 15 }]);
});

test('a live rebuild: no reader sees a gap, and the end is what folding from the start gives', async () => {
  const { runner, reached } = await run([counts(), others], { pageSize: 50 });
  await reached(await given.append('test.counted', ...some(0, 600)));
  const before = await viewPointers(given.db).findOne({ _id: 'counts' });

  let going = true;
  let n = 600;
  const writing = (async () => {
    for (; going && n < 1_000; n += 20) await given.append('test.counted', ...some(n, 20));
  })();
  const seen: number[] = [];
  const reading = (async () => {
    while (going) {
      const rows = await read('counts');
      // Every document is there, and none goes back behind what a reader has seen of it.
      expect(rows).toHaveLength(7);
      seen.push(rows.reduce((sum, { n }) => sum + Number(n), 0));
    }
  })();
  const progress: number[] = [];
  await runner.rebuild('counts', events => progress.push(events));
  going = false;
  await Promise.all([writing, reading]);
  await reached(await given.append('test.counted', ...some(n, 1)));

  expect(seen.every((count, index) => count >= (seen[index - 1] ?? 600))).toBe(true);
  expect(progress.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(600);
  expect((await viewPointers(given.db).findOne({ _id: 'counts' }))?.collection).not.toBe(before?.collection);
  expect(await read('counts')).toEqual(await expected(counts()));
  await expect(runner.rebuild('nothing', () => undefined)).rejects.toThrow(RangeError);
});

test('a rebuild that is told to stop leaves the readers where they are', async () => {
  const last = await given.append('test.counted', ...some(0, 100));
  let reads = 0;
  const { runner, reached } = await run([counts()], {
    pageSize: 10,
    store: {
      ...given.store,
      readAll: async (at, max) => {
        reads += 1;
        if (reads === 3) abort.abort();
        return given.store.readAll(at, max);
      },
    },
  });
  await reached(last);
  const before = await read('counts');
  await expect(runner.rebuild('counts', () => undefined)).rejects.toThrow(Stopped);
  expect(await viewPointers(given.db).findOne({ _id: 'counts' })).toMatchObject({ collection: 'counts.v1.e0' });
  expect(await read('counts')).toEqual(before);
  expect((await given.db.listCollections().toArray()).filter(({ name }) => name.startsWith('counts'))).toHaveLength(1);
});

test('a rebuild reads past any number of events that are not ours', async () => {
  await given.append('test.counted', ...some(0, 5));
  await given.append('test.system', ...some(0, 60));
  const { runner, reached } = await run([counts()], {
    pageSize: 20,
    store: {
      ...given.store,
      // As the store itself leaves out what the server writes for itself.
      readAll: async (at, max) => {
        const page = await given.store.readAll(at, max);
        return { ...page, events: page.events.filter(({ type }) => type !== 'test.system') };
      },
    },
  });
  await reached(await given.append('test.counted', ...some(5, 5)));
  await runner.rebuild('counts', () => undefined);
  expect(await read('counts')).toEqual(await expected(counts()));
});

const picky = (version = 1): View =>
  counts(version, {
    ...table,
    'test.counted': (e: Counted['data']) => {
      if (e.n === 13) throw new TypeError('thirteen');
      return table['test.counted'](e);
    },
  });

test('a poison event stops its view alone, where it stands; mended code goes on from there', async () => {
  const first = await run([picky(), others], { pageSize: 10 });
  await first.reached(await given.append('test.counted', ...some(0, 30)));
  expect(first.runner.stopped()).toEqual(['counts']);
  expect(alarms).toEqual(['view counts stopped']);
  expect((await read('counts')).reduce((sum, { n }) => sum + Number(n), 0)).toBe(13);
  expect(await read('others')).toMatchObject([{ seen: 30 }]);

  // The same code stops at the same event again.
  await stop();
  const second = await run([picky(), others], { pageSize: 10 });
  await second.reached(await given.append('test.counted', ...some(30, 10)));
  await until(() => alarms.length === 2);
  expect(second.runner.stopped()).toEqual(['counts']);
  expect((await read('counts')).reduce((sum, { n }) => sum + Number(n), 0)).toBe(13);

  await stop();
  const third = await run([counts(), others], { pageSize: 10 });
  await until(() => third.runner.stopped().length === 0);
  expect(await read('counts')).toEqual(await expected(counts()));
  expect(await read('others')).toMatchObject([{ seen: 40 }]);
  await stop();
  expect((await viewsCheckpoints(given.db).findOne({ _id: 'views' }))?.behind).toEqual({});
});

test('a poison first event leaves the view at the start', async () => {
  const bad = counts(1, { 'test.counted': () => ({}) });
  const first = await run([bad, others]);
  await first.reached(await given.append('test.counted', { of: 'a', n: 1 }));
  expect(first.runner.stopped()).toEqual(['counts']);
  await stop();
  expect((await viewsCheckpoints(given.db).findOne({ _id: 'views' }))?.behind).toEqual({ 'counts.v1.e0': null });
  const second = await run([counts(), others]);
  await until(() => second.runner.stopped().length === 0);
  expect(await read('counts')).toEqual(await expected(counts()));
});

test('a poison event in a new version or in a rebuild leaves the old documents to the readers', async () => {
  const first = await run([counts()], { pageSize: 10 });
  await first.reached(await given.append('test.counted', ...some(0, 30)));
  const before = await read('counts');
  await stop();

  const second = await run([picky(2), others], { pageSize: 10 });
  await until(() => alarms.length > 0);
  expect(alarms).toEqual(['view counts stopped']);
  expect(await read('counts')).toEqual(before);
  await until(async () => (await read('others')).length > 0);
  expect(await read('others')).toMatchObject([{ seen: 30 }]);
  await expect(second.runner.rebuild('counts', () => undefined)).rejects.toThrow(/counts cannot take/);
  expect(await read('counts')).toEqual(before);
  await stop();

  const third = await run([counts(2), others], { pageSize: 10 });
  await until(() => third.runner.stopped().length === 0);
  expect(await read('counts')).toEqual(await expected(counts(2)));
});

test('MongoDB may be away for a while: nothing is lost, neither live nor in a fill', async () => {
  const first = await run([counts(), others]);
  await first.reached(await given.append('test.counted', ...some(0, 20)));
  await given.documentsStop();
  const last = await given.append('test.counted', ...some(20, 20));
  await until(() => alarms.length > 0);
  expect(new Set(alarms)).toEqual(new Set(['views are not written']));
  await given.documentsStart();
  await first.reached(last);
  expect(await read('counts')).toEqual(await expected(counts()));
  await stop();

  let started = false;
  let away = false;
  let back = false;
  const second = await run([counts(2), others], {
    pageSize: 7,
    store: {
      ...given.store,
      readAll: async (at, max) => {
        const page = await given.store.readAll(at, max);
        // At the start it would be refused, and rightly: here it goes away in the middle of a fill.
        if (started && page.last !== null && !away) {
          away = true;
          await given.documentsStop();
          setTimeout(() => void given.documentsStart().then(() => (back = true)), 300);
        }
        return page;
      },
    },
  });
  started = true;
  await until(() => back && second.runner.stopped().length === 0);
  expect(await read('counts')).toEqual(await expected(counts(2)));
});

test('a page is told after it can be read, with the views that it changed', async () => {
  const { told, reached } = await run([counts(), others]);
  await reached(await given.append('test.counted', { of: 'a', n: 1 }));
  await reached(await given.append('test.ended', { of: 'a' }));
  await reached(await given.append('test.unknown', { of: 'a' }));
  await stop();
  expect(told.flatMap(({ changed }) => changed).sort()).toEqual(['counts', 'counts', 'others']);
  const { changed } = (await viewsCheckpoints(given.db).findOne({ _id: 'views' })) ?? {};
  expect(changed?.counts).toBeGreaterThan(changed?.others ?? 0);
});

test('no page is applied twice at the same time, even when one of its views fails', async () => {
  let open = 0;
  let most = 0;
  const slow = view<Counted, { n: number }>('slow', 1, {
    'test.counted': () => {
      open += 1;
      most = Math.max(most, open);
      queueMicrotask(() => {
        open -= 1;
      });
      return { id: 'all', inc: { n: 1 } };
    },
  });
  const { reached } = await run([slow, others], { store: holding(given.store, async () => undefined) });
  await reached(await given.append('test.counted', ...some(0, 5)));
  await given.mongo.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: ['update'], errorCode: 8 },
  });
  await reached(await given.append('test.counted', ...some(5, 5)));
  expect(await read('slow')).toMatchObject([{ n: 10 }]);
  expect(await read('others')).toMatchObject([{ seen: 10 }]);
});
