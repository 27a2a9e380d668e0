/** Retries background work with exponential backoff until it ends or is aborted. */
import { setTimeout } from 'node:timers/promises';

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Told of every failure, except those that the end brings with it. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds before the second try. */
  readonly first?: number;
  /** Longest pause in milliseconds. */
  readonly most?: number;
}

/**
 * Answers whether the work ended; false when it was told to stop first. Never rejects. `progressed` makes the next pause short
 * again; an abort ends a pause at once, and never the work.
 */
export const retry = async (
  work: (progressed: () => void) => Promise<void>,
  { signal, failed, first = 100, most = 10_000 }: RetryOptions,
): Promise<boolean> => {
  let pause = first;
  while (!signal.aborted)
    try {
      await work(() => {
        pause = first;
      });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      failed(error);
      await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, most);
    }
  return false;
};
