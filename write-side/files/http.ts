/**
 * P6.8, P6.14: pictures of complaints and chats, sealed, and shown to whom what they hang on concerns now. D4.5: photos of practitioners are
 * everybody's.
 */
import type { Route } from '@yunzhen/platform/http';
import { Forbidden, InvalidInput, NotFound } from '@yunzhen/platform/problem';
import { refuse } from '@yunzhen/platform/refusal';
import type { Sealing } from '@yunzhen/platform/sealing';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import { Binary as Bytes, type Db } from 'mongodb';
import { z } from 'zod';
import type { FileStore, Picture } from './store.ts';
import { type PictureType, stripped, UnreadablePicture } from './strip.ts';
import { type Latest, maySee } from './viewers.ts';

const mebibyte = 1024 * 1024;
const mostMegabytes = { picture: 4, photo: 1 } as const;
/** What a file says it is counts for nothing: its first bytes do. */
const kinds: readonly (readonly [type: PictureType, test: (bytes: Buffer) => boolean])[] = [
  ['image/png', bytes => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', bytes => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/webp', bytes => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
];

const wrong = (message: string) => new InvalidInput([{ path: ['body'], message }]);

/** What was sent, with the type that its first bytes say. Throws InvalidInput. */
const pictureIn = (body: unknown, what: keyof typeof mostMegabytes) => {
  const most = mostMegabytes[what];
  if (!Buffer.isBuffer(body) || body.length === 0) throw wrong('a picture is expected as the body');
  if (body.length > most * mebibyte) throw wrong(`a ${what} has at most ${most} MB`);
  const type = kinds.find(([, test]) => test(body))?.[0];
  if (!type) throw wrong('PNG, JPEG or WebP is expected');
  try {
    return { type, bytes: stripped(type, body) };
  } catch (error) {
    if (error instanceof UnreadablePicture) throw wrong(error.message);
    throw error;
  }
};

export const fileRoutes = ({
  files,
  sealing,
  authenticate,
  latest,
  now = Date.now,
}: {
  files: FileStore;
  sealing: Pick<Sealing, 'unseal'>;
  authenticate: Authenticate;
  latest: Latest;
  now?: () => number;
}): Route[] => {
  const actorOf = signedIn(authenticate);
  return [
    {
      method: 'POST',
      path: '/api/files',
      handle: async request => {
        const { id } = await actorOf(request);
        const { type, bytes } = pictureIn(request.body, 'picture');
        if (!(await files.mayUpload(id))) return refuse('too-many-files');
        return { fileId: await files.putPrivate(id, type, bytes) };
      },
    },
    {
      method: 'POST',
      path: '/api/photos',
      handle: async request => {
        const { role } = await actorOf(request);
        if (role !== 'doctor' && role !== 'operator') throw new Forbidden('only practitioners have a photo');
        const { type, bytes } = pictureIn(request.body, 'photo');
        return { fileId: await files.putPublic(type, bytes) };
      },
    },
    {
      method: 'GET',
      path: '/api/files/:fileId',
      handle: async (request, reply) => {
        const { fileId } = z.object({ fileId: z.uuid() }).parse(request.params);
        const file = await files.find(fileId);
        const by = file?.bytes ? null : await actorOf(request);
        // One answer for what is not there and what is not theirs.
        if (!file || (by && !(await maySee(file, by, latest, now())))) throw new NotFound('file');
        const opened = file.sealed && (await sealing.unseal(file.sealed));
        const bytes = file.bytes ? Buffer.from(file.bytes.buffer) : opened ? Buffer.from(opened, 'base64') : null;
        if (!bytes) throw new NotFound('file');
        reply
          .type(file.type)
          // Kept nowhere: another may sit down at the same screen.
          .header('cache-control', file.bytes ? 'public, max-age=86400' : 'no-store')
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
          .header('x-content-type-options', 'nosniff');
        return bytes;
      },
    },
  ];
};

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
