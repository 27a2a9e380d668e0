/** AES-256-GCM on strings and keys: what is sealed names its owner and cannot be moved to another one. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

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

export const sealWith = (key: Buffer, subjectId: string, plaintext: string): string =>
  `${prefix}${subjectId}.${encrypt(key, Buffer.from(plaintext), prefix + subjectId).toString('base64url')}`;

export interface Sealed {
  readonly subjectId: string;
  readonly box: Buffer;
}

/** Null when the text is not a sealed value. One pattern over all of it would run out of stack on a picture. */
export const parseSealed = (text: string): Sealed | null => {
  if (!text.startsWith(prefix)) return null;
  const end = text.indexOf('.', prefix.length);
  const [subjectId, box] = [text.slice(prefix.length, end), text.slice(end + 1)];
  if (end < 0 || !isSubjectId(subjectId) || box.length < leastLength || /[^A-Za-z0-9_-]/.test(box)) return null;
  return { subjectId, box: Buffer.from(box, 'base64url') };
};

/** Throws SealBroken. */
export const openWith = (key: Buffer, { subjectId, box }: Sealed): string =>
  decrypt(key, box, prefix + subjectId).toString();

/** True for text in the sealed form, whoever wrote it: input from outside must be refused when this is true. */
export const isSealed = (value: unknown): value is string => typeof value === 'string' && parseSealed(value) !== null;

/** Whether the text can name an owner. */
export const isSubjectId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** Tells master keys apart without giving anything of them away. */
export const fingerprint = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** A keyed look-up value: equal for the same kind and the same text, whatever its width, case and surrounding blanks. */
export const blindIndexWith = (key: Buffer, kind: string, value: string): string =>
  createHmac('sha256', key)
    .update(`${kind}\0${value.normalize('NFKC').trim().toUpperCase()}`)
    .digest('base64url');
