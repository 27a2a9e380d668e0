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
  /** Erasure was asked for while a hold stood. */
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
}

export const subjectKeys = ({ collection, masterKey, cacheSize, cacheTtl }: KeyOptions) => {
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

  const destroy = async (id: string): Promise<'destroyed' | 'restricted'> => {
    cache.delete(id);
    const now = new Date();
    try {
      // The tombstone stays, so that a late writer cannot start the person anew.
      await collection.updateOne(
        { _id: id, hold: { $exists: false } },
        { $set: { destroyedAt: now }, $unset: { wrapped: '', master: '' } },
        { upsert: true, ...durable },
      );
    } catch (error) {
      // The document is there but did not match: it is held.
      if (!isDuplicate(error)) throw error;
      const { matchedCount } = await collection.updateOne(
        { _id: id, hold: { $exists: true } },
        { $set: { restrictedAt: now } },
        durable,
      );
      return matchedCount > 0 ? 'restricted' : destroy(id);
    }
    return 'destroyed';
  };

  /** Keeps the key of a person whatever is asked, until released. Throws SubjectErased when it is too late. */
  const hold = async (id: string, reason: string): Promise<void> => {
    await withKeys([{ subjectId: id }]);
    const { matchedCount } = await collection.updateOne(
      { _id: id, wrapped: { $exists: true } },
      { $set: { hold: reason } },
      durable,
    );
    if (matchedCount === 0) throw new SubjectErased(`subject ${id} was erased`);
  };

  /** Ends a hold, and carries out the erasure that was asked for meanwhile. */
  const release = async (id: string): Promise<'released' | 'destroyed'> => {
    await collection.updateOne({ _id: id }, { $unset: { hold: '' } }, durable);
    const document = await collection.findOne({ _id: id });
    return document?.restrictedAt === undefined ? 'released' : destroy(id).then(() => 'destroyed');
  };

  /** Throws WrongMasterKey where the database holds keys that another one wrapped: sealed under two, neither would open all of it. */
  const check = async (): Promise<void> => {
    const stored = await collection.findOne({ wrapped: { $exists: true } });
    if (stored && stored.master !== master)
      throw new WrongMasterKey(
        `MASTER_KEY (${master}) is not the one that the keys in this database were wrapped with (${stored.master}): set that one`,
      );
  };

  return { check, load, withKeys, destroy, hold, release };
};
