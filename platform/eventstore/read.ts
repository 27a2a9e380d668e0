/** Reads of one stream and of $all that end, or fail: never silently short. */
import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  ErrorType,
  type ResolvedEvent,
  START,
  type StreamingRead,
} from '@eventstore/db-client';
import type { Versions } from '@yunzhen/contracts/versions';
import { type Connection, isLost } from './connection.ts';
import { EventStoreUnavailable, ReadRefused } from './errors.ts';
import { pages } from './pages.ts';
import type { AllPage, RecordedEvent } from './types.ts';

type Resolved = ResolvedEvent | AllStreamResolvedEvent;
type Client = Awaited<ReturnType<Connection['client']>>;

/** Where $all is read from: `after` is what the store gave earlier, below zero or null the start. */
export const fromPosition = (after: bigint | null) =>
  after === null || after < 0n ? START : { commit: after, prepare: after };

/**
 * An event in the shape that this build knows, as all readers get it. Null for a link without a target, which has no event to show. Data
 * that is no JSON object is handed on as it is.
 */
export const recorded = ({ event, commitPosition }: Resolved, { upcast }: Versions): RecordedEvent | null => {
  if (event === undefined) return null;
  const { id, type, streamId, revision, data, metadata, created, position } = event;
  return upcast({
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    position: position?.commit ?? commitPosition ?? 0n,
    data: data as Record<string, unknown>,
    metadata: (metadata ?? {}) as Record<string, unknown>,
    created,
  });
};

const isSystem = (event: RecordedEvent): boolean => event.type.startsWith('$');

/** InvalidPosition reaches us as code 2 on a read and 3 on a subscription. */
export const readFailure = (error: unknown): Error => {
  if (error instanceof EventStoreUnavailable || error instanceof ReadRefused) return error;
  const { code, type, message } = error as { code?: unknown; type?: unknown; message?: unknown };
  const text = String(message);
  return code === 3 ||
    type === ErrorType.ACCESS_DENIED ||
    type === ErrorType.STREAM_DELETED ||
    /InvalidPosition/.test(text)
    ? new ReadRefused(text, { cause: error })
    : new EventStoreUnavailable(`the event store cannot be read: ${text}`, { cause: error });
};

export const reader = (connection: Connection, silence: number, known: Versions) => {
  /** Pages of one read; checks at the end that it was the end and not the client being put away. */
  async function* read(
    open: (client: Client) => StreamingRead<Resolved>,
    max: number,
  ): AsyncGenerator<RecordedEvent[], void> {
    const client = await connection.client();
    const source = open(client);
    try {
      for await (const page of pages<Resolved>(source, { max, silence }))
        yield page.map(one => recorded(one, known)).filter(event => event !== null);
      if (!connection.isCurrent(client))
        throw new EventStoreUnavailable('the connection was replaced or closed during the read');
    } catch (error) {
      if (isLost(error)) connection.replace(client);
      if ((error as { type?: unknown }).type !== ErrorType.STREAM_NOT_FOUND) throw readFailure(error);
    } finally {
      void source.cancel();
    }
  }

  async function* readStream(stream: string, from: number): AsyncGenerator<RecordedEvent, void> {
    const fromRevision = from > 0 ? BigInt(from) : START;
    const highWaterMark = 500;
    for await (const page of read(
      client => client.readStream(stream, { fromRevision }, { highWaterMark }),
      highWaterMark,
    ))
      yield* page;
  }

  const readAll = async (after: bigint | null, max: number): Promise<AllPage> => {
    // A read starts at the position, not after it: one more is asked for, and the one at the position dropped.
    const known = after !== null && after >= 0n;
    const maxCount = known ? max + 1 : max;
    const events: RecordedEvent[] = [];
    let count = 0;
    let last = after;
    for await (const page of read(
      client => client.readAll({ fromPosition: fromPosition(after), maxCount }, { highWaterMark: maxCount }),
      maxCount,
    ))
      for (const event of page) {
        count += 1;
        if (known && event.position <= after) continue;
        last = event.position;
        if (!isSystem(event)) events.push(event);
      }
    return { events, last, end: count < maxCount };
  };

  const eventAt = async (position: bigint): Promise<RecordedEvent | null> => {
    try {
      for await (const [event] of read(
        client => client.readAll({ fromPosition: fromPosition(position), maxCount: 1 }),
        1,
      ))
        if (event) return event.position === position ? event : null;
    } catch (error) {
      // Of a position that it never gave out the store says so, or that the end has been passed.
      if (!(error instanceof ReadRefused)) throw error;
    }
    return null;
  };

  const head = async (): Promise<bigint | null> => {
    let before: bigint | null = null;
    // The server writes its own statistics into $all: the newest event of ours may lie behind any number of those.
    for (let maxCount = 1; ; maxCount = Math.min(maxCount * 32, 4_096)) {
      let count = 0;
      const from: ReturnType<typeof fromPosition> | typeof END = before === null ? END : fromPosition(before);
      for await (const page of read(
        client => client.readAll({ direction: BACKWARDS, fromPosition: from, maxCount }, { highWaterMark: maxCount }),
        maxCount,
      ))
        for (const event of page) {
          if (!isSystem(event)) return event.position;
          count += 1;
          before = event.position;
        }
      if (count < maxCount) return null;
    }
  };

  return { readStream, readAll, eventAt, head };
};
