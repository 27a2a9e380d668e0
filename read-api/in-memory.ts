/** A small view held in memory, for searches that no index serves; every look first reads what has changed since. */
import type { Collection, Filter } from 'mongodb';
import type { Row } from './answer.ts';

// A page of events is not written in one stroke: what may belong to the newest one is read again until nothing has changed for a while.
const pageSize = 1_000;
const settlesMs = 10_000;

/** The view's documents at this moment; it needs an index on `position`, and documents that are never removed. */
export const inMemory = <T>(now: () => number = Date.now) => {
  let namespace = '';
  let rows = new Map<string, Row<T>>();
  let settled = -1;
  let newest = { position: -1, seenAt: 0 };
  let first: Promise<void> | undefined;

  const refresh = async (collection: Collection<Row<T>>): Promise<void> => {
    const into = rows;
    const found = (await collection
      .find({ position: { $gt: settled } } as Filter<Row<T>>)
      .sort({ position: 1 })
      .toArray()) as unknown as Row<T>[];
    if (into !== rows) return;
    // Another look may have overtaken this one.
    for (const row of found) if (row.position >= (rows.get(row._id)?.position ?? -1)) rows.set(row._id, row);
    const last = found.at(-1)?.position ?? -1;
    if (last > newest.position) newest = { position: last, seenAt: now() };
    const quiet = now() - newest.seenAt > settlesMs;
    settled = Math.max(settled, quiet ? newest.position : (found.at(-1 - pageSize)?.position ?? -1));
  };

  return async (collection: Collection<Row<T>>): Promise<Iterable<Row<T>>> => {
    if (collection.namespace !== namespace) {
      namespace = collection.namespace;
      rows = new Map();
      settled = -1;
      newest = { position: -1, seenAt: 0 };
      first = refresh(collection);
      first.catch(() => {
        namespace = '';
      });
    }
    // Many may come while it is loaded first, and each must still see what was written just before it asked.
    await first;
    await refresh(collection);
    return rows.values();
  };
};
