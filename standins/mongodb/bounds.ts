/** What a filter says about each path that an index could use: points or one range, always re-checked by the filter. */
import { type Doc, isDoc, order, typeOrder } from './values.ts';

/** `low` and `high` are within the path's value or just outside. */
export interface Bound {
  points?: readonly unknown[];
  low?: unknown;
  high?: unknown;
}

const ranged = new Set<number>([order.number, order.string, order.date, order.objectId, order.boolean, order.binary]);
/** Arrays are indexed by element and regular expressions match many strings. */
const isPoint = (value: unknown): boolean => ![order.array, order.regex].some(type => type === typeOrder(value));

/** `^abc` begins with `abc` as far as its letters are plain. */
const prefixOf = (regex: unknown, options: unknown): string | undefined => {
  const source = regex instanceof RegExp ? regex.source : regex;
  const flags = regex instanceof RegExp ? regex.flags : options;
  if (typeof source !== 'string' || source.includes('|') || (flags !== undefined && flags !== '')) return undefined;
  const literal = /^\^([\p{L}\p{N} _:/@-]+)(.?)/u.exec(source);
  if (!literal) return undefined;
  const [, text = '', next = ''] = literal;
  // The last letter may be optional.
  return /[?*{]/.test(next) ? [...text].slice(0, -1).join('') || undefined : text;
};

const limit = (bound: Bound, side: 'low' | 'high', value: unknown): void => {
  if (bound[side] === undefined && ranged.has(typeOrder(value)) && !Number.isNaN(value)) bound[side] = value;
};

const take = (bounds: Map<string, Bound>, path: string, operator: string, operand: unknown, siblings: Doc): void => {
  const bound = bounds.get(path) ?? {};
  const points = operator === '$eq' ? [operand] : operator === '$in' && Array.isArray(operand) ? operand : undefined;
  if (points) {
    if (bound.points === undefined && points.every(isPoint)) bound.points = points;
  } else if (operator === '$gt' || operator === '$gte') limit(bound, 'low', operand);
  else if (operator === '$lt' || operator === '$lte') limit(bound, 'high', operand);
  else if (operator === '$regex') {
    const prefix = prefixOf(operand, siblings.$options);
    if (prefix !== undefined) {
      limit(bound, 'low', prefix);
      limit(bound, 'high', `${prefix}\u{10ffff}`);
    }
  } else if (operator === '$elemMatch' && isDoc(operand) && !Object.keys(operand)[0]?.startsWith('$'))
    collect(operand, bounds, `${path}.`);
  if (Object.keys(bound).length > 0) bounds.set(path, bound);
};

const collect = (filter: Doc, bounds: Map<string, Bound>, prefix = ''): void => {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(operand)) for (const each of operand) collect(each as Doc, bounds, prefix);
    if (name.startsWith('$')) continue;
    const path = prefix + name;
    if (typeOrder(operand) === order.regex) take(bounds, path, '$regex', operand, {});
    else if (isDoc(operand) && Object.keys(operand)[0]?.startsWith('$') && !('$ref' in operand))
      for (const [operator, value] of Object.entries(operand)) take(bounds, path, operator, value, operand);
    else take(bounds, path, '$eq', operand, {});
  }
};

export const boundsOf = (filter: Doc): Map<string, Bound> => {
  const bounds = new Map<string, Bound>();
  collect(filter, bounds);
  return bounds;
};
