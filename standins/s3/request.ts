/** One request as S3 reads it: whose bucket, which key, what else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { S3Error } from './errors.ts';
import type { Described, Folder, ObjectHead, Written } from './folder.ts';
import type { Uploads } from './uploads.ts';
import { document, type Xml } from './xml.ts';

export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly objects: Folder;
  readonly uploads: Uploads;
  /** SHA-256 that the body must have; null where it was not signed. */
  readonly signed: string | null;
  /** ISO. */
  readonly now: string;
}

export const answerXml = ({ response }: Asked, root: string, value: Xml): void => {
  response.setHeader('content-type', 'application/xml');
  response.end(document(root, value));
};

/** The body on disk, as it was signed. Throws S3Error. */
export const received = ({ request, objects, signed }: Asked): Promise<Written> => {
  const { 'content-length': announced, 'content-md5': md5 } = request.headers;
  let size = 0;
  const counted = async function* () {
    for await (const bytes of request) {
      size += (bytes as Buffer).length;
      yield bytes as Buffer;
    }
  };
  return objects.write(counted(), (digest, sha256) => {
    if (announced !== undefined && size !== Number(announced)) throw new S3Error('IncompleteBody');
    if (signed !== null && signed !== sha256) throw new S3Error('XAmzContentSHA256Mismatch');
    if (md5 !== undefined && Buffer.from(String(md5), 'base64').toString('hex') !== digest)
      throw new S3Error('BadDigest');
  });
};

/** A body that is small: what completes an upload. */
export const bodyText = async ({ request, signed }: Asked, digest: (text: string) => string): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const bytes of request) {
    parts.push(bytes as Buffer);
    size += (bytes as Buffer).length;
    if (size > 4 * 1024 * 1024) throw new S3Error('EntityTooLarge');
  }
  const text = Buffer.concat(parts).toString('utf8');
  if (signed !== null && digest(text) !== signed) throw new S3Error('XAmzContentSHA256Mismatch');
  return text;
};

const metaPrefix = 'x-amz-meta-';
export const describedBy = ({ request, key }: Asked): Described => ({
  key,
  contentType: request.headers['content-type'] ?? 'application/octet-stream',
  meta: Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name.startsWith(metaPrefix) ? [[name.slice(metaPrefix.length), String(value)]] : [],
    ),
  ),
});

export const describe = ({ response }: Asked, { etag, modified, contentType, meta }: ObjectHead): void => {
  response.setHeader('etag', `"${etag}"`);
  response.setHeader('last-modified', new Date(modified).toUTCString());
  response.setHeader('content-type', contentType);
  response.setHeader('accept-ranges', 'bytes');
  for (const [name, value] of Object.entries(meta)) response.setHeader(metaPrefix + name, value);
};

/** First and last byte; null without a range or with one that is not understood. Throws S3Error where there is no such part. */
export const rangeOf = ({ request }: Asked, size: number): readonly [number, number] | null => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new S3Error('InvalidRange');
  return [first, last];
};
