/** The durable outbox: work is here before the checkpoint of its event, and leaves when it is done. */
import { type Db, MongoBulkWriteError } from 'mongodb';
import { readWork, type Work } from './work.ts';

export interface Outbox {
  readonly prepare: () => Promise<unknown>;
  /** In one bulk; what is there already stays as it is. Answers the ids of those. */
  readonly add: (list: readonly Work[]) => Promise<ReadonlySet<string>>;
  /** What is due, oldest first, without that of some systems. */
  readonly due: (process: string, now: Date, without: readonly string[], limit: number) => Promise<Work[]>;
  /** What was taken under this lease or an older one. */
  readonly taken: (process: string, epoch: number, limit: number) => Promise<Work[]>;
  /** Takes one as it was seen; false when another did first. */
  readonly claim: (seen: Work, epoch: number) => Promise<boolean>;
  /** Writes that a round of it begins; false when it was begun before, or is another's by now. */
  readonly begin: (id: string, epoch: number, round: number) => Promise<boolean>;
  readonly done: (ids: readonly string[], epoch: number) => Promise<void>;
  /** Dead work is due again. Throws while it is not dead yet; one that is gone is done. */
  readonly resume: (id: string, round: number, now: Date) => Promise<void>;
  /** Takes dead work out. */
  readonly drop: (id: string) => Promise<void>;
  /** Leaves it for another try, or dead. */
  readonly leave: (id: string, epoch: number, as: Partial<Work>) => Promise<void>;
}

const duplicateKey = 11000;

export const outbox = (db: Db, warn: (message: string, error: unknown) => void): Outbox => {
  const collection = db.collection<Work>('outbox');
  /** One that this build cannot read is left where it is: a newer one wrote it. */
  const readable = (stored: readonly Work[]): Work[] =>
    stored.flatMap(one => {
      try {
        return [readWork(one)];
      } catch (error) {
        warn(`work ${one._id} is of another shape`, error);
        return [];
      }
    });
  return {
    prepare: () => collection.createIndex({ process: 1, state: 1, at: 1 }),
    add: async list => {
      try {
        await collection.bulkWrite(
          list.map(document => ({ insertOne: { document } })),
          { ordered: false },
        );
        return new Set();
      } catch (error) {
        const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
        if (errors.length === 0 || errors.some(({ code }) => code !== duplicateKey)) throw error;
        return new Set(errors.map(({ index }) => list[index]?._id ?? ''));
      }
    },
    due: async (process, now, without, limit) =>
      readable(
        await collection
          .find({ process, state: 'due', at: { $lte: now }, system: { $nin: without } })
          .sort({ at: 1 })
          .limit(limit)
          .toArray(),
      ),
    taken: async (process, epoch, limit) =>
      readable(
        await collection
          .find({ process, state: 'running', epoch: { $lte: epoch } })
          .sort({ at: 1 })
          .limit(limit)
          .toArray(),
      ),
    claim: async ({ _id, state, attempts, epoch: before }, epoch) =>
      (await collection.findOneAndUpdate(
        { _id, state, attempts, epoch: before },
        { $set: { state: 'running', epoch } },
      )) !== null,
    begin: async (_id, epoch, round) =>
      (await collection.updateOne({ _id, epoch, begun: { $ne: round } }, { $set: { begun: round } })).matchedCount ===
      1,
    done: async (ids, epoch) => {
      await collection.deleteMany({ _id: { $in: ids }, epoch });
    },
    resume: async (_id, round, now) => {
      const again = { state: 'due', round, attempts: 0, at: now, since: now } as const;
      const { matchedCount } = await collection.updateOne(
        { _id, state: 'dead', round: { $lt: round } },
        { $set: again },
      );
      const is = matchedCount === 1 ? null : await collection.findOne({ _id });
      if (is && is.round < round) throw new Error('the work is not given up yet');
    },
    drop: async _id => {
      await collection.deleteOne({ _id, state: 'dead' });
    },
    leave: async (_id, epoch, as) => {
      await collection.updateOne({ _id, epoch }, { $set: as });
    },
  };
};
