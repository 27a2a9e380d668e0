/** What is appended, read and told: the shapes that the parts of the event store share. */

export interface NewEvent {
  /** A UUID; the same id at the same revision is stored once however often it is sent. */
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** Number in its stream, from 0. */
  readonly revision: number;
  /** Place in $all; rises, with gaps. */
  readonly position: bigint;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly created: Date;
}

export type ExpectedRevision = number | 'no_stream';

export interface Appended {
  /** Of the last event appended. */
  readonly revision: number;
  readonly position: bigint;
}

export interface EventStore {
  /** Throws WrongExpectedRevision (conflict), AppendUnknown (deadline, lost connection: may or may not be stored), InvalidEvent (checked before the client sees it), AppendRefused (a deleted stream, no right). */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended>;
  /** Events of a stream from a revision; a missing or soft-deleted stream is empty. Throws EventStoreUnavailable. */
  readStream(stream: string, from: number): AsyncIterable<RecordedEvent>;
  /** A page of $all after a position (exclusive; null = from the start), system events left out; `last` is the position read up to, `end` whether the end was reached. Throws EventStoreUnavailable, ReadRefused. */
  readAll(after: bigint | null, max: number): Promise<AllPage>;
  /** Pages (up to max events, whatever is there, no waiting to fill but for `every`) of $all after a position, without system events, for ever: resubscribes by itself from where it was after a drop, with backoff; ends when the signal aborts or the store is closed. Those at about the same place share what is read: events are not to be changed. A page may be empty and only move `last` (checkpoint). `caughtUp` tells that the page ends at the live end. Throws ReadRefused for a position the store never gave. */
  subscribeAll(after: bigint | null, options: SubscribeOptions): AsyncIterable<LivePage>;
  /** The event at a position of $all; null when there is none, as in another store. Throws EventStoreUnavailable. */
  eventAt(position: bigint): Promise<RecordedEvent | null>;
  /** Position of the newest event of $all, system events left out, or null when there is none. */
  head(): Promise<bigint | null>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SubscribeOptions {
  /** Events in one page at the most. */
  readonly max: number;
  /** Milliseconds from one page to the next at the least: the first comes at once, under load they get bigger instead of more. */
  readonly every?: number;
  readonly signal: AbortSignal;
}

export interface AllPage {
  readonly events: RecordedEvent[];
  readonly last: bigint | null;
  readonly end: boolean;
}

export interface LivePage {
  readonly events: RecordedEvent[];
  /** -1n as long as nothing is stored; given back as `after` it means from the start. */
  readonly last: bigint;
  readonly caughtUp: boolean;
}
