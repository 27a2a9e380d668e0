/** How far a subscriber is, kept in MongoDB behind its work: written one at a time and not often, because what a crash loses is done again. */
import { setTimeout } from 'node:timers/promises';
import type { Db } from 'mongodb';

export interface Checkpoint {
  /** Null before the first write. */
  readonly read: () => Promise<bigint | null>;
  /** Everything up to here is done. Returns at once; a write that fails is made up for by the next. */
  readonly moved: (position: bigint) => void;
  /** Resolves when the newest position is written, or could not be. */
  readonly settled: () => Promise<void>;
}

/** @param every milliseconds between two writes at the least */
export const checkpoint = (db: Db, name: string, every = 200): Checkpoint => {
  const checkpoints = db.collection<{ _id: string; position: number }>('checkpoints');
  let next: bigint | null = null;
  let writing: Promise<void> | undefined;
  let hurry = new AbortController();

  const write = async (): Promise<void> => {
    for (let position = next; position !== null; position = next) {
      next = null;
      const $set = { position: Number(position) };
      await checkpoints.updateOne({ _id: name }, { $set }, { upsert: true }).catch(() => undefined);
      await setTimeout(every, undefined, { signal: hurry.signal, ref: false }).catch(() => undefined);
    }
    writing = undefined;
  };

  return {
    read: async () => {
      const stored = await checkpoints.findOne({ _id: name });
      return stored ? BigInt(stored.position) : null;
    },
    moved: position => {
      next = position;
      writing ??= write();
    },
    settled: async () => {
      hurry.abort();
      await writing;
      hurry = new AbortController();
    },
  };
};
