/** Publishes what happens: one subscription, all channel tables, batches to the hub, then the checkpoint. */
import { channels as names } from '@yunzhen/contracts/channels';
import { checkpoint } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Hub, Publication } from '@yunzhen/platform/hub';
import { follow } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import type { Channel, Message } from './channel.ts';

const reviewed = /^(prescription|dispensing)\./;
const boarded = /^(registration|consultation|payment|prescription|dispensing|record|review|session)\./;

/** Every table's messages and, for the dashboards, the event's type. */
const messagesOf = (tables: readonly Channel[], event: RecordedEvent): Message[] => [
  ...tables.flatMap(({ on }) => {
    const answer = on[event.type]?.(event.data as never) ?? [];
    return Array.isArray(answer) ? (answer as readonly Message[]) : [answer as Message];
  }),
  ...(boarded.test(event.type) ? [{ to: names.board('operations'), data: {} }] : []),
  ...(reviewed.test(event.type) ? [{ to: names.board('review'), data: {} }] : []),
];

/** A redelivered event makes the same keys, so the hub delivers it once. */
export const publicationsOf = (tables: readonly Channel[], event: RecordedEvent): Publication[] =>
  messagesOf(tables, event).map(({ to, data }) => ({
    channel: to,
    data: { type: event.type, position: String(event.position), at: event.metadata.at, ...data },
    idempotencyKey: `${event.id} ${to}`,
  }));

export const runRealtime = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly hub: Hub;
  readonly tables: readonly Channel[];
  /** Opens every sealed string in a value. */
  readonly open: <T>(value: T) => Promise<T>;
  readonly warn: (message: string, error: unknown) => void;
  /** Told how many events were published and when the newest of them happened. */
  readonly observe: (events: number, newest: Date) => void;
  readonly signal: AbortSignal;
}): Promise<{ readonly done: Promise<void> }> => {
  const { store, db, hub, tables, open, warn, observe, signal } = options;
  const { read, moved, settled } = checkpoint(db, 'realtime');
  // The first start does not tell old stories: pushes begin with what happens from now on.
  let position = (await read()) ?? (await store.head());

  const publish = async (events: readonly RecordedEvent[]): Promise<void> => {
    const publications = events.flatMap(event => publicationsOf(tables, event));
    for (let at = 0; at < publications.length; at += batchSize) {
      const answers = await hub.batch(await open(publications.slice(at, at + batchSize)));
      for (const refused of answers) if (refused) warn('a message was refused', refused);
    }
  };
  const run = async (): Promise<void> => {
    for (let wait = 100; !signal.aborted; wait = Math.min(2 * wait, 5_000))
      try {
        for await (const page of store.subscribeAll(position, { max: 500, every: pageMs, signal })) {
          const newest = page.events.at(-1);
          if (newest) {
            await follow('push', page.events, () => publish(page.events));
            observe(page.events.length, newest.created);
            moved(page.last);
          }
          position = page.last;
          wait = 100;
        }
      } catch (error) {
        warn('nothing is pushed', error);
        await new Promise(next => setTimeout(next, wait));
      }
  };
  return { done: run().then(settled) };
};

const batchSize = 200;
const pageMs = 10;
