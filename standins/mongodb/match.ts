/**
 * Filters: compiles a query document to a test of one decoded document. mingo's own Query is used for $expr only: it tells
 * int64 and double apart and compares across types, which the server does not.
 */
import mingo from 'mingo';
import { refuse } from './errors.ts';
import { idKey } from './keys.ts';
import { computed, plain } from './plain.ts';
import { compare, type Doc, equal, isDoc, order, regexParts, typeOrder, typeTest } from './values.ts';

/** Receives the index of the array element that matched: what `$` in an update path stands for. */
export interface Position {
  index?: number;
}
export type Matcher = (doc: Doc, at?: Position) => boolean;
type Test = (value: unknown) => boolean;
type PathTest = (doc: unknown, at?: Position) => boolean;

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);
const note = (at: Position | undefined, index: number): true => {
  if (at) at.index = index;
  return true;
};

/** Walks a dotted path through documents and arrays; `leaf` sees every value found, undefined where there is none. */
const walk = (value: unknown, parts: readonly string[], depth: number, leaf: PathTest, at?: Position): boolean => {
  const part = parts[depth];
  if (part === undefined) return leaf(value, at);
  if (Array.isArray(value)) {
    if (isIndex(part) && Number(part) < value.length && walk(value[Number(part)], parts, depth + 1, leaf, at))
      return true;
    for (let i = 0; i < value.length; i++)
      if (isDoc(value[i]) && walk(value[i], parts, depth, leaf, at)) return note(at, i);
    return false;
  }
  if (!isDoc(value)) return leaf(undefined, at);
  return walk(Object.hasOwn(value, part) ? value[part] : undefined, parts, depth + 1, leaf, at);
};

/** The value itself, then, of an array, each element. */
const spread =
  (test: Test): PathTest =>
  (value, at) => {
    if (test(value)) return true;
    if (!Array.isArray(value)) return false;
    const index = value.findIndex(test);
    return index >= 0 && note(at, index);
  };

const onPath = (path: string, leaf: PathTest): PathTest => {
  if (!path.includes('.'))
    return (doc, at) => leaf(Object.hasOwn(doc as Doc, path) ? (doc as Doc)[path] : undefined, at);
  const parts = path.split('.');
  return (doc, at) => walk(doc, parts, 0, leaf, at);
};

const isRegex = (value: unknown): boolean => typeOrder(value) === order.regex;
const isNothing = (value: unknown): boolean => value === null || value === undefined;
const equals = (expected: unknown): Test => {
  if (isNothing(expected)) return isNothing;
  if (isRegex(expected)) {
    const test = pattern(expected);
    return value => test(value) || equal(value, expected);
  }
  return value => equal(value, expected);
};

const pattern = (regex: unknown, options?: unknown): Test => {
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

const ordered = (expected: unknown, holds: (difference: number) => boolean): Test => {
  const type = typeOrder(expected);
  if (type === order.null) return value => isNothing(value) && holds(0);
  const anyType = type === order.minKey || type === order.maxKey;
  if (type === order.number && Number.isNaN(expected)) return value => holds(0) && Number.isNaN(value);
  return value => (anyType || (typeOrder(value) === type && !Number.isNaN(value))) && holds(compare(value, expected));
};

const list = (operator: string, operand: unknown): unknown[] =>
  Array.isArray(operand) ? operand : refuse('BadValue', `${operator} needs an array`);

const keyText = (value: unknown): string => idKey(0, value).toString('latin1');
const few = 8;

/** A long list of scalars is a set look-up. */
const among = (operand: unknown): Test => {
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

const elemMatch = (operand: unknown): PathTest => {
  if (!isDoc(operand)) return refuse('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0] ?? '';
  let test: Test;
  if (first.startsWith('$') && !logical.has(first) && first !== '$expr') {
    const onValue = operators('it', operand);
    test = element => onValue({ it: element });
  } else {
    const onFields = compile(operand);
    test = element => isDoc(element) && onFields(element);
  }
  return (value, at) => {
    if (!Array.isArray(value)) return false;
    const index = value.findIndex(test);
    return index >= 0 && note(at, index);
  };
};

const modulo = (operand: unknown): Test => {
  const [divisor, remainder] = list('$mod', operand).map(Number);
  if (!divisor || remainder === undefined) return refuse('BadValue', 'malformed mod, divisor and remainder needed');
  return value =>
    typeOrder(value) === order.number && Math.trunc(Number(value)) % Math.trunc(divisor) === Math.trunc(remainder);
};

/** The mask as a number or as the places of its bits. */
const bits = (name: string, operand: unknown): Test => {
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

const types = (operand: unknown): PathTest => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(
    alias => typeTest(alias) ?? refuse('BadValue', `Unknown type name alias: ${String(alias)}`),
  );
  return spread(value => tests.some(test => test(value)));
};

const all = (path: string, operand: unknown): PathTest => {
  const wanted = list('$all', operand);
  const tests = wanted.map(each =>
    isDoc(each) && '$elemMatch' in each ? onPath(path, elemMatch(each.$elemMatch)) : onPath(path, spread(equals(each))),
  );
  return (doc, at) => tests.length > 0 && tests.every(test => test(doc, at));
};

const not =
  (test: PathTest): PathTest =>
  doc =>
    !test(doc);
const viaMingo = (filter: Doc): PathTest => {
  const query = computed(() => new mingo.Query(plain(filter)));
  return doc => computed(() => query.test(plain(doc as Doc)));
};

const operator = (path: string, name: string, operand: unknown, siblings: Doc): PathTest => {
  switch (name) {
    case '$eq':
      return onPath(
        path,
        spread(value => (isNothing(operand) ? isNothing(value) : equal(value, operand))),
      );
    case '$ne':
      return not(
        onPath(
          path,
          spread(value => (isNothing(operand) ? isNothing(value) : equal(value, operand))),
        ),
      );
    case '$gt':
      return onPath(path, spread(ordered(operand, difference => difference > 0)));
    case '$gte':
      return onPath(path, spread(ordered(operand, difference => difference >= 0)));
    case '$lt':
      return onPath(path, spread(ordered(operand, difference => difference < 0)));
    case '$lte':
      return onPath(path, spread(ordered(operand, difference => difference <= 0)));
    case '$in':
      return onPath(path, spread(among(operand)));
    case '$nin':
      list('$nin', operand);
      return not(onPath(path, spread(among(operand))));
    case '$exists': {
      const present = onPath(path, value => value !== undefined);
      return operand === false || operand === 0 || operand === null ? not(present) : present;
    }
    case '$regex':
      return onPath(path, spread(pattern(operand, siblings.$options)));
    case '$options':
      return siblings.$regex === undefined ? refuse('BadValue', '$options needs a $regex') : () => true;
    case '$not':
      return isRegex(operand)
        ? not(onPath(path, spread(pattern(operand))))
        : not(isDoc(operand) ? operators(path, operand) : refuse('BadValue', '$not needs a regex or a document'));
    case '$type':
      return onPath(path, types(operand));
    case '$size':
      return onPath(path, value => Array.isArray(value) && value.length === Number(operand));
    case '$all':
      return all(path, operand);
    case '$elemMatch':
      return onPath(path, elemMatch(operand));
    case '$mod':
      return onPath(path, spread(modulo(operand)));
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return onPath(path, spread(bits(name, operand)));
    default:
      return refuse('BadValue', `unknown operator: ${name}`);
  }
};

const operators = (path: string, expression: Doc): PathTest => {
  const tests = Object.entries(expression).map(([name, operand]) =>
    name.startsWith('$') ? operator(path, name, operand, expression) : refuse('BadValue', `unknown operator: ${name}`),
  );
  return tests.length === 1 ? (tests[0] as PathTest) : (doc, at) => tests.every(test => test(doc, at));
};

const logical = new Set(['$and', '$or', '$nor']);

const branches = (name: string, operand: unknown): Matcher[] => {
  if (!Array.isArray(operand) || operand.length === 0) return refuse('BadValue', `${name} must be a nonempty array`);
  return operand.map(each =>
    isDoc(each) ? compile(each) : refuse('BadValue', `${name} entries need to be full objects`),
  );
};

const clause = (name: string, operand: unknown): PathTest => {
  if (logical.has(name)) {
    const tests = branches(name, operand) as PathTest[];
    if (name === '$and') return (doc, at) => tests.every(test => test(doc, at));
    return name === '$or' ? (doc, at) => tests.some(test => test(doc, at)) : doc => !tests.some(test => test(doc));
  }
  if (name === '$expr') return viaMingo({ $expr: operand });
  if (name === '$comment') return () => true;
  if (name.startsWith('$')) return refuse('BadValue', `unknown top level operator: ${name}`);
  if (isDoc(operand) && Object.keys(operand)[0]?.startsWith('$') && !('$ref' in operand))
    return operators(name, operand);
  return onPath(name, spread(equals(operand)));
};

/** Throws a CommandError with MongoDB's code for a filter that is not one. */
export const compile = (filter: Doc): Matcher => {
  const tests = Object.entries(filter).map(([name, operand]) => clause(name, operand));
  if (tests.length === 1) return tests[0] as Matcher;
  return (doc, at) => tests.every(test => test(doc, at));
};
