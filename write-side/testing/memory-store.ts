/** An event store in memory, for tests: it answers like the real one, and fails where it is told to. */
import { EventEmitter, once } from 'node:events';
import {
  AppendUnknown,
  type EventStore,
  EventStoreUnavailable,
  type ExpectedRevision,
  type NewEvent,
  ReadRefused,
  type RecordedEvent,
  WrongExpectedRevision,
} from '@yunzhen/platform/eventstore';
import { check } from '@yunzhen/platform/eventstore/check';
import { current } from '@yunzhen/platform/eventstore/current';

/** What the next appends meet, one each, in this order; a function runs first and may append as another writer. */
export type Fault = 'ack-lost' | 'request-lost' | ((...sent: Parameters<EventStore['append']>) => Promise<unknown>);

export interface MemoryStore extends EventStore {
  readonly faults: Fault[];
  /** While true nothing can be reached. */
  down: boolean;
  /** Of a stream as it stands. */
  recorded(stream: string): readonly RecordedEvent[];
  /** How many appends and reads of a stream were asked for. */
  readonly calls: { appends: number; reads: number };
}

/** The real positions rise with gaps. */
const gap = 100n;
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** @param known shapes that events are read in, as of `eventStore`. */
export const memoryStore = ({ upcast } = current): MemoryStore => {
  const copyOf = (event: RecordedEvent): RecordedEvent =>
    upcast({ ...event, data: copy(event.data), metadata: copy(event.metadata) });
  const all: RecordedEvent[] = [];
  const streams = new Map<string, RecordedEvent[]>();
  const arrivals = new EventEmitter().setMaxListeners(0);
  const recorded = (stream: string) => streams.get(stream) ?? [];
  const reach = (): void => {
    if (store.down) throw new EventStoreUnavailable('the store is down');
  };

  const write = (stream: string, events: readonly NewEvent[], expected: ExpectedRevision) => {
    const past = recorded(stream);
    const at = expected === 'no_stream' ? 0 : expected + 1;
    // A repeat is recognised by the ids stored at the very place, whatever came after.
    const there = past.slice(at, at + events.length);
    if (there.length < events.length || there.some((event, index) => event.id !== events[index]?.id)) {
      if (past.length !== at)
        throw new WrongExpectedRevision(stream, expected, past.length > 0 ? past.length - 1 : 'no_stream');
      for (const event of events) {
        const place = { stream, revision: past.length, position: BigInt(all.length + 1) * gap, created: new Date() };
        const stored = { ...copy(event), ...place };
        past.push(stored);
        all.push(stored);
      }
      streams.set(stream, past);
      arrivals.emit('events');
    }
    const last = past[at + events.length - 1];
    if (!last) throw new Error('unreachable: an append has at least one event');
    return { revision: last.revision, position: last.position };
  };

  /** Index in $all of what follows a position. */
  const indexAfter = (after: bigint | null): number => {
    if (after === null || after === -1n) return 0;
    const index = all.findIndex(event => event.position >= after);
    if (index < 0) return all.length;
    if (all[index]?.position !== after) throw new ReadRefused('never a position of this store');
    return index + 1;
  };

  const store: MemoryStore = {
    faults: [],
    down: false,
    calls: { appends: 0, reads: 0 },
    recorded,
    append: async (stream, events, expected) => {
      check(stream, events, expected);
      store.calls.appends += 1;
      const fault = store.faults.shift();
      if (typeof fault === 'function') await fault(stream, events, expected);
      if (store.down || fault === 'request-lost') throw new AppendUnknown(stream, 'the request was lost');
      const appended = write(stream, events, expected);
      if (fault === 'ack-lost') throw new AppendUnknown(stream, 'the answer was lost');
      return appended;
    },
    readStream: async function* (stream, from) {
      store.calls.reads += 1;
      reach();
      for (const event of recorded(stream).slice(from)) {
        reach();
        yield copyOf(event);
      }
    },
    readAll: async (after, max) => {
      reach();
      const index = indexAfter(after);
      const events = all.slice(index, index + max).map(copyOf);
      return { events, last: events.at(-1)?.position ?? after, end: index + events.length >= all.length };
    },
    subscribeAll: async function* (after, { max, signal }) {
      let last = after ?? -1n;
      for (let first = true; !signal.aborted; first = false) {
        const { events, end } = await store.readAll(last, max);
        last = events.at(-1)?.position ?? last;
        if (first || events.length > 0) yield { events, last, caughtUp: end };
        if (indexAfter(last) === all.length) await once(arrivals, 'events', { signal }).catch(() => undefined);
      }
    },
    eventAt: async position => {
      reach();
      return all.find(event => event.position === position) ?? null;
    },
    head: async () => {
      reach();
      return all.at(-1)?.position ?? null;
    },
    healthy: async () => !store.down,
    close: async () => undefined,
  };
  return store;
};
