/** Uploads in parts: each part is durable by itself, and the object is there when it is completed. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from './errors.ts';
import { type Described, type Folder, lineBytes, type ObjectHead, type Written } from './folder.ts';
import type { Part } from './xml.ts';

export interface Upload extends Described {
  readonly id: string;
  readonly bucket: string;
  /** ISO. */
  readonly initiated: string;
}

/** But the last. */
const leastPartBytes = 5 * 1024 * 1024;
const partOf = (number: number, md5: string): string => `${String(number).padStart(5, '0')}-${md5}.part`;

export const uploads = async (dir: string, objects: Folder) => {
  const root = join(dir, 'uploads');
  await mkdir(root, { recursive: true });

  const find = async (bucket: string, key: string, id: string): Promise<Upload> => {
    const text = /^[0-9a-f-]{36}$/.test(id) && (await readFile(join(root, id, 'upload.json'), 'utf8').catch(() => ''));
    const upload = text ? (JSON.parse(text) as Upload) : null;
    if (!upload || upload.bucket !== bucket || upload.key !== key) throw new S3Error('NoSuchUpload');
    return upload;
  };

  /** The files of parts by number, the last that came of each. */
  const received = async (id: string): Promise<Map<number, string>> =>
    new Map(
      (await readdir(join(root, id)))
        .filter(name => name.endsWith('.part'))
        .map(name => [Number(name.slice(0, 5)), name]),
    );

  return {
    begin: async (bucket: string, described: Described, initiated: string): Promise<Upload> => {
      const upload: Upload = { ...described, id: randomUUID(), bucket, initiated };
      await mkdir(join(root, upload.id));
      await writeFile(join(root, upload.id, 'upload.json'), JSON.stringify(upload), { flush: true });
      return upload;
    },
    part: async (bucket: string, key: string, id: string, number: number, { file, md5 }: Written): Promise<void> => {
      await find(bucket, key, id);
      const before = (await received(id)).get(number);
      await rename(file, join(root, id, partOf(number, md5)));
      if (before && before !== partOf(number, md5)) await rm(join(root, id, before), { force: true });
    },
    complete: async (
      bucket: string,
      key: string,
      id: string,
      parts: readonly Part[],
      now: string,
    ): Promise<ObjectHead> => {
      const upload = await find(bucket, key, id);
      if (parts.some(({ number }, at) => number <= (parts[at - 1]?.number ?? 0))) throw new S3Error('InvalidPartOrder');
      const there = await received(id);
      const files = parts.map(({ number, etag }) => {
        const name = there.get(number);
        if (name !== partOf(number, etag)) throw new S3Error('InvalidPart');
        return join(root, id, name);
      });
      const sizes: number[] = [];
      const whole = async function* () {
        for (const file of files) {
          let size = 0;
          for await (const bytes of createReadStream(file, { start: lineBytes })) {
            size += (bytes as Buffer).length;
            yield bytes as Buffer;
          }
          sizes.push(size);
        }
      };
      const written = await objects.write(whole(), () => {
        if (sizes.slice(0, -1).some(size => size < leastPartBytes)) throw new S3Error('EntityTooSmall');
      });
      const all = createHash('md5').update(Buffer.from(parts.map(({ etag }) => etag).join(''), 'hex'));
      const head = await objects.place(bucket, upload, written, now, `${all.digest('hex')}-${parts.length}`);
      await rm(join(root, id), { recursive: true, force: true });
      return head;
    },
    abort: async (bucket: string, key: string, id: string): Promise<void> => {
      await find(bucket, key, id);
      await rm(join(root, id), { recursive: true, force: true });
    },
    list: async (bucket: string, prefix: string): Promise<Upload[]> => {
      const all = await Promise.all(
        (await readdir(root)).map(id => readFile(join(root, id, 'upload.json'), 'utf8').catch(() => '')),
      );
      return all
        .flatMap(text => (text ? [JSON.parse(text) as Upload] : []))
        .filter(one => one.bucket === bucket && one.key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.initiated < b.initiated ? -1 : 1));
    },
  };
};
export type Uploads = Awaited<ReturnType<typeof uploads>>;
