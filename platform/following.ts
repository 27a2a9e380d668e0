/** Whether everything that is stored is followed: by views, facts, pushes and reactions, wherever they run. */
import type { Db } from 'mongodb';
import { checkpointsIn } from './checkpoint/fenced.ts';
import type { Stood } from './checkpoint/standing.ts';
import type { EventStore } from './eventstore.ts';

/** A follower that has not moved for so many milliseconds, with events in front of it, follows no more. */
const patienceMs = 30_000;

/** Throws with the followers that stand still, or stand where the event store has nothing; and what reading throws. */
export const following = (
  store: Pick<EventStore, 'head'>,
  db: Db,
  now: () => number = () => performance.now(),
): (() => Promise<void>) => {
  const seen = new Map<string, { readonly position: number; readonly since: number }>();
  return async () => {
    // Read first: what is stored meanwhile may well be followed already.
    const stood = await checkpointsIn<Stood>(db).find().toArray();
    const head = Number((await store.head()) ?? -1n);
    const lost = stood.filter(({ _id, position }) => {
      const at = position ?? -1;
      if (at > head) return true;
      const before = seen.get(_id);
      const since = before?.position === at && at < head ? before.since : now();
      seen.set(_id, { position: at, since });
      return now() - since >= patienceMs;
    });
    if (lost.length > 0) throw new Error(`what is stored is not followed by ${lost.map(({ _id }) => _id).join(', ')}`);
  };
};
