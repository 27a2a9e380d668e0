/** Chooses how a filter and a sort reach their documents: by _id, over ranges of one index, or over the whole collection. */
import { type Bound, boundsOf } from './bounds.ts';
import { type Index, idIndex } from './indexes.ts';
import { entryKey } from './keys.ts';
import type { Range } from './scan.ts';
import { directions } from './sort.ts';
import type { Collection } from './store.ts';
import { compare, type Doc, equal, typeOrder } from './values.ts';

export interface Plan {
  /** Undefined scans the documents. */
  readonly index: Index | undefined;
  readonly ranges: readonly Range[];
  readonly reverse: boolean;
  /** The documents come in the wanted order. */
  readonly sorted: boolean;
}

const maxPoints = 100_000;
/** Sorts after whatever may follow a value: more values, a record's number, an overlong _id's hash. */
const above = Buffer.alloc(40, 0xff);
const wholeIndex = (id: number): Range => ({ start: entryKey(id, [], []), end: entryKey(id + 1, [], []) });

/** The _id table looked at as an index. */
const primary = (collection: Collection): Index => ({
  id: collection.id,
  spec: idIndex,
  name: '_id_',
  paths: ['_id'],
  roots: ['_id'],
  directions: [1],
  unique: true,
  covers: undefined,
  expireAfterSeconds: undefined,
  multikey: false,
  ready: true,
});
export const isPrimary = (index: Index): boolean => index.name === '_id_';

/** A partial index serves a filter that repeats its expression; a sparse one any filter that bounds it by non-null values. */
const serves = (index: Index, filter: Doc, bound: Bound | undefined): boolean => {
  if (!index.covers) return true;
  const partial = index.spec.partialFilterExpression as Doc | undefined;
  if (partial)
    return Object.entries(partial).every(([name, operand]) => name in filter && equal(filter[name], operand));
  return bound !== undefined && !bound.points?.some(value => value === null || value === undefined);
};

interface Use {
  readonly index: Index;
  /** Values of the leading paths, one list per path. */
  readonly points: readonly (readonly unknown[])[];
  readonly range: Bound | undefined;
  readonly sorted: boolean;
  readonly reverse: boolean;
}

const use = (
  index: Index,
  filter: Doc,
  bounds: ReadonlyMap<string, Bound>,
  sort: readonly [string, 1 | -1][],
): Use | undefined => {
  if (!serves(index, filter, bounds.get(index.paths[0] as string))) return undefined;
  const points: (readonly unknown[])[] = [];
  let range: Bound | undefined;
  let product = 1;
  for (const [i, path] of index.paths.entries()) {
    const bound = bounds.get(path);
    // Two paths of one array may be met by different elements.
    const shared = index.multikey && index.paths.slice(0, i).some(other => other.split('.')[0] === path.split('.')[0]);
    if (!bound || shared) break;
    product *= bound.points?.length ?? 1;
    if (bound.points && product <= maxPoints) points.push(bound.points);
    else {
      if (!bound.points) range = bound;
      break;
    }
  }
  const { sorted, reverse } = sortBy(index, points, sort);
  return points.length === 0 && !range && !sorted ? undefined : { index, points, range, sorted, reverse };
};

const sortBy = (index: Index, points: readonly (readonly unknown[])[], sort: readonly [string, 1 | -1][]) => {
  const no = { sorted: false, reverse: false };
  if (sort.length === 0 || index.multikey || points.some(values => values.length !== 1)) return no;
  const fixed = index.paths.slice(0, points.length);
  const wanted = sort.filter(([path]) => !fixed.includes(path));
  let turn: number | undefined;
  for (const [i, [path, direction]] of wanted.entries()) {
    const at = points.length + i;
    if (index.paths[at] !== path) return no;
    const relation = direction * (index.directions[at] as number);
    turn ??= relation;
    if (relation !== turn) return no;
  }
  return { sorted: true, reverse: turn === -1 };
};

const score = ({ index, points, range, sorted }: Use): number =>
  (isPrimary(index) && points.length > 0 ? 1000 : 0) + points.length * 8 + (range ? 5 : 0) + (sorted ? 2 : 0);

/** From and to within the value's own type, as the server compares; exclusive limits are left to the filter. */
const rangeOf = (index: Index, prefix: readonly unknown[], bound: Bound): Range => {
  // Over an array, one element may meet the lower limit and another the upper.
  const both = bound.low !== undefined && bound.high !== undefined;
  const { low, high } = index.multikey && both ? { low: bound.low } : bound;
  const key = (value: unknown) => entryKey(index.id, [...prefix, value], index.directions);
  const inverted = index.directions[prefix.length] === -1;
  const type = typeOrder(low ?? high);
  const edge = (offset: number) => {
    const byte = Buffer.from([(inverted ? 0xff - type : type) + offset]);
    return Buffer.concat([entryKey(index.id, prefix, index.directions), byte]);
  };
  const [first, last] = inverted ? [high, low] : [low, high];
  return {
    start: first === undefined ? edge(0) : key(first),
    end: last === undefined ? edge(1) : Buffer.concat([key(last), above]),
  };
};

const combine = (lists: readonly (readonly unknown[])[]): unknown[][] =>
  lists.reduce<unknown[][]>(
    (rows, list) => {
      const sorted = [...list].sort(compare);
      const distinct = sorted.filter((value, i) => i === 0 || !equal(value, sorted[i - 1]));
      return rows.flatMap(row => distinct.map(value => [...row, value]));
    },
    [[]],
  );

const rangesOf = ({ index, points, range }: Use): Range[] => {
  if (points.length === 0 && !range) return [wholeIndex(index.id)];
  return combine(points).map(prefix => {
    if (range) return rangeOf(index, prefix, range);
    const start = entryKey(index.id, prefix, index.directions);
    return { start, end: Buffer.concat([start, above]) };
  });
};

export const plan = (collection: Collection, filter: Doc, sort: Doc = {}): Plan => {
  const wanted = directions(sort);
  const scan = { index: undefined, ranges: [], reverse: false, sorted: wanted.length === 0 };
  const bounds = boundsOf(filter);
  if (bounds.size === 0 && wanted.length === 0) return scan;
  let best: Use | undefined;
  for (const index of [primary(collection), ...collection.indexes]) {
    const candidate = index.ready ? use(index, filter, bounds, wanted) : undefined;
    if (candidate && (!best || score(candidate) > score(best))) best = candidate;
  }
  if (!best) return scan;
  return {
    index: best.index,
    ranges: rangesOf(best),
    reverse: best.reverse,
    sorted: best.sorted || wanted.length === 0,
  };
};
