import { createHash } from 'node:crypto';

/** JSON of one form only: keys sorted, no white space, absent fields left out. What a document's hash is taken over. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** SHA-256 over the canonical JSON, in hex. */
export const contentHash = (document: object): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');
