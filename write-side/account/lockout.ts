/**
 * Guessing passwords is slow: after five failures a login is locked for fifteen minutes, wherever the guesses come from. The count stands
 * in Redis, for all processes; while that is gone, frozen, full or read-only each process counts for itself, and people can sign in.
 */
import type { RedisServer } from '@yunzhen/platform/redis';
import { type BreakerOptions, breaker } from '@yunzhen/platform/redis/breaker';
import { LRUCache } from 'lru-cache';

export const mostFailures = 5;
export const lockSeconds = 15 * 60;
/** Logins that a process counts for without Redis. */
const counted = 10_000;

export interface Lockout {
  /** Counts an attempt before it is made, so that many at once are no way round. False: locked. */
  readonly enter: (accountId: string) => Promise<boolean>;
  /** Forgets the failures. */
  readonly succeeded: (accountId: string) => Promise<void>;
  /** The last failure that is allowed starts the lock. */
  readonly failed: (accountId: string) => Promise<void>;
}

export const lockout = (redis: RedisServer['client'], options: BreakerOptions = {}): Lockout => {
  const keyOf = (accountId: string) => `sign-in-failures:${accountId}`;
  const { ask } = breaker(redis, options);
  const own = new LRUCache<string, number>({ max: counted, ttl: lockSeconds * 1_000 });
  const count = (accountId: string): number => {
    const failures = (own.get(accountId) ?? 0) + 1;
    // The time runs from the first failure on, as it does in Redis.
    own.set(accountId, failures, { noUpdateTTL: true });
    return failures;
  };
  return {
    enter: async accountId => {
      const key = keyOf(accountId);
      const shared = await ask(async client => {
        const answers = await client.multi().set(key, 0, 'EX', lockSeconds, 'NX').incr(key).exec();
        const [error, count] = answers?.[1] ?? [new Error('no answer')];
        if (error) throw error;
        return Number(count);
      });
      return (shared?.answer ?? count(accountId)) <= mostFailures;
    },
    succeeded: async accountId => {
      own.delete(accountId);
      await ask(client => client.del(keyOf(accountId)));
    },
    failed: async accountId => {
      const key = keyOf(accountId);
      const failures = own.get(accountId);
      if (failures === mostFailures) own.set(accountId, failures);
      await ask(async client => {
        if (Number(await client.get(key)) >= mostFailures) await client.expire(key, lockSeconds);
      });
    },
  };
};
