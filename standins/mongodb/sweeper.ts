/** Background work: expires documents of TTL indexes, and clears what dropped collections and indexes left behind. */
import type { Context } from './context.ts';
import { documentOf, search } from './find.ts';
import { recordKey } from './keys.ts';
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

/** False when nothing is left to clear. A number belongs to a collection or an index: the other tables have nothing under it. */
const clear = async ({ store }: Context): Promise<boolean> => {
  const [number] = store.discarded();
  if (number === undefined) return false;
  await store.commit(() => {
    let left = atOnce;
    for (const table of [store.documents, store.ids, store.entries]) {
      if (left === 0) return;
      const range = { start: recordKey(number, 0).subarray(0, 4), end: recordKey(number + 1, 0).subarray(0, 4) };
      for (const key of [...table.getKeys({ ...range, limit: left })]) {
        table.removeSync(key);
        left--;
      }
    }
    store.swept(number);
  });
  return true;
};

/** Runs until the returned function is called, which waits for what is under way. */
export const startSweeper = (context: Context): (() => Promise<void>) => {
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const sweep = async (): Promise<void> => {
    while (!stopped && (await clear(context)));
    if (!stopped) await expire(context);
  };
  const next = (): void => {
    timer = setTimeout(() => {
      // What failed is tried again the next time.
      working = sweep()
        .catch(() => {})
        .then(() => (stopped ? undefined : next()));
    }, context.sweepMilliseconds);
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await working;
  };
};
