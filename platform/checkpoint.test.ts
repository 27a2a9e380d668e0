import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Checkpoint, checkpoint, type Fenced } from './checkpoint.ts';
import type { EventStore, RecordedEvent } from './eventstore.ts';
import { listener, type TestRuntime, testRuntime } from './runtime.testing.ts';

let given: TestRuntime;
let db: TestRuntime['db'];
let fences: string[];
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());
beforeEach(() => {
  db = given.database();
  fences = [];
});

const under = (epoch: number, more: { store?: EventStore; every?: number; build?: number } = {}): Checkpoint => {
  const { store = given.store, build = 0, ...rest } = more;
  const fenced = ({ message }: Fenced) => fences.push(message);
  return checkpoint(store, db, 'one', { epoch, build, fenced, ...rest });
};
const stored = () => db.collection<{ _id: string; position?: number }>('checkpoints').findOne({ _id: 'one' });
const happened = async (count: number, store = given.store): Promise<RecordedEvent[]> => {
  const stream = `test-${randomUUID()}`;
  const events = Array.from({ length: count }, () => ({ id: randomUUID(), type: 'test.done', data: {}, metadata: {} }));
  await store.append(stream, events, 'no_stream');
  const found: RecordedEvent[] = [];
  for await (const event of store.readStream(stream, 0)) found.push(event);
  return found;
};
const last = (events: readonly RecordedEvent[]) => events.at(-1) as RecordedEvent;

test('the first place is written at once, of those that follow the newest; it names the store and the event', async () => {
  const events = await happened(100);
  const { moved, settled, read } = under(3, { every: 60_000, build: 7 });
  expect(await read()).toBeNull();
  for (const event of events) moved(event);
  await settled();
  expect(await stored()).toEqual({
    _id: 'one',
    position: Number(last(events).position),
    eventId: last(events).id,
    store: expect.stringMatching(/^[\w-]{16}$/),
    epoch: 3,
    build: 7,
  });
  expect(await read()).toBe(last(events).position);
});

test('a write that failed is tried again, with or without a next event', async () => {
  const { until } = listener();
  const [first] = await happened(1);
  const { moved } = under(1, { every: 10 });
  await given.mongo.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: ['update'], errorCode: 8 },
  });
  moved(first as RecordedEvent);
  await until(async () => (await stored())?.position === Number(first?.position));
});

test('who takes it over refuses what an older holder writes, also before writing anything', async () => {
  const [a, b, c] = await happened(3);
  const old = under(1);
  old.moved(a as RecordedEvent);
  await old.settled();
  const next = under(2);
  expect(await next.read()).toBe(a?.position);
  old.moved(c as RecordedEvent);
  await old.settled();
  expect(fences).toEqual(['one is written under a newer epoch than 1']);
  expect((await stored())?.position).toBe(Number(a?.position));
  await expect(old.read()).rejects.toThrow('newer epoch');
  next.moved(b as RecordedEvent);
  await next.settled();
  expect((await stored())?.position).toBe(Number(b?.position));
});

test('another store is named', async () => {
  const other = await testRuntime();
  try {
    const here = under(1);
    here.moved(last(await happened(3)));
    await here.settled();
    const there = under(2, { store: other.store });
    await expect(there.read()).rejects.toThrow('the event store is not the one that one followed');
    await happened(50, other.store);
    await expect(there.read()).rejects.toThrow('the event store is not the one that one followed');
    expect(await under(3).read()).toBe(BigInt(Number((await stored())?.position)));
  } finally {
    await other.close();
  }
});

test('a store that is behind, or has another event at the place, is named', async () => {
  const here = under(1);
  const events = await happened(2);
  here.moved(last(events));
  await here.settled();
  const lost: EventStore = { ...given.store, eventAt: async () => null };
  await expect(under(2, { store: lost }).read()).rejects.toThrow(`does not have event ${last(events).id}`);
  const instead: EventStore = { ...given.store, eventAt: async () => events[0] as RecordedEvent };
  await expect(under(2, { store: instead }).read()).rejects.toThrow(`does not have event ${last(events).id}`);
});

test('one that names a position alone is held against the end of the store', async () => {
  const [, b] = await happened(2);
  const checkpoints = db.collection<{ _id: string; position: number }>('checkpoints');
  await checkpoints.insertOne({ _id: 'one', position: Number(b?.position) });
  expect(await under(1).read()).toBe(b?.position);
  await checkpoints.updateOne({ _id: 'one' }, { $set: { position: Number(b?.position) * 2 + 1_000 } });
  await expect(under(2).read()).rejects.toThrow('the event store does not have event unknown');
});

test('an event is found at its place, and nowhere else', async () => {
  const events = await happened(3);
  for (const event of events) expect(await given.store.eventAt(event.position)).toEqual(event);
  expect(await given.store.eventAt(last(events).position + 1n)).toBeNull();
  expect(await given.store.eventAt(last(events).position * 2n)).toBeNull();
});
