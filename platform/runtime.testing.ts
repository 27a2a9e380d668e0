/** For tests: an event store and a MongoDB of their own, on the stand-ins, and events to tell them apart by. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { start as startEvents } from '../standins/eventstoredb/server.ts';
import { start as startDocuments } from '../standins/mongodb/server.ts';
import { type EventStore, eventStore } from './eventstore.ts';

export interface TestRuntime {
  readonly store: EventStore;
  readonly db: Db;
  readonly mongo: MongoClient;
  /** Of MongoDB. */
  readonly url: string;
  /** Of the event store. */
  readonly events: string;
  readonly faults: Awaited<ReturnType<typeof startEvents>>['faults'];
  /** Appends events of a type with these data to a new stream; answers the position of the last. */
  append(type: string, ...data: Record<string, unknown>[]): Promise<bigint>;
  /** MongoDB goes away, and answers again under the same address. */
  documentsStop(): Promise<void>;
  documentsStart(): Promise<void>;
  /** A new, empty database on the same server, for a test of its own. */
  database(): Db;
  close(): Promise<void>;
}

/** For tests that wait for background work: `until` looks again whenever something is told, and now and then. */
export const listener = () => {
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const one of waiting) one();
  };
  const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    let again = true;
    let wake = (): void => undefined;
    const one = () => {
      again = true;
      wake();
    };
    waiting.add(one);
    while (again) {
      again = false;
      if (await done()) break;
      if (!again) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>(resolve => {
          wake = resolve;
          timer = setTimeout(resolve, 25);
        });
        clearTimeout(timer);
        again = true;
      }
    }
    waiting.delete(one);
  };
  return { tell, until };
};

export const testRuntime = async (): Promise<TestRuntime> => {
  const dir = await mkdtemp(join(tmpdir(), 'ground-'));
  const events = await startEvents({ port: 0, dir: join(dir, 'events') });
  let documents = await startDocuments({ port: 0, dir: join(dir, 'documents') });
  const { url } = documents;
  const mongo = await MongoClient.connect(url, {
    serverSelectionTimeoutMS: 3_000,
    ignoreUndefined: true,
    monitorCommands: true,
  });
  const store = eventStore(events.url);
  const database = () => mongo.db(`t${randomUUID().slice(0, 8)}`);
  return {
    store,
    mongo,
    url,
    events: events.url,
    db: database(),
    database,
    faults: events.faults,
    append: async (type, ...data) => {
      const stream = `test-${randomUUID()}`;
      const metadata = { at: '2026-01-05T08:00:00.000Z' };
      let position = 0n;
      for (let first = 0; first < data.length; first += 500) {
        const batch = data.slice(first, first + 500).map(one => ({ id: randomUUID(), type, data: one, metadata }));
        ({ position } = await store.append(stream, batch, first === 0 ? 'no_stream' : first - 1));
      }
      return position;
    },
    documentsStop: () => documents.close(),
    documentsStart: async () => {
      documents = await startDocuments({ port: Number(new URL(url).port), dir: join(dir, 'documents') });
    },
    close: async () => {
      await store.close();
      await mongo.close();
      await documents.close();
      await events.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
