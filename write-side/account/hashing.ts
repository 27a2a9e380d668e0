/**
 * Deriving a key from a password takes a quarter of a second of a core on purpose: two at a time, few that wait, and of one address one
 * after the other, so that many guesses from one place hold up nobody elsewhere.
 */
import { TooManyRequests } from '@yunzhen/platform/limits';
import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel';
import { LRUCache } from 'lru-cache';

/** @returns what the work answers; throws TooManyRequests instead of waiting long */
export type Hashing = <T>(address: string, work: () => Promise<T>) => Promise<T>;

export const hashing = (width = 2, waiting = 16): Hashing => {
  const all = bulkhead(width, waiting);
  const ofAddress = new LRUCache<string, BulkheadPolicy>({ max: 10_000 });
  return async (address, work) => {
    const own = ofAddress.get(address) ?? bulkhead(1, 3);
    ofAddress.set(address, own);
    try {
      return await own.execute(() => all.execute(work));
    } catch (error) {
      throw error instanceof BulkheadRejectedError ? new TooManyRequests(1) : error;
    }
  };
};
