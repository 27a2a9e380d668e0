/** The event store as everyone sees it: append, read, subscribe. The official client and its faults stay behind this. */
import type { Versions } from '@yunzhen/contracts/versions';
import { appender } from './eventstore/append.ts';
import { connect } from './eventstore/connection.ts';
import { current } from './eventstore/current.ts';
import { reader } from './eventstore/read.ts';
import { sharing } from './eventstore/share.ts';
import { subscriber } from './eventstore/subscribe.ts';
import type { EventStore } from './eventstore/types.ts';

export {
  AppendRefused,
  AppendUnknown,
  EventStoreUnavailable,
  InvalidEvent,
  NewerEvent,
  ReadRefused,
  WrongExpectedRevision,
} from './eventstore/errors.ts';

export type {
  EventStore,
  ExpectedRevision,
  LivePage,
  NewEvent,
  RecordedEvent,
} from './eventstore/types.ts';

export interface EventStoreOptions {
  /** How long an append may take before it is unknown, and a read may stay silent, in milliseconds. */
  readonly deadline?: number;
  /** Told about every drop that was mended here. */
  readonly warn?: (message: string, error: unknown) => void;
  /** Shapes that events are read in, whichever build stored them: by default those of the contracts. */
  readonly known?: Versions;
}

/** Connects lazily; all event stores of a process with the same URL share one client. */
export const eventStore = (
  url: string,
  { deadline = 5_000, warn = () => undefined, known = current }: EventStoreOptions = {},
): EventStore => {
  // The client knows the server by its old name.
  const connection = connect(url.replace(/^kurrentdb/, 'esdb'), warn);
  const { readStream, readAll, eventAt, head } = reader(connection, 2 * deadline, known);
  return {
    append: appender(connection, deadline),
    readStream,
    readAll,
    subscribeAll: sharing(subscriber(connection, warn, known)),
    eventAt,
    head,
    healthy: () =>
      head().then(
        () => true,
        () => false,
      ),
    close: connection.close,
  };
};
