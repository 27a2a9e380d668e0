/** Writes of a work that one process does at a time: what a late holder of its lease writes under an older epoch is refused. */
import { type Collection, type Db, type Document, MongoServerError } from 'mongodb';

/** Under which lease something is written. */
export interface Term {
  readonly epoch: number;
  /** Number of the rollout. */
  readonly build: number;
}

/** Of one who is alone, as in a test: whoever holds a lease comes after it. */
export const alone: Term = { epoch: 0, build: 0 };

/** Another process holds the lease now: what this one still does is to end. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(name: string, { epoch }: Term) {
    super(`${name} is written under a newer epoch than ${epoch}`);
  }
}

const duplicateKey = 11000;

/**
 * Sets fields of the document `_id`, which begins when it is not there, and its epoch and build. Throws Fenced when it has a newer epoch.
 */
export const setFenced = async <T extends Document>(
  into: Collection<T>,
  _id: string,
  term: Term,
  $set: object,
): Promise<void> => {
  const documents = into as unknown as Collection<{ _id: string; epoch: number; build: number }>;
  // A document with a newer epoch is not matched, and what would be inserted in its place collides with it.
  await documents
    .updateOne({ _id, epoch: { $not: { $gt: term.epoch } } }, { $set: { ...$set, ...term } }, { upsert: true })
    .catch(error => {
      throw error instanceof MongoServerError && error.code === duplicateKey ? new Fenced(_id, term) : error;
    });
};

/** Where followers stand; after a failover of MongoDB no older state is read. */
export const checkpointsIn = <T extends Document>(db: Db): Collection<T & { readonly _id: string }> =>
  db.collection<T & { readonly _id: string }>('checkpoints', { readConcern: { level: 'majority' } });
