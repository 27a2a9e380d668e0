/** HMAC-SHA256 both ways with a shared secret: a request is good once, an answer belongs to its request. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { HisError } from './errors.ts';

const skewSeconds = 300;
const seconds = () => Math.floor(Date.now() / 1000);

/** Hexadecimal HMAC over the parts, each followed by a line feed. */
export const hmac = (secret: string, ...parts: readonly (string | number)[]): string =>
  createHmac('sha256', secret)
    .update(`${parts.join('\n')}\n`)
    .digest('hex');

const equal = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

export interface SignedRequest {
  readonly method: string;
  /** Path with query, as it came. */
  readonly url: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly body: string;
}

/** Throws 401 unless the request is signed, fresh and new. */
export const createVerifier = (secret: string) => {
  const seen = new Map<string, number>();
  return ({ method, url, timestamp, nonce, signature, body }: SignedRequest): void => {
    const unsigned = (why: string) => new HisError(401, 'bad-signature', why);
    if (!/^[\w-]{8,64}$/.test(nonce)) throw unsigned('x-his-nonce must be 8 to 64 letters, digits, - or _');
    if (!(Math.abs(Number(timestamp) - seconds()) <= skewSeconds)) throw unsigned('x-his-timestamp is off');
    if (!equal(signature, hmac(secret, method, url, timestamp, nonce, body)))
      throw unsigned('x-his-signature is wrong');
    for (const [old, at] of seen) if (at < seconds() - 2 * skewSeconds) seen.delete(old);
    if (seen.has(nonce)) throw unsigned('x-his-nonce was used before');
    seen.set(nonce, seconds());
  };
};

/** Headers of an answer; it is bound to the nonce of its request. */
export const answerHeaders = (secret: string, nonce: string, status: number, body: string): Record<string, string> => {
  const timestamp = `${seconds()}`;
  return { 'x-his-timestamp': timestamp, 'x-his-signature': hmac(secret, nonce, status, timestamp, body) };
};
