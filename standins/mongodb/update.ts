/**
 * Update documents: compiles `{$set, $inc, …}` or a pipeline to a change of one decoded document. Own operators because
 * mingo's pass over wrong types in silence, know no int64 and no $setOnInsert.
 */
import { Timestamp } from 'bson';
import mingo from 'mingo';
import { add, multiply } from './arithmetic.ts';
import * as arrays from './arrays.ts';
import { refuse } from './errors.ts';
import { type Places, read, type Slot, slots, write } from './path.ts';
import { computed, plain } from './plain.ts';
import { compare, type Doc, isDoc, typeName } from './values.ts';

export interface Occasion extends Places {
  /** The document is being made by an upsert. */
  readonly inserting: boolean;
}
/** Gives the changed document and leaves the given one as it is. */
export type Update = (doc: Doc, occasion: Occasion) => Doc;

type Operator = (slot: Slot, operand: unknown, path: string, doc: Doc, occasion: Occasion) => void;

const extreme =
  (sign: number): Operator =>
  (slot, operand) => {
    const present = read(slot);
    if (present === undefined || compare(operand, present) * sign > 0) write(slot, operand);
  };

const now = (operand: unknown): unknown => {
  const type = isDoc(operand) ? operand.$type : operand === true ? 'date' : undefined;
  if (type === 'date') return new Date();
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  return refuse('BadValue', `${typeName(operand)} is not valid type for $currentDate`);
};

const remove: Operator = slot => {
  if (read(slot) === undefined) return;
  if (Array.isArray(slot.holder)) write(slot, null);
  else delete slot.holder[slot.key];
};

const onArray =
  (change: (present: unknown, operand: unknown, path: string) => unknown): Operator =>
  (slot, operand, path) => {
    const value = change(read(slot), operand, path);
    if (value !== undefined) write(slot, value);
  };

const rename: Operator = (slot, operand, path, doc, occasion) => {
  const value = read(slot);
  if (typeof operand !== 'string') return refuse('BadValue', `The 'to' field for $rename must be a string: ${path}`);
  if (value === undefined) return;
  remove(slot, undefined, path, doc, occasion);
  for (const target of slots(doc, operand, true, occasion)) write(target, value);
};

/** Whether the operator makes the documents on its path, and what it does at the end of it. */
const operators: Record<string, { readonly creates: boolean; readonly apply: Operator }> = {
  $set: { creates: true, apply: (slot, operand) => write(slot, operand) },
  $setOnInsert: { creates: true, apply: (slot, operand) => write(slot, operand) },
  $unset: { creates: false, apply: remove },
  $inc: { creates: true, apply: (slot, operand, path) => write(slot, add(read(slot) ?? 0, operand, path)) },
  $mul: { creates: true, apply: (slot, operand, path) => write(slot, multiply(read(slot) ?? 0, operand, path)) },
  $min: { creates: true, apply: extreme(-1) },
  $max: { creates: true, apply: extreme(1) },
  $currentDate: { creates: true, apply: (slot, operand) => write(slot, now(operand)) },
  $rename: { creates: false, apply: rename },
  $push: { creates: true, apply: onArray(arrays.push) },
  $addToSet: { creates: true, apply: onArray(arrays.addToSet) },
  $pop: { creates: false, apply: onArray(arrays.pop) },
  $pull: { creates: false, apply: onArray(arrays.pull) },
  $pullAll: { creates: false, apply: onArray(arrays.pullAll) },
};

interface Step {
  readonly name: string;
  readonly path: string;
  readonly operand: unknown;
}

const checkPath = (path: string): void => {
  if (path === '') refuse('EmptyFieldName', 'An empty update path is not valid.');
  if (path.startsWith('$')) refuse('DollarPrefixedFieldName', `The dollar ($) prefixed field '${path}' is not valid`);
  if (path.startsWith('.') || path.endsWith('.') || path.includes('..'))
    refuse('EmptyFieldName', `The update path '${path}' contains an empty field name`);
};

/** No path may be another or lie below another. */
const checkPaths = (steps: readonly Step[]): void => {
  const paths = steps.map(({ path }) => path);
  for (const { name, operand } of steps) if (name === '$rename') paths.push(String(operand));
  for (const [i, path] of paths.entries()) {
    checkPath(path);
    for (let j = 0; j < i; j++) {
      const other = paths[j] as string;
      if (path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`))
        refuse('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict at '${other}'`);
    }
  }
};

const stages = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

const pipeline = (given: Doc[]): Update => {
  const foreign = given.flatMap(Object.keys).find(name => !stages.has(name));
  if (foreign !== undefined) refuse('InvalidOptions', `${foreign} is not allowed to be used within an update`);
  return doc => {
    const [changed] = computed(() => new mingo.Aggregator(given.map(plain)).run<Doc>([plain(doc)]));
    return { _id: doc._id, ...changed };
  };
};

/** Throws a CommandError on an unknown operator or conflicting paths; the update itself throws on types it cannot change. */
export const compileUpdate = (update: Doc | Doc[]): Update => {
  if (Array.isArray(update)) return pipeline(update);
  const steps: Step[] = [];
  for (const [name, operand] of Object.entries(update)) {
    if (!operators[name])
      refuse(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    for (const [path, value] of Object.entries(arrays.operands(name, operand)))
      steps.push({ name, path, operand: value });
  }
  checkPaths(steps);
  return (given, occasion) => {
    const doc = { ...given };
    for (const { name, path, operand } of steps) {
      if (name === '$setOnInsert' && !occasion.inserting) continue;
      const { creates, apply } = operators[name] as { creates: boolean; apply: Operator };
      for (const slot of slots(doc, path, creates, occasion)) apply(slot, operand, path, doc, occasion);
    }
    return doc;
  };
};
