/** A subscription to $all that does not end: pages, checkpoints and the live end in one order, mended after every drop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AllStreamResolvedEvent, type AllStreamSubscription, excludeSystemEvents } from '@eventstore/db-client';
import type { Versions } from '@yunzhen/contracts/versions';
import { type Connection, isLost } from './connection.ts';
import { ReadRefused } from './errors.ts';
import { pages } from './pages.ts';
import { fromPosition, readFailure, recorded } from './read.ts';
import type { LivePage, RecordedEvent, SubscribeOptions } from './types.ts';

/** Pushed into the subscription's own buffer, so that they are read in order with the events around them. */
type Marker = { readonly checkpoint: bigint } | { readonly live: boolean };
type Item = AllStreamResolvedEvent | Marker;

/** Times 32 events considered between checkpoints. */
const checkpointInterval = 32;
const backoff = { first: 100, most: 5_000 };

export const subscriber = (
  connection: Connection,
  warn: (message: string, error: unknown) => void,
  known: Versions,
) => {
  async function* once(
    after: bigint | null,
    { max, every }: SubscribeOptions,
    signal: AbortSignal,
  ): AsyncGenerator<LivePage, void> {
    const client = await connection.client();
    const checkpointReached = (subscription: AllStreamSubscription, { commit }: { commit: bigint }): void => {
      subscription.push({ checkpoint: commit } satisfies Marker);
    };
    const filter = excludeSystemEvents({ checkpointInterval, checkpointReached });
    const source = client.subscribeToAll({ fromPosition: fromPosition(after), filter }, { highWaterMark: max });
    /** As the server said last; `live` follows when what came before it has been read. */
    let behind = true;
    const hear = (now: boolean) => () => {
      behind = !now;
      source.push({ live: now } satisfies Marker);
    };
    source.on('caughtUp', hear(true));
    source.on('fellBehind', hear(false));
    let last = after ?? -1n;
    let live = false;
    try {
      for await (const page of pages<Item>(source, { max, every, full: () => behind, signal })) {
        const events: RecordedEvent[] = [];
        for (const item of page) {
          if ('checkpoint' in item) last = item.checkpoint;
          else if ('live' in item) live = item.live;
          else {
            const event = recorded(item, known);
            if (event === null) continue;
            events.push(event);
            last = event.position;
          }
        }
        yield { events, last, caughtUp: live && source.readableLength === 0 };
      }
    } catch (error) {
      if (isLost(error)) connection.replace(client);
      throw error;
    } finally {
      void source.unsubscribe();
    }
  }

  return async function* subscribeAll(after: bigint | null, options: SubscribeOptions): AsyncGenerator<LivePage, void> {
    const signal = AbortSignal.any([options.signal, connection.closing]);
    let last = after;
    let pause = backoff.first;
    while (!signal.aborted) {
      let failure: Error | undefined;
      try {
        for await (const page of once(last, options, signal)) {
          last = page.last;
          pause = backoff.first;
          yield page;
        }
      } catch (error) {
        failure = readFailure(error);
        if (failure instanceof ReadRefused) throw failure;
      }
      if (signal.aborted) return;
      warn('the subscription to $all was dropped and is resumed', failure);
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, backoff.most);
    }
  };
};
