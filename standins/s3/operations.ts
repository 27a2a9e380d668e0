/** The operations of S3 that are there, as a table: method, on what, and which words of the query ask for it. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { S3Error } from './errors.ts';
import { type Asked, answerXml, bodyText, describe, describedBy, rangeOf, received } from './request.ts';
import { readParts } from './xml.ts';

interface Operation {
  readonly method: string;
  readonly on: 'bucket' | 'key';
  /** Words that must stand in the query. */
  readonly with?: readonly string[];
  readonly run: (asked: Asked) => Promise<void>;
}

const mostKeys = 1_000;
const limited = (query: URLSearchParams, name: string): number => {
  const asked = Number(query.get(name) ?? mostKeys);
  if (!Number.isInteger(asked) || asked < 0) throw new S3Error('InvalidArgument');
  return Math.min(asked, mostKeys);
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const read = async (asked: Asked): Promise<void> => {
  const { request, response, objects, bucket, key } = asked;
  const head = await objects.head(bucket, key);
  const range = rangeOf(asked, head.size);
  const [first, last] = range ?? [0, head.size - 1];
  describe(asked, head);
  response.setHeader('content-length', last - first + 1);
  if (range) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${first}-${last}/${head.size}`);
  }
  if (request.method === 'HEAD' || head.size === 0) response.end();
  else await pipeline(await objects.read(bucket, key, [first, last]), response);
};

const list = async (asked: Asked): Promise<void> => {
  const { query, objects, bucket } = asked;
  if (query.get('delimiter')) throw new S3Error('NotImplemented', 'keys are not listed by folder');
  const prefix = query.get('prefix') ?? '';
  const most = limited(query, 'max-keys');
  const token = query.get('continuation-token');
  const after = token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '');
  const keys = await objects.keys(bucket, prefix, after);
  const page = keys.slice(0, most);
  const last = page.at(-1);
  const heads = await Promise.all(
    page.map(key =>
      objects.head(bucket, key).catch(error => {
        // Deleted since it was listed.
        if (error instanceof S3Error && error.code === 'NoSuchKey') return null;
        throw error;
      }),
    ),
  );
  answerXml(asked, 'ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    KeyCount: heads.filter(Boolean).length,
    MaxKeys: most,
    IsTruncated: keys.length > page.length,
    NextContinuationToken: keys.length > page.length && last ? Buffer.from(last).toString('base64url') : undefined,
    Contents: heads.flatMap(head =>
      head
        ? [
            {
              Key: head.key,
              LastModified: head.modified,
              ETag: `"${head.etag}"`,
              Size: head.size,
              StorageClass: 'STANDARD',
            },
          ]
        : [],
    ),
  });
};

const operations: readonly Operation[] = [
  {
    method: 'PUT',
    on: 'bucket',
    run: async ({ response, objects, bucket }) => {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw new S3Error('InvalidBucketName');
      await objects.createBucket(bucket);
      response.setHeader('location', `/${bucket}`);
      response.end();
    },
  },
  { method: 'HEAD', on: 'bucket', run: async ({ response }) => void response.end() },
  { method: 'GET', on: 'bucket', with: ['list-type'], run: list },
  {
    method: 'GET',
    on: 'bucket',
    with: ['uploads'],
    run: async asked => {
      const prefix = asked.query.get('prefix') ?? '';
      const all = await asked.uploads.list(asked.bucket, prefix);
      const page = all.slice(0, limited(asked.query, 'max-uploads'));
      answerXml(asked, 'ListMultipartUploadsResult', {
        Bucket: asked.bucket,
        Prefix: prefix,
        IsTruncated: all.length > page.length,
        Upload: page.map(({ key, id, initiated }) => ({ Key: key, UploadId: id, Initiated: initiated })),
      });
    },
  },
  {
    method: 'PUT',
    on: 'key',
    with: ['partNumber', 'uploadId'],
    run: async asked => {
      const { query, uploads, bucket, key, response } = asked;
      const number = Number(query.get('partNumber'));
      if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new S3Error('InvalidArgument');
      const written = await received(asked);
      await uploads.part(bucket, key, query.get('uploadId') ?? '', number, written);
      response.setHeader('etag', `"${written.md5}"`);
      response.end();
    },
  },
  {
    method: 'PUT',
    on: 'key',
    run: async asked => {
      const { request, objects, bucket, now, response } = asked;
      if (request.headers['x-amz-copy-source']) throw new S3Error('NotImplemented', 'objects are not copied');
      const { etag } = await objects.place(bucket, describedBy(asked), await received(asked), now);
      response.setHeader('etag', `"${etag}"`);
      response.end();
    },
  },
  { method: 'GET', on: 'key', run: read },
  { method: 'HEAD', on: 'key', run: read },
  {
    method: 'POST',
    on: 'key',
    with: ['uploads'],
    run: async asked => {
      const { bucket, key } = asked;
      const { id } = await asked.uploads.begin(bucket, describedBy(asked), asked.now);
      answerXml(asked, 'InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id });
    },
  },
  {
    method: 'POST',
    on: 'key',
    with: ['uploadId'],
    run: async asked => {
      const { bucket, key, query, uploads, now } = asked;
      const parts = readParts(await bodyText(asked, sha256));
      const { etag } = await uploads.complete(bucket, key, query.get('uploadId') ?? '', parts, now);
      answerXml(asked, 'CompleteMultipartUploadResult', { Bucket: bucket, Key: key, ETag: `"${etag}"` });
    },
  },
  {
    method: 'DELETE',
    on: 'key',
    with: ['uploadId'],
    run: async ({ bucket, key, query, uploads, response }) => {
      await uploads.abort(bucket, key, query.get('uploadId') ?? '');
      response.statusCode = 204;
      response.end();
    },
  },
  {
    method: 'DELETE',
    on: 'key',
    run: async ({ bucket, key, objects, response }) => {
      await objects.remove(bucket, key);
      response.statusCode = 204;
      response.end();
    },
  },
];

/** Words of a query that name an operation: one that is not there is not taken for another. */
const naming = ['acl', 'cors', 'delete', 'lifecycle', 'location', 'object-lock', 'policy', 'retention', 'tagging'];
const known = ['list-type', 'partNumber', 'uploadId', 'uploads'];

/** Throws S3Error. */
export const operationOf = ({ request, key, query }: Asked): Operation => {
  const words = [...known, ...naming].filter(word => query.has(word));
  const found = operations.find(
    ({ method, on, with: needs = [] }) =>
      method === request.method &&
      on === (key === '' ? 'bucket' : 'key') &&
      needs.length === words.length &&
      needs.every(word => words.includes(word)),
  );
  if (!found) throw new S3Error('NotImplemented', 'this stand-in has no such operation');
  return found;
};
