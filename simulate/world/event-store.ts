/** The event store of a simulated world: durable books in memory, and a client for each part that meets the network's faults. */
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
import type { Network } from './network.ts';
import type { Schedule } from './schedule.ts';

export interface StoreBooks {
  readonly all: RecordedEvent[];
  readonly streams: Map<string, RecordedEvent[]>;
}

/** As on the wire: what JSON does not carry is gone, and nobody shares an object with the store. */
const carried = <T>(value: T): T => frozen(JSON.parse(JSON.stringify(value)));
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

/** Real positions rise with gaps. */
const gap = 100n;

export const storeBooks = (
  past: readonly RecordedEvent[],
  schedule: Pick<Schedule, 'now' | 'wake'>,
  stored: (event: RecordedEvent) => void,
) => {
  const all: RecordedEvent[] = [];
  const streams = new Map<string, RecordedEvent[]>();
  const keep = (recorded: RecordedEvent): void => {
    // The past may be of an older build: readers and audits get it in today's shape.
    const event = current.upcast(recorded);
    all.push(event);
    const stream = streams.get(event.stream);
    if (stream) stream.push(event);
    else streams.set(event.stream, [event]);
    stored(event);
  };
  for (const event of past) keep(event);
  return {
    all,
    streams,
    recorded: (stream: string): readonly RecordedEvent[] => streams.get(stream) ?? [],
    append: (stream: string, events: readonly NewEvent[], expected: ExpectedRevision) => {
      const before = streams.get(stream) ?? [];
      const at = expected === 'no_stream' ? 0 : expected + 1;
      // A repeat is recognised by the ids stored at the very place, whatever came after.
      const repeated = events.every((event, index) => before[at + index]?.id === event.id);
      if (!repeated) {
        if (before.length !== at)
          throw new WrongExpectedRevision(stream, expected, before.length > 0 ? before.length - 1 : 'no_stream');
        for (const [index, { id, type, data, metadata }] of events.entries())
          keep({
            id,
            type,
            stream,
            revision: at + index,
            position: BigInt(all.length + 1) * gap,
            data: carried(data),
            metadata: carried(metadata),
            created: new Date(schedule.now()),
          });
        schedule.wake();
      }
      const last = streams.get(stream)?.[at + events.length - 1] as RecordedEvent;
      return { revision: last.revision, position: last.position };
    },
  };
};
export type Store = ReturnType<typeof storeBooks>;

export const storeClient = (books: Store, network: Network, schedule: Schedule): EventStore => {
  const unavailable = () => new EventStoreUnavailable('the event store cannot be reached');
  /** Index in $all of what follows a position. */
  const after = (position: bigint | null): number => {
    if (position === null || position === -1n) return 0;
    const index = Number(position / gap);
    if (index > books.all.length || position % gap !== 0n) throw new ReadRefused('never a position of this store');
    return index;
  };
  const page = (position: bigint | null, max: number) => {
    const index = after(position);
    const events = books.all.slice(index, index + max);
    return { events, last: events.at(-1)?.position ?? position, end: index + events.length === books.all.length };
  };

  return {
    append: async (stream, events, expected) => {
      check(stream, events, expected);
      return network.change(
        `appends ${events.map(({ type }) => type).join(', ')} to ${stream}`,
        () => books.append(stream, events, expected),
        () => new AppendUnknown(stream, 'no answer'),
      );
    },
    readStream: async function* (stream, from) {
      yield* await network.ask(`reads ${stream}`, () => books.recorded(stream).slice(from), unavailable);
    },
    readAll: (position, max) => network.ask('reads $all', () => page(position, max), unavailable),
    subscribeAll: async function* (position, { max, signal }) {
      let last = position ?? -1n;
      signal.addEventListener('abort', schedule.wake, { once: true });
      for (let first = true; !signal.aborted; first = false) {
        if (!first) await schedule.until('is told of events', () => after(last) < books.all.length || signal.aborted);
        if (signal.aborted) return;
        // The subscription mends itself: what it cannot reach now it asks for again.
        const { events, end } = page(last, max);
        last = events.at(-1)?.position ?? last;
        yield { events, last, caughtUp: end };
      }
    },
    eventAt: position =>
      network.ask('reads $all', () => books.all.find(event => event.position === position) ?? null, unavailable),
    head: () => network.ask('asks for the head', () => books.all.at(-1)?.position ?? null, unavailable),
    healthy: async () => true,
    close: async () => undefined,
  };
};
