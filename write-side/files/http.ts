/**
 * P6.8, P6.14: pictures of complaints and chats, sealed under the uploader's key. An id cannot be guessed and is told only to those
 * who may see what it stands in; who is signed in and knows it may fetch it. D4.5: photos of practitioners are everybody's.
 */
import { randomUUID } from 'node:crypto';
import type { Route } from '@yunzhen/platform/http';
import { Forbidden, InvalidInput, NotFound } from '@yunzhen/platform/problem';
import type { Sealing } from '@yunzhen/platform/sealing';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import { type Binary, Binary as Bytes, type Db } from 'mongodb';
import { z } from 'zod';

interface Picture {
  readonly _id: string;
  readonly type: string;
  /** Sealed base64 of one person's picture, or the plain bytes of a public one. */
  readonly sealed?: string;
  readonly bytes?: Binary;
  readonly uploadedAt: Date;
}

const mebibyte = 1024 * 1024;
const mostMegabytes = { picture: 4, photo: 1 } as const;
/** What a file says it is counts for nothing: its first bytes do. */
const kinds: readonly (readonly [type: string, test: (bytes: Buffer) => boolean])[] = [
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
  return { type, bytes: body };
};
const durably = { writeConcern: { w: 'majority', j: true } } as const;

export const fileRoutes = ({
  db,
  sealing,
  authenticate,
}: {
  db: Db;
  sealing: Sealing;
  authenticate: Authenticate;
}): Route[] => {
  const files = db.collection<Picture>('files');
  const actorOf = signedIn(authenticate);
  return [
    {
      method: 'POST',
      path: '/api/files',
      handle: async request => {
        const { id } = await actorOf(request);
        const { type, bytes } = pictureIn(request.body, 'picture');
        const _id = randomUUID();
        const sealed = await sealing.seal(id, bytes.toString('base64'));
        await files.insertOne({ _id, type, sealed, uploadedAt: new Date() }, durably);
        return { fileId: _id };
      },
    },
    {
      method: 'POST',
      path: '/api/photos',
      handle: async request => {
        const { role } = await actorOf(request);
        if (role !== 'doctor' && role !== 'operator') throw new Forbidden('only practitioners have a photo');
        const { type, bytes } = pictureIn(request.body, 'photo');
        const _id = randomUUID();
        await files.insertOne({ _id, type, bytes: new Bytes(bytes), uploadedAt: new Date() }, durably);
        return { fileId: _id };
      },
    },
    {
      method: 'GET',
      path: '/api/files/:fileId',
      handle: async (request, reply) => {
        const { fileId } = z.object({ fileId: z.uuid() }).parse(request.params);
        const file = await files.findOne({ _id: fileId });
        if (!file?.bytes) await actorOf(request);
        const opened = file?.sealed && (await sealing.unseal(file.sealed));
        const bytes = file?.bytes ? Buffer.from(file.bytes.buffer) : opened ? Buffer.from(opened, 'base64') : null;
        if (!file || !bytes) throw new NotFound('file');
        reply
          .type(file.type)
          .header('cache-control', file.bytes ? 'public, max-age=86400' : 'private, max-age=86400')
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
