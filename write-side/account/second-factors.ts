/** Secrets of authenticators and indexes of recovery codes, outside the events, where what is no longer used can be forgotten. */
import { randomUUID } from 'node:crypto';
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { Sealing } from '@yunzhen/platform/sealing';
import type { Db } from 'mongodb';

interface Stored {
  /** What `account.second-factor-set` names. */
  readonly _id: string;
  readonly accountId: string;
  /** Sealed for the account. */
  readonly secret: Sealed<string>;
  /** The last half minute whose code was used: no code is good twice. */
  readonly lastStep: number;
  /** Keyed indexes of the recovery codes that are left. */
  readonly recovery: readonly string[];
  /** While it is not confirmed: until when it may be. */
  readonly expires?: Date;
}

export interface SecondFactors {
  /** Stores a new secret, which counts for nothing until it is confirmed, within ten minutes. Answers its id. */
  readonly begin: (accountId: string, secret: string) => Promise<string>;
  /** The secret of one of the account's; null for none, or one that was not confirmed in time. */
  readonly secretOf: (factorId: string, accountId: string) => Promise<string | null>;
  /** Confirms it by a code of this step, with new recovery codes; false where the code was used. */
  readonly confirm: (factorId: string, step: number, recovery: readonly string[]) => Promise<boolean>;
  /** Uses the code of a step up; false where it, or a later one, was used. */
  readonly use: (factorId: string, step: number) => Promise<boolean>;
  /** Uses a recovery code up; false where there is none of this index. */
  readonly useRecovery: (factorId: string, index: string) => Promise<boolean>;
  readonly forget: (factorId: string) => Promise<void>;
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const beginMs = 10 * 60_000;
const collectionOf = (db: Db) => db.collection<Stored>('second_factors');

export const forgetting =
  (db: Db) =>
  async (factorId: string): Promise<void> => {
    await collectionOf(db).deleteOne({ _id: factorId }, durable);
  };

export const secondFactors = (
  db: Db,
  sealing: Pick<Sealing, 'seal' | 'unseal'>,
  now: () => number = Date.now,
): SecondFactors => {
  const collection = collectionOf(db);
  return {
    begin: async (accountId, secret) => {
      // What nobody confirmed in time goes when the next one begins.
      await collection.deleteMany({ accountId, expires: { $lt: new Date(now()) } });
      const _id = randomUUID();
      const expires = new Date(now() + beginMs);
      const sealed = await sealing.seal(accountId, secret);
      await collection.insertOne({ _id, accountId, secret: sealed, lastStep: 0, recovery: [], expires }, durable);
      return _id;
    },
    secretOf: async (factorId, accountId) => {
      const stored = await collection.findOne({ _id: factorId, accountId });
      if (!stored || (stored.expires && stored.expires.getTime() < now())) return null;
      return sealing.unseal(stored.secret);
    },
    confirm: async (factorId, step, recovery) => {
      const change = { $set: { lastStep: step, recovery }, $unset: { expires: '' as const } };
      const { modifiedCount } = await collection.updateOne({ _id: factorId, lastStep: { $lt: step } }, change, durable);
      return modifiedCount === 1;
    },
    use: async (factorId, step) => {
      const change = { $set: { lastStep: step } };
      const { modifiedCount } = await collection.updateOne({ _id: factorId, lastStep: { $lt: step } }, change, durable);
      return modifiedCount === 1;
    },
    useRecovery: async (factorId, index) => {
      const filter = { _id: factorId, recovery: index };
      const { modifiedCount } = await collection.updateOne(filter, { $pull: { recovery: index } }, durable);
      return modifiedCount === 1;
    },
    forget: forgetting(db),
  };
};
