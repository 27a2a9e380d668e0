/** createIndexes, listIndexes and dropIndexes. */
import { type Command, ensured, known, listed, type Target, targetOf } from './context.ts';
import { refuse } from './errors.ts';
import { type Index, idIndex, indexOf } from './indexes.ts';
import { fillIndex } from './records.ts';
import { type Collection, namespace, type Store } from './store.ts';
import { compare, type Doc, equal, isDoc } from './values.ts';

const indexOptions = new Set([
  ...['key', 'name', 'unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'],
  ...['v', 'ns', 'background'],
]);

const checkedSpec = (given: Doc): Doc => {
  const { key, name, expireAfterSeconds } = given;
  if (!isDoc(key) || Object.keys(key).length === 0 || typeof name !== 'string' || name === '')
    return refuse('FailedToParse', 'An index needs a key and a name');
  const odd = Object.entries(key).find(
    ([path, direction]) => path.includes('$') || !Number(direction) || typeof direction === 'string',
  );
  if (odd) refuse('CannotCreateIndex', `An index of kind { ${odd[0]}: ${String(odd[1])} } is not supported`);
  const option = Object.keys(given).find(each => !indexOptions.has(each));
  if (option !== undefined) refuse('CannotCreateIndex', `The index option ${option} is not supported`);
  if (expireAfterSeconds !== undefined && (Object.keys(key).length > 1 || !(Number(expireAfterSeconds) >= 0)))
    refuse('CannotCreateIndex', 'TTL indexes are single-field indexes with an expireAfterSeconds of 0 or more');
  const directions = Object.entries(key).map(([path, direction]) => [path, Math.sign(Number(direction))]);
  const { background: _, ns: __, v: ___, ...kept } = given;
  return { v: 2, ...kept, key: Object.fromEntries(directions) };
};

/** Order of the fields of a key counts, order of the options does not. */
const sameOptions = (a: Doc, b: Doc): boolean => {
  const sorted = (spec: Doc) =>
    Object.entries(spec)
      .filter(([, value]) => value !== false)
      .sort(([x], [y]) => (x < y ? -1 : 1));
  return compare(sorted(a), sorted(b)) === 0;
};

/** True when it is there already. Throws when another of the same name or key is. */
const exists = (collection: Collection, spec: Doc): boolean => {
  if (equal(spec.key, idIndex.key)) return true;
  const named = collection.indexes.find(({ name }) => name === spec.name);
  if (named) {
    if (sameOptions(named.spec, spec)) return true;
    const code = equal(named.spec.key, spec.key) ? 'IndexOptionsConflict' : 'IndexKeySpecsConflict';
    return refuse(code, `An existing index has the same name as the requested index: ${named.name}`);
  }
  const keyed = collection.indexes.find(each => equal(each.spec.key, spec.key));
  if (keyed) refuse('IndexOptionsConflict', `Index already exists with a different name: ${keyed.name}`);
  return false;
};

export const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum'],
  run: async ({ store }, command) => {
    const target = targetOf(command);
    const given = command.indexes;
    if (!Array.isArray(given) || given.length === 0)
      return refuse('BadValue', 'Must specify at least one index to create');
    const specs = given.map(checkedSpec);
    const made: Index[] = [];
    const answer = await store.commit(() => {
      made.length = 0;
      const createdCollectionAutomatically = !known(store, target);
      const collection = ensured(store, target);
      const before = collection.indexes;
      try {
        for (const spec of specs) {
          if (exists(collection, spec)) continue;
          const index = { ...indexOf(store.nextNumber(), spec, false), ready: false };
          made.push(index);
          collection.indexes = [...collection.indexes, index];
          fillIndex(store, collection, index);
        }
      } catch (error) {
        for (const { id } of made) store.discard(id);
        collection.indexes = before;
        throw error;
      }
      store.save(collection);
      const [numIndexesBefore, numIndexesAfter] = [before.length + 1, collection.indexes.length + 1];
      const note = made.length === 0 ? { note: 'all indexes already exist' } : {};
      return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 };
    });
    for (const index of made) index.ready = true;
    return answer;
  },
};

const existing = (store: Store, target: Target): Collection =>
  known(store, target) ?? refuse('NamespaceNotFound', `ns does not exist: ${namespace(target)}`);

export const listIndexes: Command = {
  fields: ['cursor'],
  run: ({ store, cursors }, command) => {
    const target = targetOf(command);
    const specs = [idIndex, ...existing(store, target).indexes.map(({ spec }) => spec)];
    return listed(cursors, command, namespace(target), specs);
  },
};

export const dropIndexes: Command = {
  fields: ['index'],
  run: ({ store }, command) => {
    const target = targetOf(command);
    const wanted = command.index;
    return store.commit(() => {
      const collection = existing(store, target);
      const names = Array.isArray(wanted) ? wanted : [wanted];
      const chosen = collection.indexes.filter(
        ({ name, spec }) => wanted === '*' || names.includes(name) || (isDoc(wanted) && equal(spec.key, wanted)),
      );
      if (names.includes('_id_') || equal(wanted, idIndex.key)) refuse('InvalidOptions', 'cannot drop _id index');
      if (wanted !== '*' && chosen.length < names.length)
        refuse('IndexNotFound', `index not found with name [${String(wanted)}]`);
      const nIndexesWas = collection.indexes.length + 1;
      collection.indexes = collection.indexes.filter(index => !chosen.includes(index));
      store.save(collection);
      for (const { id } of chosen) store.discard(id);
      return { nIndexesWas, ok: 1 };
    });
  },
};
