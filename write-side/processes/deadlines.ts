/** Reactions that wait for their time: one document each, there before the checkpoint of the event that asked for it. */
import type { Db } from 'mongodb';
import type { Cause } from './engine.ts';
import type { Reaction } from './process.ts';

export interface Deadline {
  /** Event and place of the reaction under it: a redelivery asks for the same one. */
  readonly _id: string;
  readonly reaction: Reaction;
  readonly cause: Cause;
  readonly at: Date;
  /** How often it has been tried. */
  readonly attempts: number;
}

export const deadlines = (db: Db) => {
  const collection = db.collection<Deadline>('deadlines');
  return {
    prepare: () => collection.createIndex({ at: 1 }),
    add: async (deadline: Omit<Deadline, '_id'>): Promise<void> => {
      const _id = `${deadline.cause.eventId} ${deadline.cause.path}`;
      await collection.replaceOne({ _id }, deadline, { upsert: true });
    },
    due: (now: Date, limit: number): Promise<Deadline[]> =>
      collection
        .find({ at: { $lte: now } })
        .sort({ at: 1 })
        .limit(limit)
        .toArray(),
    /** Takes it out unless it was put back meanwhile for another try. */
    done: async (_id: string, attempts: number): Promise<void> => {
      await collection.deleteOne({ _id, attempts });
    },
  };
};
