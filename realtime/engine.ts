/** Publishes what happens: one subscription, all channel tables, batches to the hub, then the checkpoint. */

import { alone, checkpoint, endsWork, type Fenced, type Term } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Hub, Publication } from '@yunzhen/platform/hub';
import { retry } from '@yunzhen/platform/retry';
import { follow } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import type { Channel, Message } from './channel.ts';

const messagesOf = (tables: readonly Channel[], event: RecordedEvent): readonly Message[] =>
  tables.flatMap(({ on }) => on[event.type]?.(event.data as never) ?? []);

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
  /** Opens every sealed string in a value; null where that is not possible. */
  readonly open: <T>(value: T) => Promise<T>;
  /** Told of every event first: whose connections it ends. Throws HubError. */
  readonly ended?: (event: RecordedEvent) => Promise<void>;
  readonly warn: (message: string, error: unknown) => void;
  /** Told how many events were published and when the newest of them happened. */
  readonly observe: (events: number, newest: Date) => void;
  readonly signal: AbortSignal;
  /** The lease under which it publishes. `done` rejects with Fenced when another process has taken that over, or what else ends it. */
  readonly term?: Term;
}): Promise<{ readonly done: Promise<void> }> => {
  const { store, db, hub, tables, open, ended, warn, observe, term = alone } = options;
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const fenced = (error: Fenced) => over.abort(error);
  const { read, moved, settled } = checkpoint(store, db, 'realtime', { ...term, fenced });
  const stored = await read();
  // The first start does not tell old stories: pushes begin with what happens from now on.
  let position = stored ?? (await store.head());
  const newest = stored === null && position !== null && (await store.eventAt(position));
  if (newest) moved(newest);

  /** A push only hints at what can be asked for: one that cannot be made is left out, and never holds up the others. */
  const made = (events: readonly RecordedEvent[]): Publication[] =>
    events.flatMap(event => {
      try {
        return publicationsOf(tables, event);
      } catch (error) {
        warn(`no table can tell ${event.type} ${event.id}`, error);
        return [];
      }
    });
  const publish = async (events: readonly RecordedEvent[]): Promise<void> => {
    if (ended) for (const event of events) await ended(event);
    const publications = made(events);
    for (let at = 0; at < publications.length; at += batchSize)
      for (const refused of await hub.batch(await open(publications.slice(at, at + batchSize)))) {
        if (refused && passing.has(refused.code)) throw refused;
        if (refused) warn('a message was refused', refused);
      }
  };
  const run = async (progressed: () => void): Promise<void> => {
    for await (const page of store.subscribeAll(position, { max: 500, every: pageMs, signal })) {
      const newest = page.events.at(-1);
      if (newest) {
        await follow('push', page.events, () => publish(page.events));
        observe(page.events.length, newest.created);
        moved(newest);
      }
      position = page.last;
      progressed();
    }
  };
  const failed = (error: unknown) => (endsWork(error) ? over.abort(error) : warn('nothing is pushed', error));
  const running = retry(run, { signal, failed, most: 5_000 });
  const done = running.then(settled).then(() => {
    if (over.signal.aborted) throw over.signal.reason;
  });
  return { done };
};

const batchSize = 200;
const pageMs = 25;
/** Refusals of the hub that are not about the message: it is in trouble (100), or asked too much (111). */
const passing = new Set<number | 'unreachable'>([100, 111]);
