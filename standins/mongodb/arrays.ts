/** The update operators on arrays: each takes the present value and the operand and gives the new value. */
import { refuse } from './errors.ts';
import { compile } from './match.ts';
import { compareBy } from './sort.ts';
import { compare, type Doc, equal, isDoc, typeName } from './values.ts';

type Change = (present: unknown, operand: unknown, path: string) => unknown;

const arrayAt = (operator: string, path: string, present: unknown): unknown[] => {
  if (present === undefined) return [];
  if (Array.isArray(present)) return present;
  return refuse('BadValue', `The field '${path}' must be an array but is of type ${typeName(present)} (${operator})`);
};

const integer = (value: unknown, name: string): number =>
  Number.isInteger(Number(value)) && (typeof value === 'number' || typeof value === 'bigint')
    ? Number(value)
    : refuse('BadValue', `The value for ${name} must be an integer value`);

const modifiers = new Set(['$each', '$slice', '$position', '$sort']);

export const push: Change = (present, operand, path) => {
  const array = [...arrayAt('$push', path, present)];
  if (!isDoc(operand) || !('$each' in operand)) return [...array, operand];
  const unknown = Object.keys(operand).find(name => !modifiers.has(name));
  if (unknown !== undefined) refuse('BadValue', `Unrecognized clause in $push: ${unknown}`);
  const { $each: each, $position: position, $slice: slice, $sort: sort } = operand;
  if (!Array.isArray(each)) return refuse('BadValue', 'The argument to $each in $push must be an array');
  if (position === undefined) array.push(...each);
  else array.splice(integer(position, '$position'), 0, ...each);
  if (isDoc(sort)) array.sort(compareBy(sort));
  else if (sort !== undefined) array.sort((a, b) => compare(a, b) * integer(sort, '$sort'));
  if (slice === undefined) return array;
  const count = integer(slice, '$slice');
  if (count === 0) return [];
  return count > 0 ? array.slice(0, count) : array.slice(count);
};

export const addToSet: Change = (present, operand, path) => {
  const array = [...arrayAt('$addToSet', path, present)];
  const each = isDoc(operand) && '$each' in operand ? operand.$each : [operand];
  if (!Array.isArray(each)) return refuse('TypeMismatch', 'The argument to $each in $addToSet must be an array');
  for (const value of each) if (!array.some(known => equal(known, value))) array.push(value);
  return array;
};

export const pop: Change = (present, operand, path) => {
  if (present === undefined) return undefined;
  const array = arrayAt('$pop', path, present);
  return Number(operand) < 0 ? array.slice(1) : array.slice(0, -1);
};

export const pull: Change = (present, operand, path) => {
  if (present === undefined) return undefined;
  const array = arrayAt('$pull', path, present);
  // A document of conditions is met by the element's fields, anything else by the element.
  if (isDoc(operand) && !Object.keys(operand)[0]?.startsWith('$')) {
    const matches = compile(operand);
    return array.filter(element => !(isDoc(element) && matches(element)));
  }
  const matches = compile({ it: operand });
  return array.filter(element => !matches({ it: element }));
};

export const pullAll: Change = (present, operand, path) => {
  if (!Array.isArray(operand)) return refuse('BadValue', '$pullAll requires an array argument');
  if (present === undefined) return undefined;
  return arrayAt('$pullAll', path, present).filter(element => !operand.some(value => equal(value, element)));
};

/** Narrows what an operator is given to its document of paths. */
export const operands = (name: string, given: unknown): Doc =>
  isDoc(given)
    ? given
    : refuse('FailedToParse', `Modifiers operate on fields but we found type ${typeName(given)} instead (${name})`);
