/**
 * Personal data is sealed under a key of the person it is about; destroying that key erases the person from every
 * event, view and fact at once. The sealed form is `sealed.1.<subjectId>.<base64url of nonce, ciphertext, tag>`, around JSON.
 */
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { Db } from 'mongodb';
import { openChunks, sealChunks } from './sealing/chunks.ts';
import { blindIndexWith, SealBroken, sealWith } from './sealing/cipher.ts';
import { findSealed, replaceSealed } from './sealing/deep.ts';
import { type Destroyed, type SubjectKey, subjectKeys } from './sealing/keys.ts';
import { type Opened, type OpenOptions, opener, type Unreadable } from './sealing/open.ts';

export { SealBroken } from './sealing/cipher.ts';
export { SubjectErased, WrongMasterKey } from './sealing/keys.ts';

/** The metric of those that read: sealed values that are shown as nothing, by why. */
export const unreadableValues = {
  name: 'yunzhen_unreadable_values_total',
  help: 'Sealed values that are shown as nothing: their person was erased, or they are broken',
} as const;

export interface Sealing {
  /** To be asked at the start: throws WrongMasterKey where what is stored was sealed under another one. */
  check(): Promise<void>;
  /** Creates the subject's key on first use. `value` is any JSON value but null. Throws SubjectErased. */
  seal<T>(subjectId: string, value: T): Promise<Sealed<T>>;
  /** Sealed values in the order given, with one look-up for all keys. Throws SubjectErased. */
  sealMany<T>(items: readonly { readonly subjectId: string; readonly value: T }[]): Promise<Sealed<T>[]>;
  /** Null when the key was destroyed or its use restricted. Throws SealBroken. */
  unseal<T>(sealed: Sealed<T>, options?: OpenOptions): Promise<T | null>;
  /** What each of them holds, keys loaded in one look-up; one that does not open is null, and `unreadable` is told of it. */
  openAll(
    sealed: Iterable<Sealed<unknown>>,
    unreadable?: (why: Unreadable) => void,
    options?: OpenOptions,
  ): Promise<Opened>;
  /** The value with everything sealed in it opened; what does not open is null, and `unreadable` is told of it. */
  unsealDeep<T>(value: T, unreadable?: (why: Unreadable) => void): Promise<T>;
  /** The sealed form of a file as it is read; `context` names it, and it opens as no other. Throws SubjectErased. */
  sealFile(subjectId: string, context: string, source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Buffer>>;
  /** Its bytes, chunk by chunk; null when the key was destroyed or its use restricted. Reading throws SealBroken. */
  openFile(subjectId: string, context: string, form: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Buffer> | null>;
  /** Erases for good, in other processes within the cache's time; what the law or a hold keeps is closed to everybody instead. */
  destroy(subjectId: string): Promise<Destroyed>;
  /** The law keeps what was sealed for these until then. */
  keep(subjectIds: readonly string[], until: Date): Promise<void>;
  /** Records a legal hold; `reason` is a case number, never a name. */
  hold(subjectIds: readonly string[], reason: string): Promise<void>;
  /** Ends the hold. An erasure that was asked for meanwhile is asked for again. */
  unhold(subjectIds: readonly string[]): Promise<void>;
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
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export const sealing = (options: SealingOptions): Sealing => {
  const { db, masterKey, blindIndexKey, cacheSize = 50_000, cacheTtl = 60_000, now = Date.now } = options;
  const collection = db.collection<SubjectKey>('subject_keys');
  const keys = subjectKeys({ collection, masterKey, cacheSize, cacheTtl, now });

  const sealMany: Sealing['sealMany'] = async items =>
    (await keys.withKeys(items)).map(({ key, subjectId, value }) => sealWith(key, subjectId, value));

  const open = opener(keys.load);
  const openAll: Sealing['openAll'] = (sealed, unreadable = () => undefined, options = {}) =>
    open(sealed, options, unreadable);

  return {
    check: keys.check,
    seal: async <T>(subjectId: string, value: T) => (await sealMany([{ subjectId, value }]))[0] as Sealed<T>,
    sealMany,
    unseal: async <T>(sealed: Sealed<T>, openOptions: OpenOptions = {}) => {
      const opened = await open([sealed], openOptions, (_, error) => {
        if (error) throw error;
      });
      return (opened.get(sealed) ?? null) as T | null;
    },
    openAll,
    sealFile: async (subjectId, context, source) => {
      const [item] = await keys.withKeys([{ subjectId }]);
      if (!item) throw new TypeError('one key for one subject');
      return sealChunks(item.key, context, source);
    },
    openFile: async (subjectId, context, form) => {
      const found = (await keys.load([subjectId])).get(subjectId);
      if (found === undefined) throw new SealBroken('a sealed file names a subject that never had a key');
      return found && !found.restricted ? openChunks(found.key, context, form) : null;
    },
    unsealDeep: async (value, unreadable) => {
      const found = new Set<Sealed<unknown>>();
      findSealed(value, found);
      return found.size === 0 ? value : (replaceSealed(value, await openAll(found, unreadable)) as typeof value);
    },
    destroy: keys.destroy,
    keep: keys.keep,
    hold: keys.hold,
    unhold: keys.unhold,
    blindIndex: (kind, value) => blindIndexWith(blindIndexKey, kind, value),
  };
};
