/** For tests: a bucket of their own, on the stand-in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { start } from '../../standins/s3/server.ts';
import { blobs } from '../blobs.ts';

export const collected = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
};

export const testBlobs = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'blobs-'));
  const keys = { accessKeyId: 'an-id', secretAccessKey: 'a secret of it' };
  const standin = await start({ port: 0, dir, ...keys });
  const options = { url: standin.url, bucket: 'test', region: 'us-east-1', pathStyle: true, ...keys };
  const store = blobs(options);
  await store.prepare();
  return {
    blobs: store,
    options,
    /** The folder of the stand-in. */
    dir,
    /** An upload in parts that nobody goes on with. */
    begin: async (Key: string): Promise<void> => {
      const { url: endpoint, bucket: Bucket, region } = options;
      const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: keys });
      await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      client.destroy();
    },
    close: async (): Promise<void> => {
      store.close();
      await standin.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
