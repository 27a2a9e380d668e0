/** mingo computes with JavaScript numbers only, so int64 becomes one before it is handed over. */
import type { Doc } from './values.ts';

const plainValue = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  return Object.getPrototypeOf(value) === Object.prototype ? plain(value as Doc) : value;
};

/** A copy of the document without int64; dates, ids and binaries are shared. */
export const plain = (doc: Doc): Doc => {
  const copy: Doc = {};
  for (const name of Object.keys(doc)) copy[name] = plainValue(doc[name]);
  return copy;
};
