/** Every view is in the end what folding all events from the start makes of it, whatever was redelivered, repeated or lost on the way. */
import { isDeepStrictEqual } from 'node:util';
import { fold, steps } from '@yunzhen/projections/engine/fold';
import type { Stored } from '../world/database.ts';
import type { World } from '../world/world.ts';

const poison = (_: unknown, error: unknown): never => {
  throw error;
};

/** As it is folded: when a document went is the clock's and nobody's business. */
const bare = ({ goneAt, ...document }: Stored): Stored => document as Stored;

/** At any time: a document is what folding all events up to its own position makes of it. */
export const viewsStand = ({ views, store, database, wrong }: World): void => {
  for (const view of views) {
    const collection = String(database.get('views')?.get(view.name)?.collection);
    const all = steps(view, store.all, poison);
    for (const [id, is] of database.get(collection) ?? []) {
      const known = (all.get(id) ?? []).filter(({ position }) => position <= Number(is.position));
      const expected = fold(id, undefined, known);
      if (!isDeepStrictEqual(bare(is), expected))
        wrong('views', `${view.name} ${id} is for now ${JSON.stringify(is)} and should be ${JSON.stringify(expected)}`);
    }
  }
};

export const viewsAgree = ({ views, store, database, wrong }: World): void => {
  const pointers = database.get('views');
  for (const view of views) {
    const collection = String(pointers?.get(view.name)?.collection);
    const documents = new Map(database.get(collection));
    for (const [id, list] of steps(view, store.all, poison)) {
      const expected = fold(id, undefined, list);
      const stored = documents.get(id);
      const is = stored ? bare(stored) : null;
      documents.delete(id);
      if (!isDeepStrictEqual(is, expected))
        wrong('views', `${view.name} ${id} is ${JSON.stringify(is)} and should be ${JSON.stringify(expected)}`);
    }
    const [more] = documents.keys();
    if (more !== undefined) wrong('views', `${view.name} has ${more}, which never was`);
  }
};
