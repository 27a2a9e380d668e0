/**
 * Files: their bytes in the blob store, sealed in chunks under the key of whom they are about, and here what they are, whose, what they
 * hang on and how long they are kept. A file is there once both are: written here first as coming, last as stored.
 */
import { randomUUID } from 'node:crypto';
import { BlobMissing, type Blobs } from '@yunzhen/platform/blobs';
import { refuse } from '@yunzhen/platform/refusal';
import { SealBroken, type Sealing } from '@yunzhen/platform/sealing';
import type { Collection, Db, Filter } from 'mongodb';

/** What a file can hang on: what it may be seen with. */
export interface Attached {
  readonly purpose: 'registration' | 'conversation' | 'complaint';
  readonly id: string;
  /** Key subject of the person it is about, where that is known. */
  readonly about?: string;
}
export interface StoredFile {
  readonly _id: string;
  readonly kind: 'picture' | 'photo';
  /** Media type. */
  readonly type: string;
  /** Bytes before they are sealed; 0 while it is coming. */
  readonly size: number;
  /** Who uploaded it; null for what the hospital itself put there. */
  readonly ownerId: string | null;
  /** Under whose key it is sealed; null for what is everybody's and not sealed. */
  readonly subject: string | null;
  readonly attached: readonly Attached[];
  readonly uploadedAt: Date;
  /** Until when the law wants it kept; null while it hangs on nothing. */
  readonly keepUntil: Date | null;
  /** Why it must be kept whatever is asked: a case number, never a name. */
  readonly hold: string | null;
  readonly state: 'coming' | 'stored' | 'going';
}
/** Files of these ids that belong to the owner hang on this from now on. Throws Refusal `unknown-file` when one is not theirs. */
export type Attach = (fileIds: readonly string[], to: Attached, ownerId: string) => Promise<void>;

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const dayMs = 86_400_000;
/** Private files an account may upload within a day. */
export const mostADay = 60;
/** Years that what hangs on it is kept: medical records of outpatients 15, complaints 3. */
export const keptYears: Readonly<Record<Attached['purpose'], number>> = {
  registration: 15,
  conversation: 15,
  complaint: 3,
};

const collectionOf = (db: Db): Collection<StoredFile> => db.collection<StoredFile>('files');
const blobOf = (fileId: string): string => `files/${fileId}`;

export const attaching = (db: Db, now: () => number = Date.now): Attach => {
  const files = collectionOf(db);
  return async (fileIds, to, ownerId) => {
    const ids = [...new Set(fileIds)];
    if (ids.length === 0) return;
    const own: Filter<StoredFile> = { _id: { $in: ids }, ownerId, state: 'stored' };
    if ((await files.countDocuments(own)) !== ids.length) return refuse('unknown-file');
    const until = new Date(now());
    until.setUTCFullYear(until.getUTCFullYear() + keptYears[to.purpose]);
    const change = { $addToSet: { attached: to }, $max: { keepUntil: until } };
    const { matchedCount } = await files.updateMany(own, change, durable);
    // One was collected meanwhile.
    if (matchedCount !== ids.length) refuse('unknown-file');
  };
};

/** What this account uploaded is gone from now on; its bytes go with the next sweep. */
export const discarding =
  (db: Db) =>
  async (ownerId: string): Promise<void> => {
    await collectionOf(db).updateMany({ ownerId }, { $set: { state: 'going' } }, durable);
  };

async function* counted(source: AsyncIterable<Uint8Array>, count: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    count.bytes += bytes.byteLength;
    yield bytes;
  }
}

export interface FilePorts {
  readonly db: Db;
  readonly blobs: Blobs;
  readonly sealing: Pick<Sealing, 'sealFile' | 'openFile'>;
  readonly now?: () => number;
}
interface Putting extends Pick<StoredFile, 'kind' | 'type' | 'ownerId' | 'subject'> {
  /** A new one by default; that of a file that is there replaces it. */
  readonly id?: string;
  readonly source: AsyncIterable<Uint8Array>;
}

export const fileStore = ({ db, blobs, sealing, now = Date.now }: FilePorts) => {
  const files = collectionOf(db);

  /** Ends what is going, and what never came; goes on where another process ended. */
  const sweep = async (): Promise<number> => {
    const going = await files.find({ state: 'going' }).limit(1_000).toArray();
    for (const { _id } of going) {
      await blobs.remove(blobOf(_id));
      await files.deleteOne({ _id, state: 'going' }, durable);
    }
    return going.length;
  };

  return {
    attach: attaching(db, now),
    /** Null for what is not there whole. */
    find: (fileId: string): Promise<StoredFile | null> => files.findOne({ _id: fileId, state: 'stored' }),
    /** False: the account has uploaded too many today. */
    mayUpload: async (ownerId: string): Promise<boolean> =>
      (await files.countDocuments({ ownerId, uploadedAt: { $gt: new Date(now() - dayMs) } })) < mostADay,
    /** Answers the file's id. Throws SubjectErased, and what the blob store throws. */
    put: async ({ id: _id = randomUUID(), source, subject, ...what }: Putting): Promise<string> => {
      const form = subject === null ? source : await sealing.sealFile(subject, _id, source);
      const coming: Omit<StoredFile, '_id'> = {
        ...what,
        subject,
        size: 0,
        attached: [],
        uploadedAt: new Date(now()),
        keepUntil: null,
        hold: null,
        state: 'coming',
      };
      await files.replaceOne({ _id }, coming, { upsert: true, ...durable });
      const count = { bytes: 0 };
      await blobs.put(blobOf(_id), counted(form, count));
      await files.updateOne({ _id }, { $set: { state: 'stored', size: count.bytes } }, durable);
      return _id;
    },
    /** Its bytes as they come; null once its person is erased, or where bytes or key are lost. Throws SealBroken on the way. */
    open: async ({ _id, subject }: StoredFile): Promise<AsyncIterable<Uint8Array> | null> => {
      try {
        const form = await blobs.get(blobOf(_id));
        if (subject === null) return form;
        const plain = await sealing.openFile(subject, _id, form);
        if (!plain) form.destroy();
        return plain;
      } catch (error) {
        // Restored from copies of different days, one of the two may lack it.
        if (error instanceof BlobMissing || error instanceof SealBroken) return null;
        throw error;
      }
    },
    /** Keeps what a person's files are, whatever is asked; null ends that. @param reason a case number, never a name */
    hold: async (subject: string, reason: string | null): Promise<void> => {
      await files.updateMany(
        { $or: [{ subject }, { 'attached.about': subject }] },
        { $set: { hold: reason } },
        durable,
      );
    },
    /**
     * Destroys every file that is about the subject of a key, those of an account too that hang on nothing else. What is held stays, and
     * with `retained` also what the law wants kept until later than now. Answers how many are gone and how many stay.
     */
    destroyOf: async (
      subject: string,
      { retained = false }: { readonly retained?: boolean } = {},
    ): Promise<{ readonly destroyed: number; readonly kept: number }> => {
      const about: Filter<StoredFile> = { $or: [{ subject }, { 'attached.about': subject }], state: { $ne: 'going' } };
      const found = await files.find(about).toArray();
      const stay = (file: StoredFile) =>
        file.hold !== null || (retained && file.keepUntil !== null && file.keepUntil.getTime() > now());
      const kept = found.filter(stay).length;
      for (const { _id, attached, subject: sealedFor } of found.filter(file => !stay(file))) {
        const rest = sealedFor === subject ? [] : attached.filter(one => one.about !== subject);
        const change = rest.length > 0 ? { attached: rest } : ({ state: 'going' } as const);
        await files.updateOne({ _id }, { $set: change }, durable);
      }
      while ((await sweep()) > 0);
      return { destroyed: found.length - kept, kept };
    },
    /** Takes out what hangs on nothing, or never came whole, a day after it began. Answers how many. */
    collect: async (): Promise<number> => {
      const before = new Date(now() - dayMs);
      const left: Filter<StoredFile> = {
        uploadedAt: { $lt: before },
        hold: null,
        $or: [{ state: 'coming' }, { kind: 'picture', attached: { $size: 0 }, state: 'stored' }],
      };
      await files.updateMany(left, { $set: { state: 'going' } }, durable);
      await blobs.abandon(before);
      let gone = 0;
      for (let some = await sweep(); some > 0; some = await sweep()) gone += some;
      return gone;
    },
    prepare: async (): Promise<void> => {
      await blobs.prepare();
      await files.createIndexes([
        { key: { ownerId: 1, uploadedAt: 1 } },
        { key: { subject: 1 } },
        { key: { 'attached.about': 1 } },
        { key: { state: 1, uploadedAt: 1 } },
      ]);
    },
  };
};
export type FileStore = ReturnType<typeof fileStore>;
