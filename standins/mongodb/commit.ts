/** Group commit: writes run one after the other in LMDB transactions and are answered once the disk has them. */
import type { RootDatabase, TransactionFlags } from 'lmdb';
import { CommandError } from './errors.ts';

/** ABORTABLE, SYNCHRONOUS_COMMIT and NO_SYNC_FLUSH: lmdb declares the enum, its module does not export it. */
const commitWithoutFlush = 0x10003 as TransactionFlags;

/** Runs `work` in a transaction; resolves with its result when that is durable, rejects with what it threw. */
export type Commit = <T>(work: () => T) => Promise<T>;

interface Work {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A work that ran, waiting for the disk. */
interface Done {
  readonly settle: () => void;
  readonly reject: (error: unknown) => void;
}

/** lmdb's own flush, undeclared: it runs on a thread, where `transactionSync` alone would hold up the event loop. */
interface Environment {
  sync(done: (error?: Error) => void): void;
}

/**
 * The writes of one event-loop turn share a transaction, and all that wait meanwhile share a flush. A CommandError rejects
 * its own work only. Anything else undoes the transaction, so that `forget` must drop what memory holds of it, and the
 * works are then run one by one.
 */
export const groupCommit = (root: RootDatabase, forget: () => void): Commit => {
  const { env } = root as unknown as { env: Environment };
  let queue: Work[] = [];
  let committed: Done[] = [];
  let flushing = false;

  const flush = (): void => {
    if (flushing || committed.length === 0) return;
    const waiting = committed;
    committed = [];
    flushing = true;
    env.sync(error => {
      flushing = false;
      for (const { settle, reject } of waiting) error ? reject(error) : settle();
      flush();
    });
  };

  const runOne = ({ run, resolve, reject }: Work): Done => {
    try {
      const value = run();
      return { settle: () => resolve(value), reject };
    } catch (error) {
      if (error instanceof CommandError) return { settle: () => reject(error), reject };
      throw error;
    }
  };

  const transact = (works: readonly Work[]): void => {
    try {
      committed.push(...root.transactionSync(() => works.map(runOne), commitWithoutFlush));
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
