/** What can go wrong with the event store, named by what the caller has to do about it. */
import type { ExpectedRevision } from './types.ts';

/** Someone else appended first: load the newer state and decide again. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The revision the stream has. */
  readonly actual: ExpectedRevision;
  constructor(stream: string, expected: ExpectedRevision, actual: ExpectedRevision) {
    super(`${stream} is at ${actual}, not at ${expected}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** No usable answer came: the events may or may not be stored. Read the stream and decide again, with the same ids. */
export class AppendUnknown extends Error {
  override readonly name = 'AppendUnknown';
  readonly stream: string;
  constructor(stream: string, why: string, cause?: unknown) {
    super(`append to ${stream}: ${why}; it may or may not be stored`, { cause });
    this.stream = stream;
  }
}

/** The store answered no for good (`stream-deleted`, `access-denied`, …): nothing was stored and a repeat will not help. */
export class AppendRefused extends Error {
  override readonly name = 'AppendRefused';
  readonly stream: string;
  readonly code: string;
  constructor(stream: string, code: string, cause?: unknown) {
    super(`append to ${stream}: ${code}`, { cause });
    this.stream = stream;
    this.code = code;
  }
}

/** A fault of the caller, found before anything was sent. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** A read did not end: the store cannot be reached, was lost half-way, or stays silent. What was read so far is not all. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}

/**
 * A newer build wrote an event that this one does not know: it neither decides on that stream nor goes past the event. Ask a replica
 * of the newer build.
 */
export class NewerEvent extends Error {
  override readonly name = 'NewerEvent';
  constructor({ type, stream, revision }: { type: string; stream: string; revision: number }) {
    super(`a newer build wrote ${type}, which this build does not know: ${stream} ${revision}`);
  }
}

/** A read or subscription that the store will never accept, such as a position it never gave out. */
export class ReadRefused extends Error {
  override readonly name = 'ReadRefused';
}
