/**
 * Filters: compiles a query document to a test of one decoded document. mingo's own Query is used for $expr only: it tells
 * int64 and double apart and compares across types, which the server does not.
 */
import mingo from 'mingo';
import { refuse } from './errors.ts';
import { computed, plain } from './plain.ts';
import { among, bits, equals, isRegex, list, modulo, ordered, pattern, same, type Test, types } from './predicates.ts';
import { type Doc, isDoc } from './values.ts';

/** Receives the index of the array element that matched: what `$` in an update path stands for. */
export interface Position {
  index?: number;
}
export type Matcher = (doc: Doc, at?: Position) => boolean;
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
      return onPath(path, spread(same(operand)));
    case '$ne':
      return not(onPath(path, spread(same(operand))));
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
      return not(onPath(path, spread(among(operand))));
    case '$exists': {
      const present = onPath(path, value => value !== undefined);
      return operand ? present : not(present);
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
      return onPath(path, spread(types(operand)));
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
