/** Group commit: writes run one after the other, share LMDB transactions and are answered once the disk has them. */
import type { RootDatabase } from 'lmdb';
import { CommandError } from './errors.ts';

/** Runs `work` in a transaction; resolves with its result when that is durable, rejects with what it threw. */
export type Commit = <T>(work: () => T) => Promise<T>;

interface Work {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What the answer will be once it may be given. */
const outcome = ({ run, resolve, reject }: Work): (() => void) => {
  try {
    const value = run();
    return () => resolve(value);
  } catch (error) {
    if (error instanceof CommandError) return () => reject(error);
    throw error;
  }
};

/**
 * What arrives while a transaction is on its way to the disk shares the next one. A CommandError rejects its own work
 * only. Anything else undoes the transaction, so that `forget` must drop what memory holds of it, and its works are then
 * run one by one.
 */
export const groupCommit = (root: RootDatabase, forget: () => void): Commit => {
  let queue: Work[] = [];
  let draining = false;

  const transact = async (works: readonly Work[]): Promise<void> => {
    try {
      const outcomes = await root.childTransaction(() => works.map(outcome));
      for (const answer of outcomes) answer();
    } catch (error) {
      // lmdb gives the reason of a failed commit in a promise of its own.
      (error as { commitError?: Promise<unknown> }).commitError?.catch(() => {});
      forget();
      if (works.length === 1) works[0]?.reject(error);
      else for (const work of works) await transact([work]);
    }
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const works = queue;
      queue = [];
      await transact(works);
    }
    draining = false;
  };

  return work =>
    new Promise((resolve, reject) => {
      queue.push({ run: work, resolve: value => resolve(value as never), reject });
      if (draining) return;
      draining = true;
      setImmediate(drain);
    });
};
