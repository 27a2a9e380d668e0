import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { capability, fen } from '@yunzhen/contracts/language';
import { versions } from '@yunzhen/contracts/versions';
import { start } from '../../standins/eventstoredb/server.ts';
import { type EventStore, eventStore } from '../eventstore.ts';

const jar = capability('jar', {
  events: { filled: { amount: fen } },
  about: { filled: {} },
  commands: {},
  refusals: [],
  upcasts: { filled: [({ fen }) => ({ amount: fen })] },
});
let dir: string;
let server: Awaited<ReturnType<typeof start>>;
let store: EventStore;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'current-'));
  server = await start({ port: 0, dir });
  store = eventStore(server.url, { known: versions([jar]) });
  const event = (data: Record<string, unknown>, metadata: Record<string, unknown>) => ({
    id: randomUUID(),
    type: 'jar.filled',
    data,
    metadata,
  });
  await store.append('jar-1', [event({ fen: 1 }, {}), event({ amount: 2 }, { version: 2 })], 'no_stream');
});
afterAll(async () => {
  await store.close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const amounts = [{ amount: 1 }, { amount: 2 }];

test('a stream is read in the shapes of this build', async () => {
  const read: unknown[] = [];
  for await (const { data } of store.readStream('jar-1', 0)) read.push(data);
  expect(read).toEqual(amounts);
});

test('so is $all', async () => {
  const { events } = await store.readAll(null, 10);
  expect(events.map(({ data }) => data)).toEqual(amounts);
});

test('so is a subscription', async () => {
  const abort = new AbortController();
  const read: unknown[] = [];
  for await (const { events } of store.subscribeAll(null, { max: 10, signal: abort.signal })) {
    read.push(...events.map(({ data }) => data));
    if (read.length >= 2) abort.abort();
  }
  expect(read).toEqual(amounts);
});
