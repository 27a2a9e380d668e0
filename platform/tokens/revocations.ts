/**
 * Whose access tokens were revoked, and when: of a user, or of one sign-in. Only revocations younger than a token's life matter, and those are
 * few: every process keeps all of them in memory and asks for news at most every few seconds.
 */
import type { Collection } from 'mongodb';

export interface RevocationDocument {
  /** The user's id, or the sign-in's. */
  readonly _id: string;
  /** Tokens issued up to then are void. */
  readonly notBefore: Date;
}

export interface RevocationOptions {
  readonly collection: Collection<RevocationDocument>;
  /** Milliseconds an access token lives. */
  readonly lifetime: number;
  /** Milliseconds between two looks. */
  readonly delay: number;
  readonly now: () => number;
}

/** Clocks of two servers may differ by this much. */
const skew = 60_000;

export const revocations = ({ collection, lifetime, delay, now }: RevocationOptions) => {
  let known: ReadonlyMap<string, number> = new Map();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  /** Made here; kept beside what is loaded, because a look that began before must not hide them. */
  const own = new Map<string, number>();

  const load = async (): Promise<void> => {
    const began = now();
    const since = began - lifetime - skew;
    const documents = await collection.find({ notBefore: { $gt: new Date(since) } }).toArray();
    known = new Map(documents.map(({ _id, notBefore }) => [_id, notBefore.getTime()]));
    for (const [user, at] of own) if (at < since) own.delete(user);
    loadedAt = began;
  };

  return {
    /** Milliseconds, 0 for never. Fails when the store has not been reachable: unknown is not "not revoked". */
    revokedAt: async (id: string): Promise<number> => {
      if (now() - loadedAt >= delay) {
        loading ??= load().finally(() => {
          loading = undefined;
        });
        await loading;
      }
      return Math.max(known.get(id) ?? 0, own.get(id) ?? 0);
    },
    /** @param at milliseconds; what is issued later stays good */
    revoke: async (id: string, at = now()): Promise<void> => {
      await collection.updateOne(
        { _id: id },
        { $max: { notBefore: new Date(at) } },
        { upsert: true, writeConcern: { w: 'majority', j: true } },
      );
      own.set(id, Math.max(at, own.get(id) ?? 0));
    },
    prepare: async (): Promise<void> => {
      await collection.createIndex({ notBefore: 1 }, { expireAfterSeconds: Math.ceil((lifetime + 2 * skew) / 1_000) });
    },
  };
};
