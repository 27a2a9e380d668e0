/** Sort specifications: the order of two decoded documents, as the server sees arrays and missing fields. */
import { refuse } from './errors.ts';
import { compare, type Doc, isDoc } from './values.ts';

const collect = (
  value: unknown,
  parts: readonly string[],
  depth: number,
  met: { array: boolean },
  absent: unknown,
): unknown[] => {
  const part = parts[depth];
  if (Array.isArray(value)) {
    met.array = true;
    if (part === undefined) return value.length === 0 ? [undefined] : value;
    const indexed = /^\d+$/.test(part) && Number(part) < value.length;
    const direct = indexed ? collect(value[Number(part)], parts, depth + 1, met, absent) : [];
    return [...direct, ...value.filter(isDoc).flatMap(element => collect(element, parts, depth, met, absent))];
  }
  if (part === undefined) return [value];
  if (!isDoc(value) || !Object.hasOwn(value, part)) return [absent];
  return collect(value[part], parts, depth + 1, met, absent);
};

/** All values a path finds, arrays spread out, null where there is none; notes whether it met an array. */
export const valuesAt = (doc: Doc, parts: readonly string[], met = { array: false }): unknown[] =>
  collect(doc, parts, 0, met, null);

/** The same without what is not there. */
export const presentValuesAt = (doc: Doc, parts: readonly string[]): unknown[] =>
  collect(doc, parts, 0, { array: false }, undefined).filter(value => value !== undefined);

/** Ascending an array counts by its least element, descending by its greatest; a missing field is null. */
const sortValue = (doc: Doc, path: string, parts: readonly string[], direction: number): unknown => {
  if (parts.length === 1) {
    const value = Object.hasOwn(doc, path) ? doc[path] : null;
    if (!Array.isArray(value)) return value;
  }
  const [first = null, ...others] = valuesAt(doc, parts);
  return others.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best), first);
};

export const directions = (specification: Doc): [string, 1 | -1][] =>
  Object.entries(specification).map(([path, given]) => {
    const direction = Number(given);
    if (isDoc(given)) return refuse('BadValue', `$meta sort is not supported: ${path}`);
    if (direction !== 1 && direction !== -1)
      return refuse('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [path, direction];
  });

export const compareBy = (specification: Doc): ((a: unknown, b: unknown) => number) => {
  const keys = directions(specification).map(([path, direction]) => ({ path, direction, parts: path.split('.') }));
  return (a, b) => {
    for (const { path, direction, parts } of keys) {
      const difference = compare(
        sortValue(a as Doc, path, parts, direction),
        sortValue(b as Doc, path, parts, direction),
      );
      if (difference !== 0) return difference * direction;
    }
    return 0;
  };
};
