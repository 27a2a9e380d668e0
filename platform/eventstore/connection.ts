/**
 * The one client of a process per server. The client keeps its pending appends in one map for the whole process, so a
 * broken client must be gone before its successor is used, and two for the same server are never alive at a time.
 */
import type { EventEmitter } from 'node:events';
import { ErrorType, EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreUnavailable } from './errors.ts';
import { guard } from './guard.ts';

export interface Connection {
  /** The client to use now; waits while a broken one is put away. Throws EventStoreUnavailable once closed. */
  client(): Promise<EventStoreDBClient>;
  /** Whether the client is still the one in use; what a replaced or closed one read may be cut short. */
  isCurrent(client: EventStoreDBClient): boolean;
  /** Counts appends: the number of the last one sent, and how many had been sent when an answer last came. */
  readonly appends: { sent: number; answered: number };
  /** Aborts when this user of the connection closes it. */
  readonly closing: AbortSignal;
  /** Puts the client away if it is still the one in use; everything in flight on it ends as unknown or unavailable. */
  replace(client: EventStoreDBClient): void;
  close(): Promise<void>;
}

/**
 * Whether a call failed together with its connection. The client then changes to a new channel by itself, but leaves its
 * old append stream behind, whose end fails everybody's appends later: it is better replaced whole. Only a server that
 * is not the leader is left to the client, which knows from the answer where the leader is.
 */
export const isLost = (error: unknown): boolean => {
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  return typeof code === 'number' && lost.has(code) && type !== ErrorType.NOT_LEADER;
};
/** CANCELLED, DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE: a numeric code comes from the transport. */
const lost = new Set([1, 4, 13, 14]);

/** Milliseconds; a broken stream may never report its end. */
const patience = 1_000;

/** What the client hides and a clean end needs: its running calls, and the channel that dispose() leaves open. */
interface Internals {
  readonly disposableStreams: Set<EventEmitter>;
  getChannel(): Promise<{ close(): void }>;
}

const putAway = async (client: EventStoreDBClient): Promise<void> => {
  const { disposableStreams, getChannel } = client as unknown as Internals;
  const late = new Promise<void>(resolve => setTimeout(resolve, patience).unref());
  await Promise.race([client.dispose(), late]);
  // What has not ended by now must not end the appends of the next client, too, when it does.
  for (const stream of disposableStreams) stream.removeAllListeners('error').on('error', () => undefined);
  await Promise.race([getChannel().then(channel => channel.close()), late]).catch(() => undefined);
};

const open = (url: string, warn: (message: string, error: unknown) => void): Omit<Connection, 'closing'> => {
  let current = EventStoreDBClient.connectionString(url);
  let ready: Promise<void> = Promise.resolve();
  const replace = (client: EventStoreDBClient): void => {
    if (client !== current) return;
    current = EventStoreDBClient.connectionString(url);
    ready = ready.then(() => putAway(client));
  };
  const release = guard(error => {
    warn('the event store client failed and is replaced', error);
    replace(current);
  });
  return {
    client: async () => {
      let awaited: Promise<void>;
      do {
        awaited = ready;
        await awaited;
      } while (awaited !== ready);
      return current;
    },
    isCurrent: client => client === current,
    appends: { sent: 0, answered: 0 },
    replace,
    close: async () => {
      await ready;
      await putAway(current);
      release();
    },
  };
};

const shared = new Map<string, { connection: ReturnType<typeof open>; users: number }>();

/** Joins the connection of this process to that server, or opens it. The last user to close it ends it. */
export const connect = (url: string, warn: (message: string, error: unknown) => void): Connection => {
  const entry = shared.get(url) ?? { connection: open(url, warn), users: 0 };
  shared.set(url, entry);
  entry.users += 1;
  const closing = new AbortController();
  const { signal } = closing;
  return {
    client: async () => {
      if (signal.aborted) throw new EventStoreUnavailable('the event store was closed');
      return entry.connection.client();
    },
    isCurrent: client => !signal.aborted && entry.connection.isCurrent(client),
    closing: signal,
    appends: entry.connection.appends,
    replace: entry.connection.replace,
    close: async () => {
      if (signal.aborted) return;
      closing.abort();
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(url);
      await entry.connection.close();
    },
  };
};
