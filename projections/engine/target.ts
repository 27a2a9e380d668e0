/** One view's collection: pages go in, guarded so that a replay changes nothing. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import type { View } from '../view.ts';
import { fold, type Stored, steps } from './fold.ts';

export interface Target {
  readonly view: View;
  readonly collection: string;
  /** Applies a page; answers whether a document changed. Throws PoisonEvent and changes nothing when the table fails. */
  readonly apply: (events: readonly RecordedEvent[]) => Promise<boolean>;
}

/** A view's table could not take an event: the view stops there until its code is mended. */
export class PoisonEvent extends Error {
  readonly position: bigint;
  constructor(view: string, event: RecordedEvent, cause: unknown) {
    super(`${view} cannot take ${event.type} ${event.id}`, { cause });
    this.position = event.position;
  }
}

const duplicateKey = 11000;

export const target = async (db: Db, view: View, collection: string): Promise<Target> => {
  const documents: Collection<Stored> = db.collection(collection);
  for (const keys of view.indexes) await documents.createIndex(keys);
  return {
    view,
    collection,
    apply: async events => {
      const asked = steps(view, events, (event, cause) => {
        throw new PoisonEvent(view.name, event, cause);
      });
      if (asked.size === 0) return false;
      const loaded = await documents.find({ _id: { $in: [...asked.keys()] } }).toArray();
      const before = new Map(loaded.map(document => [document._id, document as Stored]));
      const writes: AnyBulkWriteOperation<Stored>[] = [];
      for (const [id, list] of asked) {
        const old = before.get(id);
        const after = fold(id, old, list);
        if (after === (old ?? null)) continue;
        if (!after) writes.push({ deleteOne: { filter: { _id: id } } });
        else
          writes.push({
            replaceOne: { filter: { _id: id, position: { $lt: after.position } }, replacement: after, upsert: true },
          });
      }
      if (writes.length === 0) return false;
      // A newer document makes the upsert collide with it: that is the guard at work, not an error.
      await documents.bulkWrite(writes, { ordered: false }).catch(error => {
        if (!onlyDuplicates(error)) throw error;
      });
      return true;
    },
  };
};

const onlyDuplicates = (error: unknown): boolean => {
  const { writeErrors, code } = error as { writeErrors?: unknown; code?: unknown };
  const list = Array.isArray(writeErrors) ? writeErrors : [error];
  return (
    code === duplicateKey || (list.length > 0 && list.every(one => (one as { code?: unknown }).code === duplicateKey))
  );
};
