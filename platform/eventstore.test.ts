import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type EventStoreStandin, start } from '../standins/eventstoredb/server.ts';
import {
  AppendUnknown,
  type EventStore,
  EventStoreUnavailable,
  eventStore,
  type LivePage,
  WrongExpectedRevision,
} from './eventstore.ts';

let dir: string;
let server: EventStoreStandin;
let store: EventStore;
/** Shares the client, and gives up soon what is made to fail. */
let impatient: EventStore;
const drops: string[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'eventstore-'));
  server = await start({ port: 0, dir });
  store = eventStore(server.url, { warn: message => drops.push(message) });
  impatient = eventStore(server.url, { deadline: 200 });
});
afterAll(async () => {
  await Promise.all([store.close(), impatient.close()]);
  await server.close();
  await rm(dir, { recursive: true });
});
beforeEach(() => {
  server.faults.clear();
  drops.length = 0;
});

const event = (n: number) => ({ id: randomUUID(), type: 'test.happened', data: { n }, metadata: { command: `c${n}` } });
const stream = () => `test-${randomUUID()}`;
const read = async (name: string, from = 0, by = store) => {
  const found: unknown[] = [];
  for await (const { data, revision } of by.readStream(name, from)) found.push([revision, data.n]);
  return found;
};

/** Collects live pages until what came is enough. */
const collect = async (after: bigint | null, enough: (pages: LivePage[]) => boolean | Promise<boolean>, max = 100) => {
  const abort = new AbortController();
  const pages: LivePage[] = [];
  for await (const page of store.subscribeAll(after, { max, signal: abort.signal })) {
    pages.push(page);
    if (await enough(pages)) abort.abort();
  }
  return pages;
};
const numbers = (pages: readonly { events: readonly { data: Record<string, unknown> }[] }[]) =>
  pages.flatMap(({ events }) => events.map(({ data }) => data.n));

test('what is appended is read back whole', async () => {
  const name = stream();
  const [first, second] = [event(1), event(2)];
  const { revision, position } = await store.append(name, [first, second], 'no_stream');
  expect(revision).toBe(1);
  const found = [];
  for await (const one of store.readStream(name, 0)) found.push(one);
  expect(found).toEqual([
    { ...first, stream: name, revision: 0, position: expect.anything(), created: expect.any(Date) },
    { ...second, stream: name, revision: 1, position, created: expect.any(Date) },
  ]);
  expect(await read(name, 1)).toEqual([[1, 2]]);
  expect(await read(name, 9)).toEqual([]);
  expect(await read(stream())).toEqual([]);
});

test('a conflict tells where the stream is; the same events at the same place are stored once', async () => {
  const name = stream();
  const events = [event(1)];
  const answer = await store.append(name, events, 'no_stream');
  expect(await store.append(name, events, 'no_stream')).toEqual(answer);
  const conflict = await store.append(name, [event(2)], 'no_stream').catch(error => error);
  expect(conflict).toBeInstanceOf(WrongExpectedRevision);
  expect(conflict).toMatchObject({ stream: name, expected: 'no_stream', actual: 0 });
  await expect(store.append(stream(), [event(3)], 4)).rejects.toMatchObject({ expected: 4, actual: 'no_stream' });
  expect(await read(name)).toEqual([[0, 1]]);
});

test('an answer that does not come makes the append unknown, and a repetition finds it stored', async () => {
  const name = stream();
  const events = [event(1)];
  server.faults.add({ do: 'lose-ack', stream: name });
  await expect(impatient.append(name, events, 'no_stream')).rejects.toThrow(AppendUnknown);
  expect((await store.append(name, events, 'no_stream')).revision).toBe(0);
  expect(await read(name)).toEqual([[0, 1]]);
});

test('an append that hangs ends at our deadline, and others go on', async () => {
  server.faults.add({ do: 'hang', on: 'append', stream: 'test-hanging' });
  const hanging = impatient.append('test-hanging', [event(1)], 'no_stream');
  await store.append(stream(), [event(2)], 'no_stream');
  await expect(hanging).rejects.toThrow(/no answer within 200 ms/);
  expect(await read('test-hanging')).toEqual([]);
});

test('an unavailable server makes an append unknown and a read fail, and both work again after', async () => {
  const name = stream();
  server.faults.add({ do: 'unavailable', on: 'append', stream: name });
  await expect(store.append(name, [event(1)], 'no_stream')).rejects.toThrow(AppendUnknown);
  await store.append(name, [event(2)], 'no_stream');
  server.faults.add({ do: 'unavailable', on: 'read', stream: name });
  await expect(read(name)).rejects.toThrow(EventStoreUnavailable);
  expect(await read(name)).toEqual([[0, 2]]);
});

test('a read that is left early does no harm, and a silent one fails', async () => {
  const name = stream();
  await store.append(
    name,
    Array.from({ length: 600 }, (_, n) => event(n)),
    'no_stream',
  );
  for await (const _ of store.readStream(name, 0)) break;
  server.faults.add({ do: 'hang', on: 'read', stream: name });
  await expect(read(name, 0, impatient)).rejects.toThrow(/nothing came/);
  expect(await read(name)).toHaveLength(600);
});

test('$all is read page by page, each event once, without system events', async () => {
  const before = await store.head();
  const names = Array.from({ length: 5 }, stream);
  for (const [n, name] of names.entries()) await store.append(name, [event(n), event(n + 0.5)], 'no_stream');
  const found: unknown[] = [];
  let after = before;
  for (;;) {
    const { events, last, end } = await store.readAll(after, 3);
    expect(events.length).toBeLessThanOrEqual(3);
    found.push(...events.map(({ data }) => data.n));
    after = last;
    if (end) break;
  }
  expect(found).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
  expect(after).toBe(await store.head());
  expect(await store.readAll(after, 3)).toEqual({ events: [], last: after, end: true });
  expect((await store.readAll(null, 2)).events).toHaveLength(2);
});

test('a subscription catches up, says so, and goes on live', async () => {
  const before = await store.head();
  const name = stream();
  const many = Array.from({ length: 250 }, (_, n) => event(n));
  await store.append(name, many, 'no_stream');
  let appended = false;
  const pages = await collect(before, async seen => {
    if (seen.at(-1)?.caughtUp && !appended) {
      appended = true;
      await store.append(name, [event(250)], 249);
    }
    return numbers(seen).length === 251;
  });
  expect(numbers(pages)).toEqual(Array.from({ length: 251 }, (_, n) => n));
  for (const { events } of pages) expect(events.length).toBeLessThanOrEqual(100);
  expect(pages.at(-1)).toMatchObject({ caughtUp: true, last: await store.head() });
  const positions = pages.map(({ last }) => last);
  expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
});

test.each(['end', 'break'] as const)('a subscription that drops (%s) goes on where it was', async how => {
  const before = await store.head();
  const name = stream();
  await store.append(name, [event(0)], 'no_stream');
  let dropped = false;
  const pages = await collect(before, async seen => {
    if (numbers(seen).length === 1 && !dropped) {
      dropped = true;
      server.faults.drop(how);
      // A broken connection is replaced at once, whatever else is on its way over it: that is asked again.
      const second = [event(1)];
      await store.append(name, second, 0).catch(error => {
        expect(error).toBeInstanceOf(AppendUnknown);
        return store.append(name, second, 0);
      });
    }
    return numbers(seen).length === 2;
  });
  expect(numbers(pages)).toEqual([0, 1]);
  expect(drops).toHaveLength(1);
});

test('an abort ends a subscription that waits', async () => {
  const abort = new AbortController();
  const pages = store.subscribeAll(await store.head(), { max: 10, signal: abort.signal })[Symbol.asyncIterator]();
  while (!(await pages.next()).value?.caughtUp);
  const next = pages.next();
  abort.abort();
  expect((await next).done).toBe(true);
});

test('a server that stops and comes back is used again by the same store', async () => {
  const own = await mkdtemp(join(tmpdir(), 'eventstore-'));
  let second = await start({ port: 0, dir: own });
  const { port } = new URL(second.url.replace('esdb:', 'http:'));
  const restarted = eventStore(second.url, { deadline: 2_000 });
  const abort = new AbortController();
  const seen: unknown[] = [];
  const arrived = new EventTarget();
  const following = (async () => {
    for await (const { events } of restarted.subscribeAll(null, { max: 10, signal: abort.signal }))
      for (const { data } of events) {
        seen.push(data.n);
        arrived.dispatchEvent(new Event(`${data.n}`));
      }
  })();
  const until = (n: number) => once(arrived, `${n}`);
  const one = until(1);
  await restarted.append('test-1', [event(1)], 'no_stream');
  await one;
  await second.close();
  expect(await restarted.healthy()).toBe(false);
  await expect(restarted.append('test-2', [event(2)], 'no_stream')).rejects.toThrow(AppendUnknown);
  second = await start({ port: Number(port), dir: own });
  const three = until(3);
  const retried = event(3);
  for (;;) {
    const done = await restarted.append('test-3', [retried], 'no_stream').catch(error => error);
    if (!(done instanceof AppendUnknown)) break;
  }
  await three;
  expect(seen).toEqual([1, 3]);
  abort.abort();
  await following;
  await restarted.close();
  await second.close();
  await rm(own, { recursive: true });
});

test('a closed store ends its subscriptions, cuts no read short silently, and does nothing more', async () => {
  const name = stream();
  await store.append(
    name,
    Array.from({ length: 600 }, (_, n) => event(n)),
    'no_stream',
  );
  const other = eventStore(server.url);
  const pages = other
    .subscribeAll(await store.head(), { max: 10, signal: new AbortController().signal })
    [Symbol.asyncIterator]();
  while (!(await pages.next()).value?.caughtUp);
  const next = pages.next();
  const reading = (async () => {
    for await (const _ of other.readStream(name, 0)) await other.close();
  })();
  await expect(reading).rejects.toThrow(EventStoreUnavailable);
  await store.append(name, [event(600)], 599);
  await next;
  expect((await pages.next()).done).toBe(true);
  await expect(other.append(name, [event(601)], 600)).rejects.toThrow(EventStoreUnavailable);
});

test('stores with the same URL share one client, which lives until the last one closes', async () => {
  const other = eventStore(server.url);
  await other.close();
  await other.close();
  expect(await store.healthy()).toBe(true);
});
