/** Two processes at once, as when a release rolls out or a frozen one wakes: no document is lost, comes back, or is read in an older version. */
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Fenced } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { leases } from '@yunzhen/platform/lease';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { present, viewPointers } from '@yunzhen/platform/view-progress';
import { type View, view } from '../view.ts';
import { pointing } from './pointing.ts';
import { target } from './target.ts';
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
const counts = (version = 1): View =>
  view<Counted | Ended, { last: number; n: number }>('counts', version, {
    'test.counted': ({ of, n }) => ({ id: of, set: { last: n }, inc: { n: version } }),
    'test.ended': ({ of }) => ({ id: of, remove: true }),
  });
const some = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ of: `d${from + index}`, n: from + index }));

let given: TestRuntime;
let ends: (() => Promise<unknown>)[];
const { tell, until } = listener();
beforeEach(async () => {
  given = await testRuntime();
  ends = [];
});
afterEach(async () => {
  await Promise.all(ends.map(end => end()));
  await given.close();
});

interface Process {
  readonly runner: ViewRunner;
  readonly reached: (position: bigint) => Promise<void>;
  /** What `done` came to. */
  readonly outcome: Promise<unknown>;
  readonly stop: () => Promise<unknown>;
}
const start = async (
  of: View,
  epoch: number,
  { build = 0, store = given.store }: { build?: number; store?: EventStore } = {},
): Promise<Process> => {
  const abort = new AbortController();
  let at = -1n;
  const runner = await runViews({
    store,
    db: given.db,
    views: [of],
    announce: position => {
      at = position;
      tell();
    },
    alarm: () => undefined,
    signal: abort.signal,
    term: { epoch, build },
    pageSize: 100,
  });
  const outcome = runner.done.catch(error => error);
  const stop = () => {
    abort.abort();
    return outcome;
  };
  ends.push(stop);
  return { runner, outcome, stop, reached: position => until(() => at >= position) };
};

const read = async () => {
  const pointer = await viewPointers(given.db).findOne({ _id: 'counts' });
  const documents = await given.db.collection<{ _id: string }>(`${pointer?.collection}`).find(present).toArray();
  return { version: pointer?.version, documents: new Map(documents.map(one => [one._id, one])) };
};
const expectWhole = async (of: View): Promise<void> => {
  const { version, documents } = await read();
  expect(version).toBe(of.version);
  expect(documents).toEqual(await folded(given.store, of));
};

/** A store whose pages of the past come one at a time, when they are let through. */
const gated = () => {
  let open = (): void => undefined;
  let asked = (): void => undefined;
  const waits = new Promise<void>(resolve => {
    asked = resolve;
  });
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  let pages = 0;
  const store: EventStore = {
    ...given.store,
    readAll: async (after, max) => {
      pages += 1;
      if (pages === 6) {
        asked();
        await gate;
      }
      return given.store.readAll(after, max);
    },
  };
  return { store, open, waits };
};

test('a process fills a new version, another takes over, begins afresh and dies: readers lose nothing, the late one is fenced', async () => {
  await given.append('test.counted', ...some(0, 1_500));
  const old = await start(counts(1), 1);
  await old.reached((await given.store.head()) ?? 0n);
  await old.stop();

  const { store, open, waits } = gated();
  const a = await start(counts(2), 2, { store });
  await waits;
  const b = await start(counts(2), 3);
  await b.stop();
  open();
  await given.append('test.counted', ...some(1_500, 10));
  expect(await a.outcome).toBeInstanceOf(Fenced);
  // Readers have the old version, which stands still and is whole, or the new one, which is.
  expect((await read()).documents.size).toBeGreaterThanOrEqual(1_500);

  const c = await start(counts(2), 4);
  await until(() => c.runner.stopped().length === 0);
  await c.reached((await given.store.head()) ?? 0n);
  await expectWhole(counts(2));
});

test('what one removed, a late one does not bring back, also after a restart', async () => {
  const first = await start(counts(), 1);
  await first.reached(await given.append('test.counted', ...some(0, 3)));
  let release = (): void => undefined;
  let held = (): void => undefined;
  const holds = new Promise<void>(resolve => {
    held = resolve;
  });
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  await first.stop();
  const slow: EventStore = {
    ...given.store,
    subscribeAll: async function* (after, options) {
      for await (const page of given.store.subscribeAll(after, { ...options, max: 1 })) {
        const ghost = (event: RecordedEvent) => event.type === 'test.counted' && event.data.of === 'ghost';
        if (page.events.some(ghost)) {
          held();
          await gate;
        }
        yield page;
      }
    },
  };
  const late = await start(counts(), 2, { store: slow });
  await given.append('test.counted', { of: 'ghost', n: 1 });
  await holds;
  const last = await given.append('test.ended', { of: 'ghost' });
  const next = await start(counts(), 3);
  await next.reached(last);
  release();
  expect(await late.outcome).toBeInstanceOf(Fenced);
  expect((await read()).documents.has('ghost')).toBe(false);
  await next.stop();
  const restarted = await start(counts(), 4);
  await restarted.reached(await given.append('test.counted', { of: 'other', n: 1 }));
  await expectWhole(counts());
});

test('what was removed can begin again, and its place is forgotten by time', async () => {
  const process = await start(counts(), 1);
  await given.append('test.counted', { of: 'a', n: 1 });
  const gone = await given.append('test.ended', { of: 'a' });
  await process.reached(gone);
  const { collection } = (await viewPointers(given.db).findOne({ _id: 'counts' })) ?? {};
  const documents = given.db.collection<{ _id: string }>(`${collection}`);
  expect(await documents.findOne({ _id: 'a' })).toEqual({
    _id: 'a',
    position: Number(gone),
    gone: true,
    goneAt: expect.any(Date),
  });
  expect(await documents.indexes()).toContainEqual(
    expect.objectContaining({ key: { goneAt: 1 }, expireAfterSeconds: 604_800 }),
  );
  await process.reached(await given.append('test.counted', { of: 'a', n: 7 }));
  await expectWhole(counts());
});

test('an old build does not take readers back, a rollout of a higher number may', async () => {
  await given.append('test.counted', ...some(0, 20));
  const fresh = await start(counts(3), 1, { build: 5 });
  await fresh.reached((await given.store.head()) ?? 0n);
  await fresh.stop();
  for (const build of [0, 5])
    await expect(start(counts(2), 2, { build })).rejects.toThrow(
      'view counts is read in version 3, and this build has 2: to go back to it, start it with a higher BUILD_NUMBER',
    );
  await expectWhole(counts(3));
  const back = await start(counts(2), 3, { build: 6 });
  await until(() => back.runner.stopped().length === 0);
  await expectWhole(counts(2));
});

test('leftovers are dropped: of earlier holders and rebuilds, not what is read, filled or newer', async () => {
  const { db } = given;
  const pointers = pointing(db, { epoch: 5, build: 0 });
  const mine = pointers.collection(counts(2));
  const names = ['counts.v1', 'counts.v2.e3', 'counts.v2.e4.lk3j', 'counts.v2.e6', 'countsmore.v1.e1', mine];
  for (const name of names) await db.createCollection(name);
  const read = await target(db, counts(1), 'counts.v1.e2');
  await pointing(db, { epoch: 2, build: 0 }).move(read);
  await pointers.sweep([counts(2)]);
  const left = (await db.listCollections().toArray()).map(({ name }) => name).filter(name => name.startsWith('counts'));
  expect(left.sort()).toEqual(['counts.v1.e2', 'counts.v2.e5', 'counts.v2.e6', 'countsmore.v1.e1']);
  await expect(pointing(db, { epoch: 1, build: 0 }).move(read)).rejects.toThrow(Fenced);
});

test('under a lease, replicas hand the views over and over: every event once', async () => {
  const replica = () => {
    const abort = new AbortController();
    const { hold } = leases(given.db);
    const done = hold(
      'views',
      async ({ lost: signal, ...term }) => {
        const options = { store: given.store, db: given.db, views: [counts()], alarm: () => undefined };
        const announce = (position: bigint) => {
          seen = position > seen ? position : seen;
          tell();
        };
        await (await runViews({ ...options, announce, signal, term })).done;
      },
      abort.signal,
    );
    const stop = () => {
      abort.abort();
      return done;
    };
    ends.push(stop);
    return stop;
  };
  let seen = -1n;
  let stop = replica();
  await setTimeout(50);
  for (let round = 0; round < 5; round += 1) {
    const next = replica();
    const stopped = stop();
    const last = await given.append('test.counted', ...some(round * 40, 40));
    await until(() => seen >= last);
    await stopped;
    stop = next;
  }
  await expectWhole(counts());
});
