/**
 * Personal data is sealed under a key of the person it is about; destroying that key erases the person from every
 * event, view and fact at once. The sealed form is `sealed.1.<subjectId>.<base64url of nonce, ciphertext, tag>`.
 */
import type { Db } from 'mongodb';
import { blindIndexWith, openWith, parseSealed, SealBroken, type Sealed, sealWith } from './sealing/cipher.ts';
import { findSealed, replaceSealed } from './sealing/deep.ts';
import { type SubjectKey, subjectKeys } from './sealing/keys.ts';

export { SealBroken } from './sealing/cipher.ts';
export { SubjectErased, WrongMasterKey } from './sealing/keys.ts';

export interface OpenOptions {
  /** Opens what erasure under a legal hold has restricted; only for the purpose of the hold. */
  readonly restricted?: boolean;
}

export interface Sealing {
  /** Creates the subject's key on first use. Throws SubjectErased. */
  seal(subjectId: string, plaintext: string): Promise<string>;
  /** Sealed values in the order given, with one look-up for all keys. Throws SubjectErased. */
  sealMany(items: readonly { readonly subjectId: string; readonly plaintext: string }[]): Promise<string[]>;
  /** Null when the key was destroyed or its use restricted. Throws SealBroken. */
  unseal(sealed: string, options?: OpenOptions): Promise<string | null>;
  /** The value with every sealed string in it opened (null where that is no longer possible), keys loaded in one look-up. Throws SealBroken. */
  unsealDeep<T>(value: T, options?: OpenOptions): Promise<T>;
  /** Erases for good, in other processes within the cache's time; under a legal hold only `restricted`. */
  destroy(subjectId: string): Promise<'destroyed' | 'restricted'>;
  /** Records a legal hold; `reason` is a case number, never a name. Throws SubjectErased. */
  hold(subjectId: string, reason: string): Promise<void>;
  /** Ends the hold and carries out an erasure asked for meanwhile. */
  release(subjectId: string): Promise<'released' | 'destroyed'>;
  /** A look-up value that only the holder of the key can make: HMAC-SHA256, width, case and outer blanks made equal. */
  blindIndex(kind: string, value: string): string;
}

export interface SealingOptions {
  readonly db: Db;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  readonly blindIndexKey: Buffer;
  /** Unwrapped keys kept in memory. */
  readonly cacheSize?: number;
  /** Milliseconds a key is kept; the longest that another process goes on opening what was erased here. */
  readonly cacheTtl?: number;
}

export const sealing = (options: SealingOptions): Sealing => {
  const { db, masterKey, blindIndexKey, cacheSize = 50_000, cacheTtl = 60_000 } = options;
  const keys = subjectKeys({ collection: db.collection<SubjectKey>('subject_keys'), masterKey, cacheSize, cacheTtl });

  const sealMany: Sealing['sealMany'] = async items =>
    (await keys.withKeys(items)).map(({ key, subjectId, plaintext }) => sealWith(key, subjectId, plaintext));

  const unsealDeep = async <T>(value: T, { restricted = false }: OpenOptions = {}): Promise<T> => {
    const found = new Map<string, Sealed>();
    findSealed(value, found);
    if (found.size === 0) return value;
    const loaded = await keys.load([...found.values()].map(({ subjectId }) => subjectId));
    const opened = new Map<string, string | null>();
    for (const [text, sealed] of found) {
      const entry = loaded.get(sealed.subjectId);
      if (entry === undefined) throw new SealBroken('a sealed value names a subject that never had a key');
      opened.set(text, entry === null || (entry.restricted && !restricted) ? null : openWith(entry.key, sealed));
    }
    return replaceSealed(value, opened) as T;
  };

  return {
    seal: async (subjectId, plaintext) => (await sealMany([{ subjectId, plaintext }]))[0] as string,
    sealMany,
    unseal: async (sealed, openOptions) => {
      if (parseSealed(sealed) === null) throw new SealBroken('the value is not in the sealed form');
      return unsealDeep<string | null>(sealed, openOptions);
    },
    unsealDeep,
    destroy: keys.destroy,
    hold: keys.hold,
    release: keys.release,
    blindIndex: (kind, value) => blindIndexWith(blindIndexKey, kind, value),
  };
};
