/**
 * Files are sealed in chunks, so that neither side holds a whole one: the STREAM construction over AES-256-GCM. Each file has a key of its
 * own, derived from its subject's; a nonce is the number of the chunk and whether it is the last, so that a chunk that is changed, left
 * out, repeated, moved or cut off is noticed. Form: `YZ1`, 32 bytes of salt, then chunks of 64 KiB with 16 bytes of tag each.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken } from './cipher.ts';

const algorithm = 'aes-256-gcm';
const magic = Buffer.from('YZ1');
const saltBytes = 32;
const headBytes = magic.length + saltBytes;
const tagBytes = 16;
/** Bytes of plaintext in a chunk; the last may have fewer, and has none only in an empty file. */
export const chunkBytes = 64 * 1024;

/** @param context what the file is, such as its id: it opens as no other */
const fileKey = (subjectKey: Buffer, salt: Buffer, context: string): Buffer =>
  Buffer.from(hkdfSync('sha256', subjectKey, salt, `yunzhen file ${context}`, 32));

/** Eleven bytes of counter, then 1 for the last. */
const nonceOf = (index: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** Pieces of exactly `size` bytes, and a last one of 1 to `size`; a single empty one for nothing at all. */
async function* pieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    held.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    length += bytes.byteLength;
    // One that is full is kept until there is more: it may be the last.
    while (length > size) {
      const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
      yield { piece: all.subarray(0, size), last: false };
      held = [all.subarray(size)];
      length -= size;
    }
  }
  yield { piece: Buffer.concat(held), last: true };
}

/** The sealed form of a file, made while it is read. */
export async function* sealChunks(
  subjectKey: Buffer,
  context: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const key = fileKey(subjectKey, salt, context);
  yield Buffer.concat([magic, salt]);
  let index = 0;
  for await (const { piece, last } of pieces(source, chunkBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(index++, last));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

const broken = (cause?: unknown): SealBroken =>
  new SealBroken('a sealed file does not open: it was changed or cut off', { cause });

/** Throws SealBroken at the first chunk that is not as it was sealed; what came before it is genuine, and not the whole file. */
export async function* openChunks(
  subjectKey: Buffer,
  context: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < headBytes) {
      const { value, done } = await input.next();
      if (done) throw broken();
      head = Buffer.concat([head, value]);
    }
    if (!head.subarray(0, magic.length).equals(magic)) throw broken();
    const key = fileKey(subjectKey, head.subarray(magic.length, headBytes), context);
    const rest = async function* () {
      if (head.length > headBytes) yield head.subarray(headBytes);
      for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
    };
    let index = 0;
    for await (const { piece, last } of pieces(rest(), chunkBytes + tagBytes)) {
      if (piece.length < tagBytes || (piece.length === tagBytes && index > 0)) throw broken();
      yield opened(key, nonceOf(index++, last), piece);
    }
  } finally {
    await input.return?.();
  }
}

const opened = (key: Buffer, nonce: Buffer, piece: Buffer): Buffer => {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(piece.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(piece.subarray(0, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw broken(cause);
  }
};
