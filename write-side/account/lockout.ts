/** Guessing passwords is slow: after five failures a login is locked for fifteen minutes, wherever the guesses come from. */
import type { RedisServer } from '@yunzhen/platform/redis';

export const mostFailures = 5;
export const lockSeconds = 15 * 60;

export interface Lockout {
  /** Counts an attempt before it is made, so that many at once are no way round. False: locked. */
  readonly enter: (accountId: string) => Promise<boolean>;
  /** Forgets the failures. */
  readonly succeeded: (accountId: string) => Promise<void>;
  /** The last failure that is allowed starts the lock. */
  readonly failed: (accountId: string) => Promise<void>;
}

export const lockout = (redis: RedisServer['client']): Lockout => {
  const keyOf = (accountId: string) => `sign-in-failures:${accountId}`;
  return {
    enter: async accountId => {
      const key = keyOf(accountId);
      const answers = await redis.multi().set(key, 0, 'EX', lockSeconds, 'NX').incr(key).exec();
      const [error, count] = answers?.[1] ?? [];
      if (error) throw error;
      return Number(count) <= mostFailures;
    },
    succeeded: async accountId => {
      await redis.del(keyOf(accountId));
    },
    failed: async accountId => {
      const key = keyOf(accountId);
      if (Number(await redis.get(key)) >= mostFailures) await redis.expire(key, lockSeconds);
    },
  };
};
