/** What the hospital needs of an S3 server, asked with its own client: of the stand-in, or of the real one that S3_URL names. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { start } from './server.ts';

const { S3_URL, S3_BUCKET = 'conformance', S3_REGION = 'us-east-1', S3_PATH_STYLE = 'true' } = process.env;
const keys = {
  accessKeyId: process.env.S3_ACCESS_KEY_ID ?? 'an-id',
  secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? 'a secret of it',
};
const clientOf = (url: string, credentials = keys, region = S3_REGION) =>
  new S3Client({
    endpoint: url,
    region,
    credentials,
    forcePathStyle: S3_PATH_STYLE === 'true',
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

let dir: string;
let url: string;
let standin: Awaited<ReturnType<typeof start>> | undefined;
let client: S3Client;
/** Everything of this run stands below it. */
const base = `conformance/${randomUUID()}`;
const Bucket = S3_BUCKET;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 's3-'));
  standin = S3_URL ? undefined : await start({ port: 0, dir, ...keys });
  url = S3_URL ?? standin?.url ?? '';
  client = clientOf(url);
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
  await client.send(new CreateBucketCommand({ Bucket })).catch(error => {
    if (!/^BucketAlready/.test((error as Error).name)) throw error;
  });
});
afterAll(async () => {
  client.destroy();
  await standin?.close();
  await rm(dir, { recursive: true, force: true });
});

const put = (name: string, Body: Buffer, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key: `${base}/${name}`, Body, ...more }));
const get = async (name: string, Range?: string) => {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key: `${base}/${name}`, Range }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
};
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    error => (error as Error).name,
  );

test('an object comes back as it was stored, with its type, its own words and its digest', async () => {
  const bytes = randomBytes(100_000);
  const { ETag } = await put('一 & +~%.bin', bytes, { ContentType: 'image/png', Metadata: { kind: 'picture' } });
  expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
  const back = await get('一 & +~%.bin');
  expect(back.bytes.equals(bytes)).toBe(true);
  expect(back).toMatchObject({ ContentType: 'image/png', ContentLength: 100_000, Metadata: { kind: 'picture' }, ETag });
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: `${base}/一 & +~%.bin` }));
  expect(head).toMatchObject({ ContentType: 'image/png', ContentLength: 100_000, ETag });
});

test('an empty object is one', async () => {
  await put('empty', Buffer.alloc(0));
  expect((await get('empty')).bytes.length).toBe(0);
});

test('a part of an object is read by its bytes', async () => {
  const bytes = Buffer.from('0123456789');
  await put('digits', bytes);
  for (const [range, part, told] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
  ] as const) {
    const answer = await get('digits', range);
    expect([answer.bytes.toString(), answer.ContentRange]).toEqual([part, told]);
  }
  expect(await refusal(get('digits', 'bytes=10-'))).toBe('InvalidRange');
});

test('the last of several under one key is the one', async () => {
  for (const text of ['first', 'second']) await put('twice', Buffer.from(text));
  expect((await get('twice')).bytes.toString()).toBe('second');
});

test('what was removed is gone, and may be removed again', async () => {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  await put('gone', Buffer.from('x'));
  for (let times = 0; times < 2; times++) await client.send(new DeleteObjectCommand({ Bucket, Key: `${base}/gone` }));
  expect(await refusal(get('gone'))).toBe('NoSuchKey');
});

test('keys are listed in order, page by page, below a prefix', async () => {
  const names = Array.from({ length: 7 }, (_, n) => `list/${n}`);
  await Promise.all(names.toReversed().map(name => put(name, Buffer.from(name))));
  await put('list-beside', Buffer.from('x'));
  const listed: string[] = [];
  let ContinuationToken: string | undefined;
  let pages = 0;
  do {
    const asked = { Bucket, Prefix: `${base}/list/`, MaxKeys: 3, ContinuationToken };
    const page = await client.send(new ListObjectsV2Command(asked));
    listed.push(...(page.Contents ?? []).map(({ Key = '', Size }) => `${Key} ${Size}`));
    ContinuationToken = page.NextContinuationToken;
    pages++;
  } while (ContinuationToken);
  expect([pages, listed]).toEqual([3, names.map(name => `${base}/${name} 6`)]);
});

const five = 5 * 1024 * 1024;
/** An upload with its first parts. */
const begun = async (name: string, ...parts: Buffer[]) => {
  const Key = `${base}/${name}`;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'audio/mpeg' }));
  const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (const [index, Body] of parts.entries()) {
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body }));
    Parts.push({ PartNumber: index + 1, ETag });
  }
  return { Key, UploadId, Parts };
};
const complete = async ({ Key, UploadId, Parts }: Awaited<ReturnType<typeof begun>>) => {
  const { CompleteMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  return client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
};

test('an upload in parts is there when it is completed, and not before', async () => {
  const parts = [randomBytes(five), randomBytes(five), randomBytes(17)];
  const upload = await begun('parts', ...parts);
  expect(await refusal(get('parts'))).toBe('NoSuchKey');
  const { ETag } = await complete(upload);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  const back = await get('parts');
  expect(back.ContentType).toBe('audio/mpeg');
  expect(back.bytes.equals(Buffer.concat(parts))).toBe(true);
});

test('a part that came again counts as it came last; parts that are too small, missing or in disorder do not complete', async () => {
  const upload = await begun('again', Buffer.alloc(five, 1), Buffer.from('end'));
  const again = { Bucket, Key: upload.Key, UploadId: upload.UploadId, PartNumber: 1, Body: Buffer.alloc(five, 2) };
  const { ETag } = await client.send(new UploadPartCommand(again));
  expect(await refusal(complete({ ...upload, Parts: upload.Parts.toReversed() }))).toBe('InvalidPartOrder');
  const Parts = [{ PartNumber: 1, ETag }, ...upload.Parts.slice(1)];
  expect(await refusal(complete({ ...upload, Parts: [...Parts, { PartNumber: 3, ETag }] }))).toBe('InvalidPart');
  await complete({ ...upload, Parts });
  expect((await get('again')).bytes.subarray(0, 2)).toEqual(Buffer.from([2, 2]));
  const small = await begun('small', Buffer.from('too small'), Buffer.from('end'));
  expect(await refusal(complete(small))).toBe('EntityTooSmall');
});

test('what was begun is listed until it is completed or given up', async () => {
  const { AbortMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  const { Key, UploadId } = await begun('given up', Buffer.from('x'));
  const listed = async () =>
    ((await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }))).Uploads ?? []).map(
      one => one.UploadId,
    );
  expect(await listed()).toEqual([UploadId]);
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  expect(await listed()).toEqual([]);
  expect(await refusal(complete({ Key, UploadId, Parts: [{ PartNumber: 1, ETag: 'x' }] }))).toBe('NoSuchUpload');
});

test('who does not know the secret gets in nowhere', async () => {
  const tries: [string, Partial<typeof keys>, string?][] = [
    ['SignatureDoesNotMatch', { secretAccessKey: 'another secret' }],
    ['InvalidAccessKeyId', { accessKeyId: 'another-id' }],
  ];
  for (const [name, other] of tries) {
    const stranger = clientOf(url, { ...keys, ...other });
    expect(await refusal(stranger.send(new ListObjectsV2Command({ Bucket })))).toBe(name);
    stranger.destroy();
  }
  expect((await fetch(`${url}/${Bucket}/${base}/digits`)).status).toBe(403);
});

test('a bucket that is not there is named', async () => {
  const other = `not-there-${randomUUID().slice(0, 8)}`;
  expect(await refusal(client.send(new ListObjectsV2Command({ Bucket: other })))).toBe('NoSuchBucket');
});
