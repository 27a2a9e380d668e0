/** AES-256-GCM on values and keys: what is sealed names its owner and cannot be moved to another one. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Sealed } from '@yunzhen/contracts/sealed';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const prefix = 'sealed.1.';
/** base64url characters of nonce and tag around no text at all. */
const leastLength = 38;

/** A sealed value that does not open: it was changed, moved to another subject, or sealed under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Random bytes are asked for many at a time: each question costs more than the sealing. */
let nonces = Buffer.alloc(0);
const nextNonce = (): Buffer => {
  if (nonces.length === 0) nonces = randomBytes(nonceBytes * 256);
  const nonce = nonces.subarray(0, nonceBytes);
  nonces = nonces.subarray(nonceBytes);
  return nonce;
};

/** nonce, ciphertext, tag. `context` is authenticated and not stored. */
export const encrypt = (key: Buffer, plain: Buffer, context: string): Buffer => {
  const nonce = nextNonce();
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws SealBroken. */
export const decrypt = (key: Buffer, box: Buffer, context: string): Buffer => {
  try {
    const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(context)).setAuthTag(box.subarray(-tagBytes));
    return Buffer.concat([decipher.update(box.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken('a sealed value does not open with its key', { cause });
  }
};

/** @param value any JSON value */
export const sealWith = <T>(key: Buffer, subjectId: string, value: T): Sealed<T> => {
  const box = encrypt(key, Buffer.from(JSON.stringify(value)), prefix + subjectId);
  return `${prefix}${subjectId}.${box.toString('base64url')}` as unknown as Sealed<T>;
};

export interface SealedBox {
  readonly subjectId: string;
  readonly box: Buffer;
}

/** Null when it is not a sealed value. One pattern over all of it would run out of stack on a long one. */
export const parseSealed = (text: unknown): SealedBox | null => {
  if (typeof text !== 'string' || !text.startsWith(prefix)) return null;
  const end = text.indexOf('.', prefix.length);
  const [subjectId, box] = [text.slice(prefix.length, end), text.slice(end + 1)];
  if (end < 0 || !isSubjectId(subjectId) || box.length < leastLength || /[^A-Za-z0-9_-]/.test(box)) return null;
  return { subjectId, box: Buffer.from(box, 'base64url') };
};

/** The value that was sealed. Throws SealBroken. */
export const openWith = (key: Buffer, { subjectId, box }: SealedBox): unknown => {
  const text = decrypt(key, box, prefix + subjectId).toString();
  try {
    return JSON.parse(text);
  } catch {
    // Not as the cause: it would carry what stands there.
    throw new SealBroken('a sealed value holds no JSON');
  }
};

/** True for text in the sealed form, whoever wrote it: input from outside must be refused when this is true. */
export const isSealed = (value: unknown): value is Sealed<unknown> => parseSealed(value) !== null;

/** Whether the text can name an owner. */
export const isSubjectId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** Tells master keys apart without giving anything of them away. */
export const fingerprint = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** A keyed look-up value: equal for the same kind and the same text, whatever its width, case and surrounding blanks. */
export const blindIndexWith = (key: Buffer, kind: string, value: string): string =>
  createHmac('sha256', key)
    .update(`${kind}\0${value.normalize('NFKC').trim().toUpperCase()}`)
    .digest('base64url');
