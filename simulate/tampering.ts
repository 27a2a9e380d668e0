/** Ways to plant a bug in what an engine asks of its servers. */
import type { Collection, Db } from 'mongodb';
import type { Ports } from './mutation.ts';
import type { Stored } from './world/database.ts';

/** A subscriber that says it is done with a page before it begins. */
export const checkpointFirst = ({ store, db }: Ports, name: string): Ports => ({
  db,
  store: {
    ...store,
    subscribeAll: async function* (after, options) {
      for await (const page of store.subscribeAll(after, options)) {
        if (page.events.length > 0)
          await db
            .collection<{ _id: string }>('checkpoints')
            .updateOne({ _id: name }, { $set: { position: Number(page.last) } }, { upsert: true })
            .catch(() => undefined);
        yield page;
      }
    },
  },
});

/** Another answer to what is found in some collections. */
export const altered = (
  { store, db }: Ports,
  which: string | RegExp,
  change: (found: readonly Stored[], collection: Collection) => Promise<readonly Stored[]>,
): Ports => ({
  store,
  db: {
    ...db,
    collection: (name: string) => {
      const real = db.collection(name);
      if (typeof which === 'string' ? name !== which : !which.test(name)) return real;
      return {
        ...real,
        find: (filter: object) => {
          const cursor = real.find(filter);
          const toArray = cursor.toArray;
          return Object.assign(cursor, { toArray: async () => change((await toArray()) as unknown as Stored[], real) });
        },
      };
    },
  } as unknown as Db,
});
