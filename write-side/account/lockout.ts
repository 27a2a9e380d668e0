/**
 * Guessing passwords is slow, and keeps nobody else out. Tries are counted by login and address, by address over all logins, and by login
 * over all addresses from which it never got in. What is over the free tries waits a minute, and twice as long each time, up to an hour:
 * of many at once one goes on. Counts stand in Redis, for all processes; while that is gone, frozen, full or read-only each process counts
 * for itself, and people can sign in.
 */
import { createHash } from 'node:crypto';
import type { RedisServer } from '@yunzhen/platform/redis';
import { type BreakerOptions, breaker } from '@yunzhen/platform/redis/breaker';
import { LRUCache } from 'lru-cache';

interface Guard {
  /** Tries that wait for nothing. */
  readonly free: number;
  /** How long a try counts, from the first one on. */
  readonly seconds: number;
}
export const guards = {
  pair: { free: 4, seconds: 86_400 },
  // Everybody of a hospital comes from one address.
  address: { free: 40, seconds: 900 },
  login: { free: 50, seconds: 86_400 },
} as const satisfies Readonly<Record<string, Guard>>;

const minute = 60_000;
const longest = 60 * minute;
/** How long an address is remembered from which a login got in. */
const knownSeconds = 90 * 86_400;
/** Keys that a process counts for without Redis. */
const counted = 10_000;

export interface Lockout {
  /**
   * Counts a try before it is made, so that many at once are no way round.
   * @returns seconds until it may be made; 0: now
   */
  readonly enter: (credentialId: string, address: string) => Promise<number>;
  /** Forgets what was counted of this try and, of this login from this address, all. */
  readonly succeeded: (credentialId: string, address: string) => Promise<void>;
}

const lockOf = (tries: number, { free }: Guard): number => Math.min(minute * 2 ** (tries - free - 1), longest);

export const lockout = (redis: RedisServer['client'], options: BreakerOptions = {}): Lockout => {
  const { ask } = breaker(redis, options);
  const own = new LRUCache<string, { readonly tries: number; readonly until: number }>({
    max: counted,
    ttl: guards.pair.seconds * 1_000,
  });

  const ownWait = (key: string, guard: Guard): number => {
    const { tries, until } = own.get(key) ?? { tries: 0, until: 0 };
    const now = Date.now();
    if (until > now) return until - now;
    own.set(key, { tries: tries + 1, until: tries < guard.free ? 0 : now + lockOf(tries + 1, guard) });
    return 0;
  };

  /** Milliseconds. */
  const wait = async (key: string, guard: Guard): Promise<number> => {
    const shared = await ask(async client => {
      const answers = await client
        .multi()
        .set(key, 0, 'EX', guard.seconds, 'NX')
        .incr(key)
        .pttl(`${key} locked`)
        .ttl(key)
        .exec();
      const failed = answers?.find(([error]) => error)?.[0] ?? (answers ? null : new Error('no answer'));
      if (failed) throw failed;
      const [tries = 0, left = 0, rest] = (answers ?? []).slice(1).map(([, answer]) => Number(answer));
      // One that was taken back after its time was over counts for ever otherwise.
      if (rest === -1) await client.expire(key, guard.seconds);
      if (left > 0) {
        // It is not made: it does not count.
        await client.decr(key);
        return left;
      }
      if (tries <= guard.free) return 0;
      const lock = lockOf(tries, guard);
      return (await client.set(`${key} locked`, '', 'PX', lock, 'NX')) ? 0 : lock;
    });
    return shared ? shared.answer : ownWait(key, guard);
  };

  /** Keys say nothing about where somebody was. */
  const keysOf = (credentialId: string, address: string) => {
    const from = createHash('sha256').update(`${credentialId} ${address}`).digest('base64url').slice(0, 22);
    const everyone = createHash('sha256').update(address).digest('base64url').slice(0, 22);
    return {
      pair: `sign-in-tries:pair:${from}`,
      address: `sign-in-tries:address:${everyone}`,
      login: `sign-in-tries:login:${credentialId}`,
      known: `sign-in-from:${from}`,
    };
  };

  return {
    enter: async (credentialId, address) => {
      const keys = keysOf(credentialId, address);
      const known = await ask(client => client.exists(keys.known));
      const asked = ['pair', 'address', ...(known?.answer ? [] : (['login'] as const))] as const;
      const waits = await Promise.all(asked.map(name => wait(keys[name], guards[name])));
      return Math.ceil(Math.max(...waits) / 1_000);
    },
    succeeded: async (credentialId, address) => {
      const { pair, address: place, known } = keysOf(credentialId, address);
      for (const key of [pair, place]) own.delete(key);
      await ask(client =>
        client.multi().del(pair, `${pair} locked`).decr(place).set(known, '', 'EX', knownSeconds).exec(),
      );
    },
  };
};
