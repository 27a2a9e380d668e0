/** Who holds what, in MongoDB: four conditional operations, each on one document. */
import { type Db, MongoServerError } from 'mongodb';

export interface Held {
  /** The lease's name. */
  readonly _id: string;
  /** Empty when it was given back. */
  readonly holder: string;
  /** Rises while the holder is well. */
  readonly beat: number;
  readonly epoch: number;
  /** Rollout of the last holder. */
  readonly build: number;
}

export interface LeaseRecords {
  /** Null when nobody ever held it. */
  readonly read: (name: string) => Promise<Held | null>;
  /** Puts `next` in place of what was seen; false when somebody changed that first. */
  readonly take: (seen: Held | null, next: Held) => Promise<boolean>;
  /** False when this holder and epoch no longer hold it. */
  readonly beat: (mine: Omit<Held, 'build'>) => Promise<boolean>;
  readonly release: (mine: Pick<Held, '_id' | 'holder' | 'epoch'>) => Promise<void>;
}

const duplicateKey = 11000;

/** Read and written with majority: after a failover no older holder comes back. */
export const leaseRecords = (db: Db): LeaseRecords => {
  const held = db.collection<Held>('leases', { readConcern: { level: 'majority' }, writeConcern: { w: 'majority' } });
  return {
    read: name => held.findOne({ _id: name }),
    take: async (seen, next) => {
      if (seen) {
        const { _id, holder, beat, epoch } = seen;
        return (await held.replaceOne({ _id, holder, beat, epoch }, next)).matchedCount === 1;
      }
      return held.insertOne(next).then(
        () => true,
        error => {
          if (error instanceof MongoServerError && error.code === duplicateKey) return false;
          throw error;
        },
      );
    },
    beat: async ({ _id, holder, epoch, beat }) =>
      (await held.updateOne({ _id, holder, epoch }, { $set: { beat } })).matchedCount === 1,
    release: async mine => {
      await held.updateOne({ ...mine }, { $set: { holder: '' } });
    },
  };
};
