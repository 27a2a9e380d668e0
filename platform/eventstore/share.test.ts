import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EventStore, LivePage, RecordedEvent } from '../eventstore.ts';
import { sharing } from './share.ts';

type SubscribeAll = EventStore['subscribeAll'];

const event = (position: bigint): RecordedEvent => ({
  id: String(position),
  type: 'one.happened',
  stream: 'one',
  revision: Number(position),
  position,
  data: {},
  metadata: {},
  created: new Date(0),
});

/** A log of events at positions 10, 20, 30 …; counts the subscriptions to it and how many are open. */
const log = () => {
  const events: RecordedEvent[] = [];
  const waiting = new Set<() => void>();
  const opened: (bigint | null)[] = [];
  let open = 0;
  const subscribeAll: SubscribeAll = async function* (after, { max, signal }) {
    opened.push(after);
    open++;
    try {
      let last = after ?? -1n;
      for (;;) {
        await new Promise(setImmediate);
        if (signal.aborted) return;
        const rest = events.filter(({ position }) => position > last);
        const page = rest.slice(0, max);
        last = page.at(-1)?.position ?? last;
        yield { events: page, last, caughtUp: page.length === rest.length };
        if (events.at(-1)?.position === last || events.length === 0)
          await new Promise<void>(resolve => {
            waiting.add(resolve);
            signal.addEventListener('abort', () => resolve());
          });
      }
    } finally {
      open--;
    }
  };
  return {
    subscribeAll,
    opened,
    open: () => open,
    append: (count: number) => {
      for (let n = 0; n < count; n++) events.push(event(BigInt(events.length + 1) * 10n));
      for (const wake of waiting) wake();
      waiting.clear();
    },
  };
};

const expected = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => BigInt(from + n + 1) * 10n);

/** Reads until so many events came; `slow` turns pass between two pages. */
const take = async (pages: AsyncIterable<LivePage>, count: number, slow = 0): Promise<bigint[]> => {
  const got: bigint[] = [];
  if (count === 0) return got;
  for await (const page of pages) {
    got.push(...page.events.map(({ position }) => position));
    if (got.length >= count) return got;
    for (let turn = 0; turn < slow; turn++) await new Promise(setImmediate);
  }
  return got;
};
const asked = (max = 100) => ({ max, signal: new AbortController().signal });

test('those at the same place share one subscription, and it ends with the last of them', async () => {
  const { subscribeAll, append, opened, open } = log();
  const shared = sharing(subscribeAll);
  append(50);
  const [one, two] = await Promise.all([take(shared(null, asked()), 50), take(shared(null, asked(7)), 50)]);
  expect(one).toEqual(expected(0, 50));
  expect(two).toEqual(expected(0, 50));
  expect(opened).toEqual([-1n]);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(open()).toBe(0);
});

test('who comes later joins where it is, when what it needs is at hand', async () => {
  const { subscribeAll, append, opened } = log();
  const shared = sharing(subscribeAll);
  append(50);
  const first = shared(null, asked())[Symbol.asyncIterator]();
  await first.next();
  expect(await take(shared(200n, asked()), 30)).toEqual(expected(20, 50));
  expect(opened).toHaveLength(1);
  await first.return?.();
});

test('who is elsewhere follows alone and joins at the end', async () => {
  const { subscribeAll, append, opened, open } = log();
  const shared = sharing(subscribeAll, 10);
  append(100);
  const first = shared(990n, asked())[Symbol.asyncIterator]();
  await first.next();
  const late = shared(null, asked(30))[Symbol.asyncIterator]();
  const got: bigint[] = [];
  while (got.length < 100)
    got.push(...((await late.next()).value?.events ?? []).map(({ position }: RecordedEvent) => position));
  expect(got).toEqual(expected(0, 100));
  expect(opened).toHaveLength(2);
  const next = late.next();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  append(1);
  expect((await next).value?.last).toBeGreaterThanOrEqual(1000n);
  expect(open()).toBe(1);
  await late.return?.();
  await first.return?.();
});

test('an abort ends one and leaves the others', async () => {
  const { subscribeAll, append } = log();
  const shared = sharing(subscribeAll);
  const abort = new AbortController();
  const gone = take(shared(null, { max: 10, signal: abort.signal }), 1);
  const staying = take(shared(null, asked()), 5);
  await new Promise(setImmediate);
  abort.abort();
  expect(await gone).toEqual([]);
  append(5);
  expect(await staying).toEqual(expected(0, 5));
});

test('a failure is everybody’s, and the next one begins anew', async () => {
  const { subscribeAll, append } = log();
  let fail = true;
  const shared = sharing(async function* (after, options) {
    if (fail) throw new Error('refused');
    yield* subscribeAll(after, options);
  });
  append(1);
  await expect(take(shared(null, asked()), 1)).rejects.toThrow('refused');
  fail = false;
  expect(await take(shared(null, asked()), 1)).toEqual([10n]);
});

test('whoever reads how fast from wherever, each gets every event once and in order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ from: fc.nat(40), max: fc.integer({ min: 1, max: 50 }), slow: fc.nat(5) }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
      fc.integer({ min: 2, max: 60 }),
      async (readers, bursts, keep) => {
        const { subscribeAll, append } = log();
        const shared = sharing(subscribeAll, keep);
        append(40);
        const total = 40 + bursts.reduce((sum, n) => sum + n, 0);
        const reading = readers.map(({ from, max, slow }) =>
          take(shared(from === 0 ? null : BigInt(from) * 10n, asked(max)), total - from, slow),
        );
        for (const burst of bursts) {
          await new Promise(setImmediate);
          append(burst);
        }
        const got = await Promise.all(reading);
        for (const [index, { from }] of readers.entries()) expect(got[index]).toEqual(expected(from, total));
      },
    ),
    { numRuns: 200 },
  ));
