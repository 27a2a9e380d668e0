/** Hashes of passwords, outside the events, where what is no longer used can be forgotten. */
import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';

interface Stored {
  /** What `account.password-set` names. */
  readonly _id: string;
  readonly accountId: string;
  readonly hash: string;
}

export interface Passwords {
  /** Stores the hash; it counts once an event names the id this answers. */
  readonly put: (accountId: string, hash: string) => Promise<string>;
  readonly hashOf: (passwordId: string) => Promise<string | null>;
  readonly forget: (passwordId: string) => Promise<void>;
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;

export const passwords = (db: Db): Passwords => {
  const collection = db.collection<Stored>('passwords');
  return {
    put: async (accountId, hash) => {
      const _id = randomUUID();
      await collection.insertOne({ _id, accountId, hash }, durable);
      return _id;
    },
    hashOf: async passwordId => (await collection.findOne({ _id: passwordId }))?.hash ?? null,
    forget: async passwordId => {
      await collection.deleteOne({ _id: passwordId }, durable);
    },
  };
};
