/** Pictures: sealed bytes, whose they are, and what they hang on. */
import { randomUUID } from 'node:crypto';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { refuse } from '@yunzhen/platform/refusal';
import type { Sealing } from '@yunzhen/platform/sealing';
import { type Binary, Binary as Bytes, type Db } from 'mongodb';

/** What a picture can hang on: what it may be seen with. */
export interface Attached {
  readonly purpose: 'registration' | 'conversation' | 'complaint';
  readonly id: string;
}
export interface Picture {
  readonly _id: string;
  readonly type: string;
  /** Who uploaded it; absent for a public one. */
  readonly ownerId?: string;
  /** Sealed base64 of one person's picture, or the plain bytes of a public one. */
  readonly sealed?: Sealed<string>;
  readonly bytes?: Binary;
  readonly attached?: readonly Attached[];
  readonly uploadedAt: Date;
}
/** Files of these ids that belong to the owner hang on this from now on. Throws Refusal `unknown-file` when one is not theirs. */
export type Attach = (fileIds: readonly string[], to: Attached, ownerId: string) => Promise<void>;

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const dayMs = 86_400_000;
/** Private pictures an account may upload within a day. */
export const mostADay = 60;

export const fileStore = (db: Db, sealing: Pick<Sealing, 'seal'>, now: () => number = Date.now) => {
  const files = db.collection<Picture>('files');
  const attach: Attach = async (fileIds, { purpose, id }, ownerId) => {
    const ids = [...new Set(fileIds)];
    if (ids.length === 0) return;
    const own = { _id: { $in: ids }, ownerId };
    if ((await files.countDocuments(own)) !== ids.length) return refuse('unknown-file');
    await files.updateMany(own, { $addToSet: { attached: { purpose, id } } }, durable);
  };
  return {
    attach,
    find: (fileId: string) => files.findOne({ _id: fileId }),
    /** False: the account has uploaded too many today. */
    mayUpload: async (ownerId: string): Promise<boolean> =>
      (await files.countDocuments({ ownerId, uploadedAt: { $gt: new Date(now() - dayMs) } })) < mostADay,
    putPrivate: async (ownerId: string, type: string, bytes: Buffer): Promise<string> => {
      const _id = randomUUID();
      const sealed = await sealing.seal(ownerId, bytes.toString('base64'));
      await files.insertOne({ _id, type, ownerId, sealed, uploadedAt: new Date(now()) }, durable);
      return _id;
    },
    putPublic: async (type: string, bytes: Buffer): Promise<string> => {
      const _id = randomUUID();
      await files.insertOne({ _id, type, bytes: new Bytes(bytes), uploadedAt: new Date(now()) }, durable);
      return _id;
    },
    /** Takes out what hangs on nothing a day after it came. */
    collect: async (): Promise<number> =>
      (
        await files.deleteMany(
          { ownerId: { $exists: true }, attached: { $exists: false }, uploadedAt: { $lt: new Date(now() - dayMs) } },
          durable,
        )
      ).deletedCount,
    prepare: () => files.createIndex({ ownerId: 1, uploadedAt: 1 }),
  };
};
export type FileStore = ReturnType<typeof fileStore>;

/** A picture everybody may see: a doctor's photo. The same id replaces it. */
export const putPublicPicture = async (
  db: Db,
  id: string,
  type: 'image/svg+xml' | 'image/png' | 'image/jpeg',
  bytes: Buffer,
): Promise<void> => {
  const picture = { type, bytes: new Bytes(bytes), uploadedAt: new Date() };
  await db.collection<Picture>('files').replaceOne({ _id: id }, picture, { upsert: true });
};
