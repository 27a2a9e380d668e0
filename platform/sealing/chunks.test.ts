import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chunkBytes, openChunks, sealChunks } from './chunks.ts';
import { SealBroken } from './cipher.ts';

const key = randomBytes(32);
const collect = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const bytes of source) all.push(bytes);
  return Buffer.concat(all);
};
/** As they might come from a socket. */
async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const sealed = (bytes: Buffer, context = 'file-1') => collect(sealChunks(key, context, cut(bytes, 50_000)));
const open = (bytes: Buffer, context = 'file-1', with_ = key) =>
  collect(openChunks(with_, context, cut(bytes, 70_001)));

const head = 35;
const box = chunkBytes + 16;
/** Three chunks, the last of a hundred bytes. */
const file = randomBytes(2 * chunkBytes + 100);

test.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 5])(
  '[T2] a file of %i bytes opens again, however it is cut on the way',
  async length => {
    const bytes = randomBytes(length);
    const form = await sealed(bytes);
    expect(form.length).toBe(head + length + 16 * Math.max(1, Math.ceil(length / chunkBytes)));
    for (const size of [1_000, box, 1_000_000])
      expect((await collect(openChunks(key, 'file-1', cut(form, size)))).equals(bytes)).toBe(true);
  },
);

test('[T2] the same file is never sealed the same, opens as no other file and under no other key', async () => {
  const form = await sealed(file);
  expect((await sealed(file)).equals(form)).toBe(false);
  expect(form.includes(file.subarray(0, 32))).toBe(false);
  await expect(open(form, 'file-2')).rejects.toThrow(SealBroken);
  await expect(open(form, 'file-1', randomBytes(32))).rejects.toThrow(SealBroken);
});

test('[T2] cut off anywhere it is noticed, at the end of a chunk too', async () => {
  const form = await sealed(file);
  const at = [0, 3, head - 1, head, head + box, head + 2 * box, form.length - 1, form.length - 100];
  for (const length of at) await expect(open(form.subarray(0, length))).rejects.toThrow(SealBroken);
  await fc.assert(
    fc.asyncProperty(fc.nat(form.length - 1), length =>
      expect(open(form.subarray(0, length))).rejects.toThrow(SealBroken),
    ),
    { numRuns: 20 },
  );
});

test('[T2] chunks that were exchanged, repeated, left out or added are noticed', async () => {
  const form = await sealed(file);
  const [start, first, second, third] = [
    form.subarray(0, head),
    ...[0, 1, 2].map(n => form.subarray(head + n * box, head + (n + 1) * box)),
  ];
  if (!start || !first || !second || !third) throw new Error('three chunks');
  for (const parts of [
    [start, second, first, third],
    [start, first, first, second, third],
    [start, first, third],
    [start, second, third],
    [start, first, second, third, third],
    [start, first, second],
    [start, first, second, third, Buffer.alloc(16)],
    [start],
  ])
    await expect(open(Buffer.concat(parts))).rejects.toThrow(SealBroken);
});

test('[T2] every changed byte is noticed', async () => {
  const form = await sealed(randomBytes(100));
  await fc.assert(
    fc.asyncProperty(fc.nat(form.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(form);
      changed[at] = (changed[at] ?? 0) ^ by;
      await expect(open(changed)).rejects.toThrow(SealBroken);
    }),
  );
});

test('a large file is never held: as much is read as has been taken', async () => {
  let read = 0;
  const source = async function* () {
    for (; read < 64 * 1024 * 1024; read += 64 * 1024) yield Buffer.alloc(64 * 1024);
  };
  let taken = 0;
  for await (const bytes of openChunks(key, 'x', sealChunks(key, 'x', source()))) {
    taken += bytes.length;
    expect(read - taken).toBeLessThan(8 * chunkBytes);
  }
  expect(taken).toBe(64 * 1024 * 1024);
});

test('who stops reading in the middle lets the source go', async () => {
  let ended = false;
  const source = async function* () {
    try {
      for (;;) yield Buffer.alloc(chunkBytes);
    } finally {
      ended = true;
    }
  };
  for await (const _ of openChunks(key, 'x', sealChunks(key, 'x', source()))) break;
  expect(ended).toBe(true);
});
