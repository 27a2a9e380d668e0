/** A file that is made once and then only read: keys and secrets of a stand-in, also when two processes come at once. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads `name` in `dir` as JSON, or makes it; only the owner may read it. */
export const once = async <T>(dir: string, name: string, make: () => T | Promise<T>): Promise<T> => {
  const file = join(dir, name);
  const read = async (): Promise<T> => JSON.parse(await readFile(file, 'utf8'));
  await mkdir(dir, { recursive: true });
  return read().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, JSON.stringify(await make(), null, 2), { mode: 0o600 });
    await link(draft, file).catch((taken: NodeJS.ErrnoException) => {
      if (taken.code !== 'EEXIST') throw taken;
    });
    await rm(draft);
    return read();
  });
};
