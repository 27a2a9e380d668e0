/** Background work goes on: what fails begins again after a pause that doubles, until it ends by itself or is told to stop. */
import { setTimeout } from 'node:timers/promises';

export interface AgainOptions {
  readonly signal: AbortSignal;
  /** Told of every failure, except those that the end brings with it. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds before the second try. */
  readonly first?: number;
  /** Longest pause in milliseconds. */
  readonly most?: number;
}

/** Never rejects. `progressed` makes the next pause short again; an abort ends a pause at once, and never the work. */
export const again = async (
  work: (progressed: () => void) => Promise<void>,
  { signal, failed, first = 100, most = 10_000 }: AgainOptions,
): Promise<void> => {
  let pause = first;
  while (!signal.aborted)
    try {
      return await work(() => {
        pause = first;
      });
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
      await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, most);
    }
};
