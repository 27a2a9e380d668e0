/**
 * P6.8, P6.14: pictures of complaints and chats, sealed, and shown to whom what they hang on concerns now. D4.5: photos of practitioners are
 * everybody's.
 */
import { Readable } from 'node:stream';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { telling } from '@yunzhen/platform/audit/asked';
import { endpointRoutes } from '@yunzhen/platform/endpoints';
import type { Route } from '@yunzhen/platform/http';
import { InvalidInput, NotFound } from '@yunzhen/platform/problem';
import type { Authenticate } from '@yunzhen/platform/sign-in';
import type { FastifyReply } from 'fastify';
import type { FileStore, StoredFile } from '../files/store.ts';
import { type PictureType, stripped, UnreadablePicture } from '../files/strip.ts';
import { type Latest, maySee } from '../files/viewers.ts';

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

/** Headers under which a picture cannot be taken for a page. */
const harmless = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
} as const;

export const fileRoutes = ({
  files,
  authenticate,
  latest,
  now = Date.now,
}: {
  files: FileStore;
  authenticate: Authenticate;
  latest: Latest;
  now?: () => number;
}): Route[] => {
  const streamed = async (file: StoredFile, reply: FastifyReply): Promise<Readable> => {
    const bytes = await files.open(file);
    if (!bytes) throw new NotFound('file');
    reply.type(file.type).headers(harmless);
    return Readable.from(bytes, { objectMode: false });
  };
  return endpointRoutes(
    fileEndpoints,
    {
      uploadPicture: async ({ by: { id }, request, refuse }) => {
        const { type, bytes } = pictureIn(request.body, 'picture');
        if (!(await files.mayUpload(id))) return refuse('too-many-files');
        const source = Readable.from([bytes]);
        return { fileId: await files.put({ kind: 'picture', type, ownerId: id, subject: id, source }) };
      },
      uploadPhoto: async ({ by, request }) => {
        const { type, bytes } = pictureIn(request.body, 'photo');
        const source = Readable.from([bytes]);
        return { fileId: await files.put({ kind: 'photo', type, ownerId: by.id, subject: null, source }) };
      },
      picture: async ({ by, input: { fileId }, request, reply }) => {
        const file = await files.find(fileId);
        // One answer for what is not there and what is not theirs.
        if (!file?.subject || !(await maySee(file, by, latest, now()))) throw new NotFound('file');
        telling(request, { whose: new Set(file.ownerId ? [file.ownerId] : []) });
        return streamed(file, reply);
      },
      photo: async ({ input: { fileId }, reply }) => {
        const file = await files.find(fileId);
        if (!file || file.subject !== null) throw new NotFound('file');
        reply.header('cache-control', 'public, max-age=86400');
        return streamed(file, reply);
      },
    },
    authenticate,
  );
};
