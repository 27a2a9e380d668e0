/** Redis as something that may be gone, frozen, full or read-only: nobody waits for it twice. */
import type { Redis } from 'ioredis';

export interface Breaker {
  /** What the work answers; undefined when Redis does not answer or refuses, and for a while after that without asking. */
  readonly ask: <T>(work: (client: Redis) => Promise<T>) => Promise<{ readonly answer: T } | undefined>;
}

export interface BreakerOptions {
  readonly warn?: (error: unknown) => void;
  /** Milliseconds without asking after a failure. */
  readonly rest?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
}

const away = new Set(['wait', 'connecting', 'reconnecting', 'close', 'end']);

export const breaker = (
  client: Redis,
  { warn = () => undefined, rest = 2_000, now = () => performance.now() }: BreakerOptions = {},
): Breaker => {
  let until = Number.NEGATIVE_INFINITY;
  return {
    ask: async work => {
      // A connection that is not there is not waited for.
      if (away.has(client.status) || now() < until) return undefined;
      try {
        return { answer: await work(client) };
      } catch (error) {
        until = now() + rest;
        warn(error);
        return undefined;
      }
    },
  };
};
