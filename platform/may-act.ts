/** Whether who is signed in still may, for services that read views: the write side asks the streams themselves. */
import { LRUCache } from 'lru-cache';
import type { Db } from 'mongodb';
import type { MayAct } from './sign-in.ts';
import { viewPointers } from './view-progress.ts';

/** What it reads of the view `accounts`. */
interface Standing {
  readonly _id: string;
  /** When the rights ended last, ISO: tokens issued until then are void. Later ones were given after a look at the account. */
  readonly endedAt: string | null;
  /** False once the practitioner has left. */
  readonly practising: boolean;
}

/** Milliseconds an answer is kept: added to the delay of the view, the longest that an ended right goes on. */
const staleMs = 1_000;

export const mayActByView = (db: Db, now: () => number = Date.now): MayAct => {
  const known = new LRUCache<string, { readonly of: Standing | null }>({
    max: 20_000,
    ttl: staleMs,
    ttlResolution: 0,
    perf: { now },
  });
  const look = async (id: string): Promise<Standing | null> => {
    const pointer = await viewPointers(db).findOne({ _id: 'accounts' });
    return pointer && db.collection<Standing>(pointer.collection).findOne({ _id: id });
  };
  return async ({ id, issuedAt }) => {
    let cached = known.get(id);
    if (!cached) {
      cached = { of: await look(id) };
      known.set(id, cached);
    }
    const { of } = cached;
    // An account the view does not know yet was opened a moment ago.
    return !of || (of.practising && (of.endedAt === null || Date.parse(of.endedAt) <= issuedAt));
  };
};
