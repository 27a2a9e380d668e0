/** What stands before mingo: it computes with JavaScript numbers only, and says no with plain errors. */
import { CommandError, refuse } from './errors.ts';
import type { Doc } from './values.ts';

const plainValue = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  return Object.getPrototypeOf(value) === Object.prototype ? plain(value as Doc) : value;
};

/** A copy of the document with numbers for int64; dates, ids and binaries are shared. */
export const plain = (doc: Doc): Doc => {
  const copy: Doc = {};
  for (const name of Object.keys(doc)) copy[name] = plainValue(doc[name]);
  return copy;
};

/** Runs mingo and turns what it throws into a BadValue. */
export const computed = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return refuse('BadValue', (error as Error).message);
  }
};
