/**
 * Refresh tokens: random, stored as a hash, used once. All successors of one sign-in are a family; when a used one comes
 * again, two hold the same token and nobody can tell who is the thief: the family ends. Not so for a few seconds: two tabs ask at
 * once, and on a bad network the answer gets lost.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import { TokenError } from './error.ts';

export interface RefreshDocument {
  /** SHA-256 of the token, hex. */
  readonly _id: string;
  /** The sign-in. */
  readonly family: string;
  /** Whom the access tokens name. */
  readonly user: string;
  /** What they signed in with, as it names itself. */
  readonly device: string;
  readonly startedAt: Date;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly usedAt?: Date;
  /** How often it came again within the leeway. */
  readonly forgiven?: number;
  readonly revokedAt?: Date;
}

export interface Issued {
  readonly refresh: string;
  /** Names the sign-in in access tokens. */
  readonly session: string;
}
export interface Rotated extends Issued {
  readonly user: string;
}

/** A sign-in that goes on. */
export interface Session {
  readonly sessionId: string;
  readonly device: string;
  readonly startedAt: Date;
  /** When it last got new tokens. */
  readonly seenAt: Date;
}

export interface RefreshOptions {
  readonly collection: Collection<RefreshDocument>;
  readonly seconds: number;
  /** Voids the access tokens of a user whose refresh token was stolen, or of one sign-in. */
  readonly revokeAccess: (id: string) => Promise<void>;
  readonly now: () => number;
}

/** Milliseconds after its use in which a token may come again, and how often. */
export const leeway = { ms: 10_000, times: 4 } as const;

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

export const refreshTokens = ({ collection, seconds, revokeAccess, now }: RefreshOptions) => {
  type Family = Pick<RefreshDocument, 'user' | 'family' | 'device' | 'startedAt'>;
  const store = async ({ user, family, device, startedAt }: Family): Promise<Issued> => {
    const token = randomBytes(32).toString('base64url');
    const issuedAt = new Date(now());
    const expiresAt = new Date(now() + seconds * 1_000);
    await collection.insertOne({ _id: hash(token), family, user, device, startedAt, issuedAt, expiresAt }, durable);
    return { refresh: token, session: family };
  };
  const revoke = (filter: { family: string; user?: string } | { user: string; issuedAt: { $lte: Date } }) =>
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
    const { user, family, usedAt, revokedAt } = document;
    const forgive = {
      _id,
      usedAt: { $gte: new Date(now() - leeway.ms) },
      revokedAt: { $exists: false },
      forgiven: { $not: { $gte: leeway.times } },
    };
    const again = modifiedCount === 0 && (await collection.updateOne(forgive, { $inc: { forgiven: 1 } }, durable));
    if (modifiedCount === 1 || (again && again.modifiedCount === 1)) {
      const issued = await store(document);
      // The family may have ended between the two steps; its newest member must not outlive it.
      if ((await collection.findOne({ _id }))?.revokedAt === undefined) return { ...issued, user };
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
    issue: (user: string, device: string): Promise<Issued> =>
      store({ user, device, family: randomUUID(), startedAt: new Date(now()) }),
    rotate,
    signOut: async (token: string): Promise<string | null> => {
      const document = await collection.findOne({ _id: hash(token) });
      if (!document) return null;
      await revoke({ family: document.family });
      await revokeAccess(document.family);
      return document.user;
    },
    endSession: async (user: string, family: string): Promise<void> => {
      const { modifiedCount } = await revoke({ family, user });
      if (modifiedCount > 0) await revokeAccess(family);
    },
    sessionsOf: async (user: string): Promise<Session[]> => {
      const alive = {
        user,
        usedAt: { $exists: false },
        revokedAt: { $exists: false },
        expiresAt: { $gt: new Date(now()) },
      };
      const documents = await collection.find(alive).sort({ issuedAt: -1 }).limit(100).toArray();
      const newest = documents.filter(({ family }, at) => documents.findIndex(one => one.family === family) === at);
      return newest.map(({ family, device, startedAt, issuedAt }) => ({
        sessionId: family,
        device,
        startedAt,
        seenAt: issuedAt,
      }));
    },
    revokeUser: async (user: string, until: number): Promise<void> => {
      await revoke({ user, issuedAt: { $lte: new Date(until) } });
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
