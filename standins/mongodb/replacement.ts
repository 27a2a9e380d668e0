/** Updates that are whole documents, and what an upsert begins with. */
import { refuse } from './errors.ts';
import { slots, write } from './path.ts';
import { type Doc, isDoc, order, typeOrder } from './values.ts';

/** A document without operators replaces; a mixture is refused. */
export const isReplacement = (given: unknown): given is Doc => {
  if (Array.isArray(given)) return false;
  if (!isDoc(given)) return refuse('FailedToParse', 'Update argument must be either an object or an array');
  const names = Object.keys(given);
  const replaces = !names[0]?.startsWith('$');
  const odd = names.find(name => name.startsWith('$') === replaces);
  if (odd !== undefined)
    refuse(
      replaces ? 'DollarPrefixedFieldName' : 'FailedToParse',
      replaces ? `The dollar ($) prefixed field '${odd}' is not valid for storage.` : `Unknown modifier: ${odd}`,
    );
  return replaces;
};

/** What an upsert starts from: the equalities of its filter, `_id` first. */
export const seedOf = (filter: Doc): Doc => {
  const seed: Doc = {};
  const places = { position: undefined, filters: new Map() };
  const take = (conditions: Doc): void => {
    for (const [path, operand] of Object.entries(conditions)) {
      if (path === '$and') for (const each of operand as Doc[]) take(each);
      else if (!path.startsWith('$')) {
        const value = isDoc(operand) && '$eq' in operand ? operand.$eq : operand;
        const isCondition = isDoc(value) && Object.keys(value)[0]?.startsWith('$');
        if (isCondition || typeOrder(value) === order.regex) continue;
        for (const slot of slots(seed, path, true, places)) write(slot, value);
      }
    }
  };
  take(filter);
  return '_id' in seed ? { _id: seed._id, ...seed } : seed;
};
