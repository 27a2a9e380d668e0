/** Finds and replaces sealed values anywhere in a JSON value. */
import type { Sealed } from '@yunzhen/contracts/sealed';
import { isSealed } from './cipher.ts';

/** Adds every sealed value in the value to `found`. */
export const findSealed = (value: unknown, found: Set<Sealed<unknown>>): void => {
  if (isSealed(value)) found.add(value);
  else if (Array.isArray(value)) for (const item of value) findSealed(item, found);
  else if (isPlain(value)) for (const key in value) findSealed(value[key], found);
};

/** A copy with everything sealed that `opened` knows replaced; parts without any stay the same objects. */
export const replaceSealed = (value: unknown, opened: ReadonlyMap<unknown, unknown>): unknown => {
  if (typeof value === 'string') return opened.has(value) ? opened.get(value) : value;
  if (Array.isArray(value)) {
    const copy = value.map(item => replaceSealed(item, opened));
    return copy.some((item, index) => item !== value[index]) ? copy : value;
  }
  if (!isPlain(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const replaced = replaceSealed(item, opened);
    if (replaced !== item) {
      copy ??= { ...value };
      copy[key] = replaced;
    }
  }
  return copy ?? value;
};

/** Dates, Buffers and other objects of classes are left alone. */
const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
