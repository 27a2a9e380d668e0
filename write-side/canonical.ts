import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON of one form only, after RFC 8785 (JCS): what a document's hash is taken over. Throws TypeError for what is no JSON. */
export const canonicalJson = (value: unknown): string => {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('not representable as JSON');
  return json;
};

/** SHA-256 over the canonical JSON, in hex. */
export const contentHash = (document: object): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');
