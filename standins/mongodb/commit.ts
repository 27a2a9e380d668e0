/** Group commit: writes run one after the other in LMDB transactions and are answered once the disk has them. */
import type { RootDatabase, TransactionFlags } from 'lmdb';
import { CommandError } from './errors.ts';

/** ABORTABLE, SYNCHRONOUS_COMMIT and NO_SYNC_FLUSH: lmdb declares the enum, its module does not export it. */
const commitWithoutFlush = 0x10003 as TransactionFlags;

interface Work {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs `work` in a transaction; resolves with its result when that is durable, rejects with what it threw. */
export type Commit = <T>(work: () => T) => Promise<T>;

/** lmdb's own flush, undeclared: it runs on a thread, where `transactionSync` alone would hold up the event loop. */
interface Environment {
  sync(done: (error?: unknown) => void): void;
}

/**
 * A CommandError rejects its own work only. Anything else undoes the transaction, so that `forget` must drop what memory
 * holds of it, and the works are then run one by one.
 */
export const groupCommit = (root: RootDatabase, forget: () => void): Commit => {
  const { env } = root as unknown as { env: Environment };
  let queue: Work[] = [];
  let committed: (() => void)[] = [];
  let flushing = false;

  const flush = (): void => {
    if (flushing || committed.length === 0) return;
    const settle = committed;
    committed = [];
    flushing = true;
    env.sync(() => {
      flushing = false;
      for (const each of settle) each();
      flush();
    });
  };

  const runOne = ({ run, resolve, reject }: Work): (() => void) => {
    try {
      const value = run();
      return () => resolve(value);
    } catch (error) {
      if (error instanceof CommandError) return () => reject(error);
      throw error;
    }
  };

  const transact = (works: readonly Work[]): void => {
    try {
      const settle: (() => void)[] = [];
      root.transactionSync(() => {
        for (const work of works) settle.push(runOne(work));
      }, commitWithoutFlush);
      committed.push(...settle);
    } catch (error) {
      forget();
      if (works.length === 1) works[0]?.reject(error);
      else for (const work of works) transact([work]);
    }
  };

  const drain = (): void => {
    const works = queue;
    queue = [];
    transact(works);
    flush();
  };

  return work =>
    new Promise((resolve, reject) => {
      if (queue.push({ run: work, resolve: value => resolve(value as never), reject }) === 1) setImmediate(drain);
    });
};
