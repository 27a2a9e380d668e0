/** What the filter operators ask of a single value. */
import { refuse } from './errors.ts';
import { idKey } from './keys.ts';
import { compare, equal, isDoc, order, regexParts, typeOrder, typeTest } from './values.ts';

export type Test = (value: unknown) => boolean;

export const isRegex = (value: unknown): boolean => typeOrder(value) === order.regex;
const isNothing = (value: unknown): boolean => value === null || value === undefined;
/** `$eq`: null is also what is missing. */
export const same = (expected: unknown): Test => (isNothing(expected) ? isNothing : value => equal(value, expected));

/** What a field is said to be in a filter or a `$in`: a regular expression also matches text. */
export const equals = (expected: unknown): Test => {
  if (!isRegex(expected)) return same(expected);
  const test = pattern(expected);
  return value => test(value) || equal(value, expected);
};

export const pattern = (regex: unknown, options?: unknown): Test => {
  const [source, flags] = typeof regex === 'string' ? [regex, ''] : regexParts(regex);
  // bson reads the option s (dot matches all) as JavaScript's g.
  const wanted = typeof options === 'string' ? options : flags.replace('g', 's');
  let compiled: RegExp;
  try {
    // x (free spacing) has no JavaScript counterpart; s, i and m are the same letters.
    compiled = new RegExp(source, wanted.replace(/[^ims]/g, '') + 'u'.repeat(Number(/\\p\{/.test(source))));
  } catch (error) {
    return refuse('BadValue', `Regular expression is invalid: ${(error as Error).message}`);
  }
  return value => typeof value === 'string' && compiled.test(value);
};

export const ordered = (expected: unknown, holds: (difference: number) => boolean): Test => {
  const type = typeOrder(expected);
  if (type === order.null) return value => isNothing(value) && holds(0);
  const anyType = type === order.minKey || type === order.maxKey;
  if (type === order.number && Number.isNaN(expected)) return value => holds(0) && Number.isNaN(value);
  return value => (anyType || (typeOrder(value) === type && !Number.isNaN(value))) && holds(compare(value, expected));
};

export const list = (operator: string, operand: unknown): unknown[] =>
  Array.isArray(operand) ? operand : refuse('BadValue', `${operator} needs an array`);

const keyText = (value: unknown): string => idKey(0, value).toString('latin1');
const few = 8;

/** A long list of scalars is a set look-up. */
export const among = (operand: unknown): Test => {
  const values = list('$in', operand);
  if (values.some(value => isDoc(value) && Object.keys(value)[0]?.startsWith('$')))
    refuse('BadValue', 'cannot nest $ under $in');
  const strings = new Set(values.filter(value => typeof value === 'string'));
  const others = values.filter(value => typeof value !== 'string');
  const keyed = others.length > few ? others.filter(value => !isNothing(value) && !isRegex(value)) : [];
  const keys = new Set(keyed.map(keyText));
  const tests = others.filter(value => !keyed.includes(value)).map(equals);
  return value => {
    if (typeof value === 'string' && strings.has(value)) return true;
    return (keys.size > 0 && keys.has(keyText(value))) || tests.some(test => test(value));
  };
};

export const modulo = (operand: unknown): Test => {
  const [divisor, remainder] = list('$mod', operand).map(Number);
  if (!divisor || remainder === undefined) return refuse('BadValue', 'malformed mod, divisor and remainder needed');
  return value =>
    typeOrder(value) === order.number && Math.trunc(Number(value)) % Math.trunc(divisor) === Math.trunc(remainder);
};

/** The mask as a number or as the places of its bits. */
export const bits = (name: string, operand: unknown): Test => {
  const places = Array.isArray(operand) ? operand.map(place => 1n << BigInt(place)) : [operand];
  if (places.some(each => typeof each !== 'bigint' && !Number.isInteger(each)))
    return refuse('BadValue', `${name} takes an integer or an array of bit positions`);
  const mask = places.reduce<bigint>((sum, each) => sum | BigInt(each as number), 0n);
  const holds: Record<string, (bits: bigint) => boolean> = {
    $bitsAllSet: set => set === mask,
    $bitsAnySet: set => set !== 0n,
    $bitsAllClear: set => set === 0n,
    $bitsAnyClear: set => set !== mask,
  };
  const test = holds[name] as (bits: bigint) => boolean;
  return value =>
    (typeof value === 'bigint' || Number.isInteger(value)) && test(BigInt.asIntN(64, BigInt(value as number)) & mask);
};

export const types = (operand: unknown): Test => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(
    alias => typeTest(alias) ?? refuse('BadValue', `Unknown type name alias: ${String(alias)}`),
  );
  return value => tests.some(test => test(value));
};
