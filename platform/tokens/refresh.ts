/**
 * Refresh tokens: random, stored as a hash, used once. All successors of one sign-in are a family; when a used one comes
 * again, two hold the same token and nobody can tell who is the thief: the family ends.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import { TokenError } from './error.ts';

export interface RefreshDocument {
  /** SHA-256 of the token, hex. */
  readonly _id: string;
  readonly family: string;
  /** Whom the access tokens name. */
  readonly user: string;
  readonly account: string;
  readonly expiresAt: Date;
  readonly usedAt?: Date;
  readonly revokedAt?: Date;
}

export interface Rotated {
  readonly account: string;
  readonly refresh: string;
}

export interface RefreshOptions {
  readonly collection: Collection<RefreshDocument>;
  readonly seconds: number;
  /** Voids the access tokens of a user whose refresh token was stolen. */
  readonly revokeAccess: (user: string) => Promise<void>;
  readonly now: () => number;
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

export const refreshTokens = ({ collection, seconds, revokeAccess, now }: RefreshOptions) => {
  const store = async (user: string, account: string, family: string): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await collection.insertOne(
      { _id: hash(token), family, user, account, expiresAt: new Date(now() + seconds * 1_000) },
      durable,
    );
    return token;
  };
  const revoke = (filter: { family: string } | { user: string }) =>
    collection.updateMany(
      { ...filter, revokedAt: { $exists: false } },
      { $set: { revokedAt: new Date(now()) } },
      durable,
    );

  const rotate = async (token: string): Promise<Rotated> => {
    const _id = hash(token);
    const unused = {
      _id,
      usedAt: { $exists: false },
      revokedAt: { $exists: false },
      expiresAt: { $gt: new Date(now()) },
    };
    const { modifiedCount } = await collection.updateOne(unused, { $set: { usedAt: new Date(now()) } }, durable);
    const document = await collection.findOne({ _id });
    if (document === null) throw new TokenError('invalid');
    const { user, account, family, usedAt, revokedAt } = document;
    if (modifiedCount === 1) {
      const refresh = await store(user, account, family);
      // The family may have ended between the two steps; its newest member must not outlive it.
      if ((await collection.findOne({ _id }))?.revokedAt === undefined) return { account, refresh };
      await revoke({ family });
      throw new TokenError('revoked');
    }
    if (revokedAt !== undefined) throw new TokenError('revoked');
    if (usedAt === undefined) throw new TokenError('expired');
    await revoke({ family });
    await revokeAccess(user);
    throw new TokenError('revoked');
  };

  return {
    issue: (user: string, account: string): Promise<string> => store(user, account, randomUUID()),
    rotate,
    signOut: async (token: string): Promise<void> => {
      const document = await collection.findOne({ _id: hash(token) });
      if (document) await revoke({ family: document.family });
    },
    revokeUser: async (user: string): Promise<void> => {
      await revoke({ user });
    },
    prepare: async (): Promise<void> => {
      await collection.createIndexes([
        { key: { family: 1 } },
        { key: { user: 1 } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ]);
    },
  };
};
