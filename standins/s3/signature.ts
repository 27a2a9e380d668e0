/** Checks AWS Signature Version 4 in the Authorization header: who asks knows the secret, and nothing was changed on the way. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const skewMs = 15 * 60_000;
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Everything but unreserved characters in percent form, as both sides must write it. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidArgument', 'the address cannot be read');
  }
};

const canonicalQuery = (query: string): string =>
  query
    .split('&')
    .filter(Boolean)
    .map(pair => {
      const [name = '', ...value] = pair.split('=');
      return [encoded(decoded(name)), encoded(decoded(value.join('=')))] as const;
    })
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .map(pair => pair.join('='))
    .join('&');

/** `20260302T010000Z` */
const timeOf = (stamp: string): number => {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const [year = 0, month = 0, ...rest] = parts.map(Number);
  return parts.length === 0 ? Number.NaN : Date.UTC(year, month - 1, ...rest);
};

/**
 * What `x-amz-content-sha256` says of the body: its SHA-256 in hex, or null where it is not signed. Throws S3Error.
 * @param now epoch milliseconds
 */
export const checkSignature = (request: IncomingMessage, known: Credentials, now: number): string | null => {
  const { headers, method = '', url = '/' } = request;
  const text = String(headers.authorization ?? '');
  const [, id, day, region, signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/s3\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      text,
    ) ?? [];
  if (!id) throw new S3Error('AccessDenied', 'a request is signed by AWS4-HMAC-SHA256 in its Authorization header');
  if (id !== known.accessKeyId) throw new S3Error('InvalidAccessKeyId');
  const stamp = String(headers['x-amz-date'] ?? '');
  if (!(Math.abs(timeOf(stamp) - now) <= skewMs)) throw new S3Error('RequestTimeTooSkewed');
  const names = signed.split(';');
  const must = ['host', ...Object.keys(headers).filter(name => name.startsWith('x-amz-'))];
  if (!must.every(name => names.includes(name)) || region !== known.region || !stamp.startsWith(day ?? '-'))
    throw new S3Error('SignatureDoesNotMatch');
  const payload = String(headers['x-amz-content-sha256'] ?? '');
  const [path = '/', query = ''] = url.split('?', 2);
  const canonical = [
    method,
    path
      .split('/')
      .map(segment => encoded(decoded(segment)))
      .join('/'),
    canonicalQuery(query),
    ...names.map(
      name =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}`,
    ),
    '',
    signed,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const secret = ['s3', 'aws4_request'].reduce(
    (key, part) => hmac(key, part),
    hmac(hmac(`AWS4${known.secretAccessKey}`, day ?? ''), known.region),
  );
  const expected = hmac(secret, [algorithm, stamp, scope, sha256(canonical)].join('\n'));
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new S3Error('SignatureDoesNotMatch');
  if (payload === 'UNSIGNED-PAYLOAD') return null;
  if (payload.startsWith('STREAMING-')) throw new S3Error('NotImplemented', 'bodies in signed chunks are not taken');
  if (!/^[0-9a-f]{64}$/.test(payload)) throw new S3Error('InvalidArgument', 'x-amz-content-sha256 is missing');
  return payload;
};
