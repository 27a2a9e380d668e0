/** Answers in Redis: one backing read however many ask at once; a key carries where its views last changed, so nothing is stale. */
import type { Redis } from 'ioredis';

export const cache = (redis: Redis, warn: (error: unknown) => void) => {
  const flights = new Map<string, Promise<string>>();
  /** Nobody waits for a connection that is not there. */
  const reachable = () => !away.has(redis.status);
  return {
    /** The text under the key, or what `read` gives, kept for `seconds`. Redis being away only costs reads. */
    through: (key: string, seconds: number, read: () => Promise<string>): Promise<string> => {
      const flight = flights.get(key);
      if (flight) return flight;
      const mine = (async () => {
        const cached = reachable() ? await redis.get(key).catch(warn) : undefined;
        if (typeof cached === 'string') return cached;
        const fresh = await read();
        if (reachable()) void redis.set(key, fresh, 'EX', seconds).catch(warn);
        return fresh;
      })().finally(() => flights.delete(key));
      flights.set(key, mine);
      return mine;
    },
  };
};

const away = new Set(['wait', 'connecting', 'reconnecting', 'close', 'end']);
