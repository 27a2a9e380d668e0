/**
 * How far a follower of the event store is, kept in MongoDB behind its work: written one at a time and not often, because what a crash
 * loses is done again. Only the holder of the follower's lease writes it, and nobody goes on from a place that the store does not have.
 */
import { setTimeout } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { checkpointsIn, Fenced, setFenced, type Term } from './checkpoint/fenced.ts';
import { type Stood, StoreMismatch, standingAt, verify } from './checkpoint/standing.ts';
import { NewerEvent } from './eventstore/errors.ts';
import type { EventStore, RecordedEvent } from './eventstore.ts';

export { alone, checkpointsIn, Fenced, setFenced, type Term } from './checkpoint/fenced.ts';
export { type Stood, StoreMismatch, standingAt } from './checkpoint/standing.ts';

export interface Checkpoint {
  /**
   * Takes it over from every older epoch; null before the first write. Throws Fenced, StoreMismatch, and what MongoDB and the event
   * store throw.
   */
  readonly read: () => Promise<bigint | null>;
  /** Everything up to this event is done. Returns at once; a write that fails is tried again. */
  readonly moved: (to: Pick<RecordedEvent, 'id' | 'position'>) => void;
  /** Resolves when the newest place is written, or could not be. */
  readonly settled: () => Promise<void>;
}

export interface CheckpointOptions extends Term {
  /** Told once, when another process has taken over: the work must end. */
  readonly fenced: (error: Fenced) => void;
  /** Milliseconds between two writes at the least. */
  readonly every?: number;
}

/** Whether a failure ends a work under a lease, because to try it again here would come to the same. */
export const endsWork = (error: unknown): boolean =>
  error instanceof Fenced || error instanceof StoreMismatch || error instanceof NewerEvent;

/** Takes a follower's checkpoint over from every older epoch and answers it; null before the first write. Throws as `read`. */
export const takeOver = async <T extends Stood>(
  store: EventStore,
  db: Db,
  name: string,
  term: Term,
): Promise<T | null> => {
  const checkpoints = checkpointsIn<Stood>(db);
  if ((await checkpoints.findOne({ _id: name })) === null) return null;
  await setFenced(checkpoints, name, term, {});
  const stored = (await checkpoints.findOne({ _id: name })) as T | null;
  if (stored) await verify(store, name, stored);
  return stored?.position == null ? null : stored;
};

/** Holds every follower's checkpoint against the store. Throws StoreMismatch for the first that names what the store does not have. */
export const verifyAll = async (store: EventStore, db: Db): Promise<void> => {
  for await (const { _id, ...stored } of checkpointsIn<Stood>(db).find()) await verify(store, _id, stored);
};

export const checkpoint = (
  store: EventStore,
  db: Db,
  name: string,
  { fenced, every = 200, epoch, build }: CheckpointOptions,
): Checkpoint => {
  const checkpoints = checkpointsIn<Stood>(db);
  const term = { epoch, build };
  let next: Pick<RecordedEvent, 'id' | 'position'> | null = null;
  let over = false;
  let writing: Promise<void> | undefined;
  let hurry = new AbortController();

  const write = async (): Promise<void> => {
    for (let event = next; event !== null && !over; event = next) {
      next = null;
      try {
        await setFenced(checkpoints, name, term, await standingAt(store, event));
      } catch (error) {
        over = error instanceof Fenced;
        if (error instanceof Fenced) fenced(error);
        else if (!hurry.signal.aborted) next ??= event;
      }
      await setTimeout(every, undefined, { signal: hurry.signal, ref: false }).catch(() => undefined);
    }
    writing = undefined;
  };

  return {
    read: async () => {
      const stored = await takeOver(store, db, name, term);
      return stored?.position == null ? null : BigInt(stored.position);
    },
    moved: event => {
      next = event;
      writing ??= write();
    },
    settled: async () => {
      hurry.abort();
      await writing;
      hurry = new AbortController();
    },
  };
};
