/** Files in an S3 server: whole ones become visible at once, both ways are streamed, and an unfinished upload is nobody's. */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Settings } from './config.ts';
import type { settingsOf } from './settings.ts';

/** There is no such object: it was never stored whole, or was removed. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';
}

export interface Blob {
  readonly key: string;
  readonly size: number;
  readonly modified: Date;
}

export interface Blobs {
  /** Makes the bucket where there is none yet. Throws what an S3 server answers. */
  prepare(): Promise<void>;
  /** Stores an object whole or not at all; the last of several under one key wins. */
  put(key: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Throws BlobMissing before the first byte. */
  get(key: string): Promise<Readable>;
  /** Also where there is none. */
  remove(key: string): Promise<void>;
  /** In the order of their keys. */
  list(prefix: string): AsyncIterable<Blob>;
  /** Takes out what was uploaded of objects that were not finished by then. Answers how many. */
  abandon(before: Date): Promise<number>;
  /** Throws when the bucket cannot be reached with these keys. */
  healthy(): Promise<unknown>;
  close(): void;
}

export interface BlobOptions {
  readonly url: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  readonly pathStyle: boolean;
  /** File with the certificates of a private authority, PEM. */
  readonly caFile?: string | undefined;
}

/** Bytes of a part, the least that S3 takes, and parts on their way at once: what one upload holds in memory. */
const upload = { partSize: 5 * 1024 * 1024, queueSize: 2 };
const connectionTimeout = 2_000;
/** Milliseconds of silence. */
const requestTimeout = 20_000;

// It would say at every start which Node its later versions ask for: package.json holds the one that runs here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const missing = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;

export const blobs = ({ bucket: Bucket, caFile, ...options }: BlobOptions): Blobs => {
  const client = new S3Client({
    endpoint: options.url,
    region: options.region,
    forcePathStyle: options.pathStyle,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    maxAttempts: 3,
    // Checksums of Amazon's own that other servers do not all know: what is stored is authenticated anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      ...(caFile && { httpsAgent: new Agent({ keepAlive: true, ca: readFileSync(caFile) }) }),
    },
  });
  return {
    prepare: async () => {
      try {
        await client.send(new HeadBucketCommand({ Bucket }));
      } catch (error) {
        if (!missing(error)) throw error;
        await client.send(new CreateBucketCommand({ Bucket })).catch(made => {
          // Another process was first.
          if ((made as Error).name !== 'BucketAlreadyOwnedByYou') throw made;
        });
      }
    },
    put: async (Key, source) => {
      await new Upload({
        client,
        ...upload,
        params: { Bucket, Key, Body: Readable.from(source, { objectMode: false }) },
      }).done();
    },
    get: async Key => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (!(Body instanceof Readable)) throw new TypeError('an object comes as a stream');
        return Body;
      } catch (error) {
        throw missing(error) ? new BlobMissing(`there is no object ${Key}`) : error;
      }
    },
    remove: async Key => {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    list: async function* (Prefix) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
        for (const { Key: key, Size: size = 0, LastModified: modified = new Date(0) } of Contents)
          if (key !== undefined) yield { key, size, modified };
    },
    abandon: async before => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
      const old = Uploads.filter(({ Initiated }) => Initiated && Initiated < before);
      for (const { Key, UploadId } of old)
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(error => {
          if (!missing(error)) throw error;
        });
      return old.length;
    },
    healthy: () => client.send(new HeadBucketCommand({ Bucket })),
    close: () => client.destroy(),
  };
};

/** The bucket that the settings name. */
export const bucketOf = (from: Settings<typeof settingsOf.blobs>): Blobs =>
  blobs({
    url: from.S3_URL,
    bucket: from.S3_BUCKET,
    region: from.S3_REGION,
    accessKeyId: from.S3_ACCESS_KEY_ID,
    secretAccessKey: from.S3_SECRET_ACCESS_KEY,
    pathStyle: from.S3_PATH_STYLE === 'true',
    caFile: from.S3_CA_FILE,
  });
