import { expect, test } from '@jest/globals';
import {
  AppendUnknown,
  EventStoreUnavailable,
  InvalidEvent,
  type NewEvent,
  ReadRefused,
  WrongExpectedRevision,
} from '@yunzhen/platform/eventstore';
import { idOf } from './harness.ts';
import { memoryStore } from './memory-store.ts';

const event = (n: number): NewEvent => ({ id: idOf(n), type: 'a.happened', data: { n }, metadata: {} });
const [a, b, c] = [event(1), event(2), event(3)];
const ids = async (events: AsyncIterable<{ id: string }>) => {
  const read: string[] = [];
  for await (const { id } of events) read.push(id);
  return read;
};

// Expectations as recorded from EventStoreDB 24.6.0.
test('a repeat at its own place is recognised for ever, anything else is a conflict', async () => {
  const store = memoryStore();
  const first = await store.append('a-1', [a, b], 'no_stream');
  await store.append('a-1', [c], 1);
  expect(await store.append('a-1', [a, b], 'no_stream')).toEqual(first);
  expect((await store.append('a-1', [a], 'no_stream')).revision).toBe(0);
  for (const [events, expected] of [
    [[b], 'no_stream'],
    [[b, a], 'no_stream'],
    [[a, b, c, event(4)], 'no_stream'],
    [[event(4)], 1],
    [[a, b], 1],
    [[a], 9],
  ] as const)
    await expect(store.append('a-1', events, expected)).rejects.toThrow(WrongExpectedRevision);
  expect(await ids(store.readStream('a-1', 0))).toEqual([a.id, b.id, c.id]);
});
test('a conflict says where the stream stands', async () => {
  const store = memoryStore();
  await expect(store.append('a-1', [a], 0)).rejects.toMatchObject({ actual: 'no_stream' });
  await store.append('a-1', [a, b], 'no_stream');
  await expect(store.append('a-1', [c], 'no_stream')).rejects.toMatchObject({ actual: 1 });
});
test('a bad event is refused as the real client must never see it', () =>
  expect(memoryStore().append('a-1', [{ ...a, id: 'x' }], 'no_stream')).rejects.toThrow(InvalidEvent));

test('pages of $all follow each other by position', async () => {
  const store = memoryStore();
  expect(await store.readAll(null, 10)).toEqual({ events: [], last: null, end: true });
  await store.append('a-1', [a, b], 'no_stream');
  await store.append('b-1', [c], 'no_stream');
  const one = await store.readAll(null, 2);
  expect(one).toMatchObject({ events: [{ id: a.id }, { id: b.id }], end: false });
  const two = await store.readAll(one.last, 2);
  expect(two).toMatchObject({ events: [{ id: c.id, stream: 'b-1', revision: 0 }], end: true });
  expect(two.last).toBe(await store.head());
  await expect(store.readAll((one.last ?? 0n) + 1n, 2)).rejects.toThrow(ReadRefused);
});
test('a subscription gives what is there and what comes, until it is aborted', async () => {
  const store = memoryStore();
  await store.append('a-1', [a], 'no_stream');
  const abort = new AbortController();
  const seen: string[] = [];
  for await (const { events, caughtUp } of store.subscribeAll(null, { max: 10, signal: abort.signal })) {
    expect(caughtUp).toBe(true);
    seen.push(...events.map(({ id }) => id));
    if (seen.length === 1) setImmediate(() => store.append('a-1', [b], 0));
    else abort.abort();
  }
  expect(seen).toEqual([a.id, b.id]);
});

test('it fails where it is told to, once each', async () => {
  const store = memoryStore();
  store.faults.push('request-lost', 'ack-lost', () => store.append('a-1', [c], 0));
  await expect(store.append('a-1', [a], 'no_stream')).rejects.toThrow(AppendUnknown);
  expect(store.recorded('a-1')).toEqual([]);
  await expect(store.append('a-1', [a], 'no_stream')).rejects.toThrow(AppendUnknown);
  expect(await ids(store.readStream('a-1', 0))).toEqual([a.id]);
  await expect(store.append('a-1', [b], 0)).rejects.toThrow(WrongExpectedRevision);
  expect((await store.append('a-1', [b], 1)).revision).toBe(2);
});
test('while it is down nothing is read or written', async () => {
  const store = memoryStore();
  store.down = true;
  await expect(store.append('a-1', [a], 'no_stream')).rejects.toThrow(AppendUnknown);
  await expect(ids(store.readStream('a-1', 0))).rejects.toThrow(EventStoreUnavailable);
  await expect(store.head()).rejects.toThrow(EventStoreUnavailable);
  expect(await store.healthy()).toBe(false);
});
