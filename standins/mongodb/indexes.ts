/** Secondary indexes: what one is, and which entries a document has in it. */
import { refuse } from './errors.ts';
import { entryKey } from './keys.ts';
import { compile, type Matcher } from './match.ts';
import { valuesAt } from './sort.ts';
import type { Doc } from './values.ts';

export interface Index {
  readonly id: number;
  /** As createIndexes gave it and listIndexes answers it: `{v, key, name, unique?, …}`. */
  readonly spec: Doc;
  readonly name: string;
  readonly paths: readonly string[];
  /** The top-level fields of the paths. */
  readonly roots: readonly string[];
  readonly directions: readonly number[];
  readonly unique: boolean;
  /** The documents it leaves out, of a sparse or partial one. */
  readonly covers: Matcher | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** Some document has, or had, an array on one of its paths. */
  multikey: boolean;
  /** Its entries are committed: look-ups may use it. */
  ready: boolean;
}

const coverage = (spec: Doc, paths: readonly string[]): Matcher | undefined => {
  if (spec.partialFilterExpression !== undefined) return compile(spec.partialFilterExpression as Doc);
  return spec.sparse === true ? compile({ $or: paths.map(path => ({ [path]: { $exists: true } })) }) : undefined;
};

/** The index every collection has; its entries are the table of ids. */
export const idIndex: Doc = { v: 2, key: { _id: 1 }, name: '_id_' };

export const indexOf = (id: number, spec: Doc, multikey: boolean): Index => {
  const key = spec.key as Doc;
  const paths = Object.keys(key);
  const expiry = spec.expireAfterSeconds;
  return {
    id,
    spec,
    name: spec.name as string,
    paths,
    roots: paths.map(root),
    directions: Object.values(key).map(Number),
    unique: spec.unique === true,
    covers: coverage(spec, paths),
    expireAfterSeconds: expiry === undefined ? undefined : Number(expiry),
    multikey,
    ready: true,
  };
};

const root = (path: string): string => path.split('.')[0] as string;

/** One combination per entry: an array counts once per element. */
const combinations = (index: Index, doc: Doc): unknown[][] => {
  let rows: unknown[][] = [[]];
  let spreadBy: string | undefined;
  for (const path of index.paths) {
    const met = { array: false };
    const values = valuesAt(doc, path.split('.'), met);
    if (met.array) {
      index.multikey = true;
      if (spreadBy !== undefined && spreadBy !== root(path))
        refuse('CannotIndexParallelArrays', `cannot index parallel arrays [${path}] [${spreadBy}]`);
      spreadBy = root(path);
    }
    const column = values.length > 0 ? values : [null];
    rows =
      column.length === 1
        ? rows.map(row => [...row, column[0]])
        : rows.flatMap(row => column.map(value => [...row, value]));
  }
  return rows;
};

/** Two paths into one array are taken from the same element, so that a document has an entry per element, not per pair. */
const rowsOf = (index: Index, doc: Doc): unknown[][] => {
  const shared = index.roots.find((name, i) => index.roots.indexOf(name) !== i);
  const elements = shared === undefined ? undefined : doc[shared];
  if (shared === undefined || !Array.isArray(elements) || index.paths.some(path => /\.\d/.test(path)))
    return combinations(index, doc);
  index.multikey = true;
  const each = elements.length > 0 ? elements : [null];
  return each.flatMap(element => combinations(index, { ...doc, [shared]: element }));
};

/** The document's keys in the index, without its record and without doubles. May set `multikey`. */
export const keysOf = (index: Index, doc: Doc): Buffer[] => {
  if (index.covers && !index.covers(doc)) return [];
  const rows = rowsOf(index, doc);
  const keys = rows.map(row => entryKey(index.id, row, index.directions));
  if (keys.length === 1) return keys;
  const seen = new Map(keys.map(key => [key.toString('latin1'), key]));
  return [...seen.values()];
};
