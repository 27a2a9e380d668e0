/** Follows the events of one process under its lease: the work of a page is stored in one bulk, then the checkpoint moves. */
import { setTimeout } from 'node:timers/promises';
import { checkpoint, endsWork, type Term } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Db } from 'mongodb';
import type { Process } from './process.ts';

export interface FollowPorts {
  readonly store: EventStore;
  readonly db: Db;
  readonly term: Term;
  /** Stores and begins what a page asks for; resolves when it is stored and there is room for more. */
  readonly take: (events: readonly RecordedEvent[]) => Promise<void>;
  /** Seconds between what was read last and now; 0 when all is read. */
  readonly lag: (seconds: number) => void;
  readonly now: () => number;
  /** Told why this process must stop: another has the lease, the store is another one, or has events of a newer build. */
  readonly ended: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Where a process keeps how far it is. */
export const checkpointOf = ({ name, version }: Pick<Process, 'name' | 'version'>): string =>
  version === 1 ? `reactions ${name}` : `reactions ${name}.v${version}`;

const pageSize = 256;
/** A page waits this long for the next try after an error; doubled up to `most`. */
const pause = { first: 100, most: 10_000 };

export const follow = async (
  process: Process,
  { store, db, term, take, lag, now, ended, signal }: FollowPorts,
  warn: (error: unknown) => void,
): Promise<void> => {
  const { read, moved, settled } = checkpoint(store, db, checkpointOf(process), { ...term, fenced: ended });
  const begin = async (): Promise<bigint | null> => {
    const stored = await read();
    if (stored !== null || process.from === 'origin') return stored;
    const head = await store.head();
    const newest = head === null ? null : await store.eventAt(head);
    if (newest) moved(newest);
    return head;
  };
  let position: bigint | null | undefined;
  let wait = pause.first;
  while (!signal.aborted)
    try {
      position ??= await begin();
      for await (const page of store.subscribeAll(position, { max: pageSize, signal })) {
        await take(page.events);
        const newest = page.events.at(-1);
        if (newest) moved(newest);
        position = page.last;
        lag(page.caughtUp || !newest ? 0 : (now() - newest.created.getTime()) / 1_000);
        wait = pause.first;
      }
    } catch (error) {
      if (signal.aborted) break;
      if (endsWork(error)) {
        ended(error);
        break;
      }
      warn(error);
      await setTimeout(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(2 * wait, pause.most);
    }
  await settled();
};
