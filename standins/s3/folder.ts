/**
 * Objects as files: what an object is stands in one line before its bytes, so that one rename makes both visible. Nothing is visible
 * before the disk has it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { S3Error } from './errors.ts';

export interface ObjectHead {
  readonly key: string;
  /** Hex, with the number of parts behind it where it came in several. */
  readonly etag: string;
  readonly size: number;
  /** ISO. */
  readonly modified: string;
  readonly contentType: string;
  /** `x-amz-meta-*` without that. */
  readonly meta: Readonly<Record<string, string>>;
}
export type Described = Pick<ObjectHead, 'key' | 'contentType' | 'meta'>;
/** A whole object or part, made durable under a name that nobody looks for yet. */
export interface Written {
  readonly file: string;
  readonly size: number;
  /** MD5 in hex. */
  readonly md5: string;
}

/** Bytes that are kept for the line. */
export const lineBytes = 4_096;
const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
/** File systems take 255 bytes for a name. */
const nameOf = (key: string): string => {
  const name = encodeURIComponent(key).replace(/[.*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  if (name.length > 250) throw new S3Error('KeyTooLongError');
  return name;
};
const keyOf = (name: string): string => decodeURIComponent(name);

const synced = async (dir: string): Promise<void> => {
  const handle = await open(dir, 'r');
  await handle.sync().finally(() => handle.close());
};

const headOf = async (handle: FileHandle): Promise<ObjectHead> => {
  const { buffer } = await handle.read(Buffer.alloc(lineBytes), 0, lineBytes, 0);
  return JSON.parse(buffer.toString('utf8').trimEnd()) as ObjectHead;
};

export const folder = async (dir: string) => {
  const buckets = join(dir, 'buckets');
  const temporary = join(dir, 'tmp');
  // What was under way when the process before ended is nobody's.
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  await mkdir(buckets, { recursive: true });

  const within = (bucket: string, key: string) => join(buckets, bucket, nameOf(key));
  const opened = async (bucket: string, key: string): Promise<FileHandle> =>
    open(within(bucket, key), 'r').catch(error => {
      throw missing(error) ? new S3Error('NoSuchKey') : error;
    });

  /** Writes bytes, with room for the line before them; the line comes with `place`. */
  const write = async (
    source: AsyncIterable<Uint8Array>,
    check: (md5: string, sha256: string) => void,
  ): Promise<Written> => {
    const file = join(temporary, randomUUID());
    const handle = await open(file, 'wx');
    const [md5, sha256] = [createHash('md5'), createHash('sha256')];
    let size = 0;
    try {
      for await (const bytes of source) {
        await handle.write(bytes, 0, bytes.byteLength, lineBytes + size);
        size += bytes.byteLength;
        md5.update(bytes);
        sha256.update(bytes);
      }
      const digest = md5.digest('hex');
      check(digest, sha256.digest('hex'));
      await handle.sync();
      return { file, size, md5: digest };
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  };

  /** Makes what was written the object of a key, at once and for good. */
  const place = async (
    bucket: string,
    { key, contentType, meta }: Described,
    { file, size, md5 }: Written,
    modified: string,
    etag = md5,
  ): Promise<ObjectHead> => {
    const head: ObjectHead = { key, etag, size, modified, contentType, meta };
    const line = Buffer.alloc(lineBytes, ' ');
    if (line.write(JSON.stringify(head)) === lineBytes)
      throw new S3Error('InvalidArgument', 'the metadata is too long');
    const handle = await open(file, 'r+');
    await handle
      .write(line, 0, lineBytes, 0)
      .then(() => handle.sync())
      .finally(() => handle.close());
    await rename(file, within(bucket, key));
    await synced(join(buckets, bucket));
    return head;
  };

  return {
    write,
    place,
    createBucket: async (bucket: string): Promise<void> => {
      await mkdir(join(buckets, bucket)).catch(error => {
        throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new S3Error('BucketAlreadyOwnedByYou') : error;
      });
      await synced(buckets);
    },
    hasBucket: async (bucket: string): Promise<boolean> =>
      readdir(join(buckets, bucket)).then(
        () => true,
        error => {
          if (missing(error)) return false;
          throw error;
        },
      ),
    head: async (bucket: string, key: string): Promise<ObjectHead> => {
      const handle = await opened(bucket, key);
      return headOf(handle).finally(() => handle.close());
    },
    /** @param range first and last byte, both included; see `head` for what there is */
    read: async (bucket: string, key: string, range?: readonly [first: number, last: number]): Promise<Readable> => {
      const handle = await opened(bucket, key);
      const [first, last] = range ?? [0, undefined];
      // The handle is given on: what is replaced meanwhile is still read to its end.
      return createReadStream('', {
        fd: handle,
        start: lineBytes + first,
        ...(last !== undefined && { end: lineBytes + last }),
      });
    },
    remove: async (bucket: string, key: string): Promise<void> => {
      await rm(within(bucket, key), { force: true });
    },
    /** Keys in order, without what stands before `after`. */
    keys: async (bucket: string, prefix: string, after: string): Promise<string[]> =>
      (await readdir(join(buckets, bucket)))
        .map(keyOf)
        .filter(key => key.startsWith(prefix) && key > after)
        .sort((a, b) => (a < b ? -1 : 1)),
  };
};
export type Folder = Awaited<ReturnType<typeof folder>>;
