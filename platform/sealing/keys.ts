/** The data keys of persons: one each, wrapped by the master key in MongoDB, gone for good when destroyed. */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Collection } from 'mongodb';
import { decrypt, encrypt, fingerprint, isSubjectId, SealBroken } from './cipher.ts';

export interface SubjectKey {
  /** The subject's id. */
  readonly _id: string;
  /** base64 of the key, encrypted by the master key. Absent once destroyed. */
  readonly wrapped?: string;
  /** Which master key wrapped it. */
  readonly master?: string;
  /** Why the key must be kept: a case number, never a name. */
  readonly hold?: string;
  /** The law keeps what it sealed until then. */
  readonly keepUntil?: Date;
  /** Erasure was asked for while it had to be kept. */
  readonly restrictedAt?: Date;
  readonly destroyedAt?: Date;
}

/** The person was erased, or erasure was asked for: nothing more may be sealed for them. */
export class SubjectErased extends Error {
  override readonly name = 'SubjectErased';
}

/** The key was wrapped by another master key than the configured one. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

export interface LoadedKey {
  readonly key: Buffer;
  readonly restricted: boolean;
}

/** A key must be safe on disk before anything sealed with it is stored. */
const durable = { writeConcern: { w: 'majority', j: true } } as const;
const duplicate = 11_000;

const isDuplicate = (error: unknown): boolean => (error as { code?: unknown }).code === duplicate;

export interface KeyOptions {
  readonly collection: Collection<SubjectKey>;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  readonly cacheSize: number;
  /** Milliseconds, at least one; the longest that another process goes on opening what was erased here. */
  readonly cacheTtl: number;
  readonly now: () => number;
}

/** What became of an erasure; `until`: when the law lets the key go, null for a hold, which has no end of its own. */
export type Destroyed = { readonly state: 'destroyed' } | { readonly state: 'restricted'; readonly until: Date | null };

export const subjectKeys = ({ collection, masterKey, cacheSize, cacheTtl, now }: KeyOptions) => {
  const cache = new LRUCache<string, LoadedKey>({ max: cacheSize, ttl: cacheTtl, ttlResolution: 0 });
  const master = fingerprint(masterKey);

  const unwrap = ({ _id, wrapped, master: wrappedBy, restrictedAt }: SubjectKey): LoadedKey | null => {
    if (wrapped === undefined) return null;
    if (wrappedBy !== master)
      throw new WrongMasterKey(`a subject key is wrapped by master key ${wrappedBy}, configured is ${master}`);
    return { key: decrypt(masterKey, Buffer.from(wrapped, 'base64'), _id), restricted: restrictedAt !== undefined };
  };

  /** Keys of those that have one; the destroyed are null, the unknown absent, and so are the broken, which `broken` is told of. */
  const load = async (
    ids: Iterable<string>,
    broken?: (id: string, error: SealBroken) => void,
  ): Promise<Map<string, LoadedKey | null>> => {
    const found = new Map<string, LoadedKey | null>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const cached = cache.get(id);
      if (cached) found.set(id, cached);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    for (const document of await collection.find({ _id: { $in: missing } }).toArray()) {
      try {
        const loaded = unwrap(document);
        found.set(document._id, loaded);
        if (loaded) cache.set(document._id, loaded);
      } catch (error) {
        if (!broken || !(error instanceof SealBroken)) throw error;
        broken(document._id, error);
      }
    }
    return found;
  };

  const create = async (ids: readonly string[]): Promise<void> => {
    const documents = ids.map(_id => ({
      _id,
      wrapped: encrypt(masterKey, randomBytes(32), _id).toString('base64'),
      master,
    }));
    // Another process may create the same key at the same time: the first one stands, everybody reads that one.
    await collection.insertMany(documents, { ordered: false, ...durable }).catch(error => {
      if (!isDuplicate(error)) throw error;
    });
  };

  /** Each item with the key of its subject, made where there is none. Throws SubjectErased. */
  const withKeys = async <T extends { readonly subjectId: string }>(
    items: readonly T[],
  ): Promise<(T & { key: Buffer })[]> => {
    const wanted = [...new Set(items.map(({ subjectId }) => subjectId))];
    if (!wanted.every(isSubjectId)) throw new TypeError('a subject id is 1 to 64 letters, digits, - and _');
    let found = await load(wanted);
    const missing = wanted.filter(id => !found.has(id));
    if (missing.length > 0) {
      await create(missing);
      found = await load(wanted);
    }
    return items.map(item => {
      const loaded = found.get(item.subjectId);
      if (!loaded || loaded.restricted) throw new SubjectErased(`subject ${item.subjectId} was erased`);
      return { ...item, key: loaded.key };
    });
  };

  const destroy = async (id: string): Promise<Destroyed> => {
    cache.delete(id);
    const at = new Date(now());
    try {
      // The tombstone stays, so that a late writer cannot start the person anew.
      await collection.updateOne(
        { _id: id, hold: { $exists: false }, $or: [{ keepUntil: { $exists: false } }, { keepUntil: { $lte: at } }] },
        { $set: { destroyedAt: at }, $unset: { wrapped: '', master: '', keepUntil: '', restrictedAt: '' } },
        { upsert: true, ...durable },
      );
    } catch (error) {
      // The document is there but did not match: it is kept.
      if (!isDuplicate(error)) throw error;
      const kept = await collection.findOneAndUpdate(
        { _id: id, $or: [{ hold: { $exists: true } }, { keepUntil: { $gt: at } }] },
        { $set: { restrictedAt: at } },
        durable,
      );
      if (!kept) return destroy(id);
      return { state: 'restricted', until: kept.hold === undefined ? (kept.keepUntil ?? null) : null };
    }
    return { state: 'destroyed' };
  };

  /** What these keys sealed is kept until then at least, whatever is asked; of a person without a key there is nothing to keep. */
  const keep = async (ids: readonly string[], until: Date): Promise<void> => {
    await collection.updateMany(
      { _id: { $in: [...ids] }, wrapped: { $exists: true } },
      { $max: { keepUntil: until } },
      durable,
    );
  };

  /** Keeps the keys of persons whatever is asked, until the hold ends; those that are destroyed already are gone. */
  const hold = async (ids: readonly string[], reason: string): Promise<void> => {
    await collection.updateMany(
      { _id: { $in: [...ids] }, wrapped: { $exists: true } },
      { $set: { hold: reason } },
      durable,
    );
  };

  const unhold = async (ids: readonly string[]): Promise<void> => {
    await collection.updateMany({ _id: { $in: [...ids] } }, { $unset: { hold: '' } }, durable);
  };

  /** Throws WrongMasterKey where the database holds keys that another one wrapped: sealed under two, neither would open all of it. */
  const check = async (): Promise<void> => {
    const stored = await collection.findOne({ wrapped: { $exists: true } });
    if (stored && stored.master !== master)
      throw new WrongMasterKey(
        `MASTER_KEY (${master}) is not the one that the keys in this database were wrapped with (${stored.master}): set that one`,
      );
  };

  return { check, load, withKeys, destroy, keep, hold, unhold };
};
