/** Answers in Redis: one backing read however many ask at once; a key carries where its views last changed, so nothing is stale. */
import { breaker } from '@yunzhen/platform/redis/breaker';
import type { Redis } from 'ioredis';

export const cache = (redis: Redis, warn: (error: unknown) => void) => {
  const flights = new Map<string, Promise<string>>();
  const { ask } = breaker(redis, { warn });
  return {
    /** The text under the key, or what `read` gives, kept for `seconds`. Redis being away only costs reads. */
    through: (key: string, seconds: number, read: () => Promise<string>): Promise<string> => {
      const flight = flights.get(key);
      if (flight) return flight;
      const mine = (async () => {
        const cached = (await ask(client => client.get(key)))?.answer;
        if (typeof cached === 'string') return cached;
        const fresh = await read();
        void ask(client => client.set(key, fresh, 'EX', seconds));
        return fresh;
      })().finally(() => flights.delete(key));
      flights.set(key, mine);
      return mine;
    },
  };
};
