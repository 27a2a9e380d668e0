/** Background work: expires documents of TTL indexes, and clears what dropped collections and indexes left behind. */
import type { Context } from './context.ts';
import { documentOf, search } from './find.ts';
import { entryKey, recordKey } from './keys.ts';
import { compile } from './match.ts';
import { removeRecord } from './records.ts';
import { namespace } from './store.ts';

const atOnce = 2_000;

const expire = async ({ store }: Context): Promise<void> => {
  for (const collection of [...store.collections.values()])
    for (const { paths, expireAfterSeconds, covers } of collection.indexes) {
      if (expireAfterSeconds === undefined) continue;
      const filter = { [paths[0] as string]: { $lte: new Date(Date.now() - expireAfterSeconds * 1000) } };
      const test = compile(filter);
      const due = () =>
        search(store, collection, { filter, limit: atOnce }, doc => test(doc) && (covers?.(doc) ?? true));
      if (due().next().done) continue;
      await store.commit(() => {
        if (store.collections.get(namespace(collection)) !== collection) return;
        for (const found of [...due()]) removeRecord(store, collection, found.record, documentOf(found));
      });
    }
};

/** A number belongs to a collection or to an index, so one of the tables has nothing under it. */
const clear = async ({ store }: Context): Promise<void> => {
  const [number] = store.discarded();
  if (number === undefined) return;
  await store.commit(() => {
    let left = atOnce;
    for (const table of [store.documents, store.ids, store.entries]) {
      const [start, end] =
        table === store.documents
          ? [recordKey(number, 0), recordKey(number + 1, 0)]
          : [entryKey(number, [], []), entryKey(number + 1, [], [])];
      for (const key of [...table.getKeys({ start, end, limit: left })]) {
        table.removeSync(key);
        left--;
      }
    }
    if (left > 0) store.swept(number);
  });
};

/** Runs until the returned function is called, which waits for what is under way. */
export const startSweeper = (context: Context): (() => Promise<void>) => {
  const tick = 100;
  let lastExpiry = Date.now();
  let working: Promise<void> = Promise.resolve();
  const work = async (): Promise<void> => {
    await clear(context);
    if (Date.now() - lastExpiry < context.ttlMilliseconds) return;
    lastExpiry = Date.now();
    await expire(context);
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // A failed commit is tried again at the next tick.
    working = work()
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, tick);
  return async () => {
    clearInterval(timer);
    await working;
  };
};
