/** Databases, collections and their indexes: listing, making, dropping and renaming. */
import { type Command, databaseOf, documentIn, ensured, integerOf, known, targetOf } from './context.ts';
import { refuse } from './errors.ts';
import { type Index, indexOf } from './indexes.ts';
import { compile } from './match.ts';
import { fillIndex } from './records.ts';
import { type Collection, namespace, type Store } from './store.ts';
import { compare, type Doc, encode, equal, isDoc } from './values.ts';

const rowsOf = (docs: readonly Doc[]): Iterator<Uint8Array> => docs.map(doc => encode(doc))[Symbol.iterator]();
const batchSize = (command: Doc): number | undefined => integerOf(documentIn(command, 'cursor'), 'batchSize');

/** Off the catalogue at once; documents and entries go bit by bit later. */
const discardCollection = (store: Store, collection: Collection): void => {
  store.forget(collection);
  store.discard(collection.id);
  for (const { id } of collection.indexes) store.discard(id);
};

const idIndex: Doc = { v: 2, key: { _id: 1 }, name: '_id_' };

export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: ({ store }, command) => {
    const names = [...new Set([...store.collections.values()].map(({ db }) => db))].sort();
    const test = compile(documentIn(command, 'filter'));
    const all = names.map(name => (command.nameOnly === true ? { name } : { name, sizeOnDisk: 0, empty: false }));
    const databases = all.filter(each => test(each));
    return command.nameOnly === true ? { databases, ok: 1 } : { databases, totalSize: 0, ok: 1 };
  },
};

export const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: ({ store, cursors }, command) => {
    const db = databaseOf(command);
    const test = compile(documentIn(command, 'filter'));
    const all = [...store.collections.values()]
      .filter(each => each.db === db)
      .map(({ name, options }) => ({ name, type: 'collection', options, info: { readOnly: false }, idIndex }))
      .filter(each => test(each))
      .map(each => (command.nameOnly === true ? { name: each.name, type: each.type } : each));
    return cursors.open(`${db}.$cmd.listCollections`, rowsOf(all), batchSize(command), false);
  },
};

export const create: Command = {
  fields: [],
  run: ({ store }, command) => {
    const target = targetOf(command);
    return store.commit(() => {
      if (known(store, target)) refuse('NamespaceExists', `Collection ${namespace(target)} already exists.`);
      ensured(store, target);
      return { ok: 1 };
    });
  },
};

export const drop: Command = {
  fields: [],
  run: ({ store }, command) => {
    const target = targetOf(command);
    return store.commit(() => {
      const collection = known(store, target);
      if (!collection) return { ok: 1 };
      discardCollection(store, collection);
      return { nIndexesWas: collection.indexes.length + 1, ns: namespace(target), ok: 1 };
    });
  },
};

export const dropDatabase: Command = {
  fields: [],
  run: ({ store }, command) => {
    const db = databaseOf(command);
    return store.commit(() => {
      const all = [...store.collections.values()].filter(each => each.db === db);
      for (const collection of all) discardCollection(store, collection);
      return all.length > 0 ? { dropped: db, ok: 1 } : { ok: 1 };
    });
  },
};

const parted = (full: unknown): { db: string; name: string } => {
  const [, db, name] = /^([^.]+)\.(.+)$/.exec(String(full)) ?? [];
  return db && name ? { db, name } : refuse('InvalidNamespace', `Invalid namespace specified '${String(full)}'`);
};

export const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  run: ({ store }, command) => {
    const [from, to] = [parted(command.renameCollection), parted(command.to)];
    return store.commit(() => {
      const collection =
        known(store, from) ?? refuse('NamespaceNotFound', `Source collection ${namespace(from)} does not exist`);
      const target = known(store, to);
      if (target === collection) return refuse('IllegalOperation', "Can't rename a collection to itself");
      if (target && command.dropTarget !== true) refuse('NamespaceExists', 'target namespace exists');
      if (target) discardCollection(store, target);
      store.forget(collection);
      Object.assign(collection, to);
      store.save(collection);
      return { ok: 1 };
    });
  },
};

const indexOptions = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'expireAfterSeconds',
  'partialFilterExpression',
  'background',
  'ns',
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

const existing = (store: Store, target: { db: string; name: string }): Collection =>
  known(store, target) ?? refuse('NamespaceNotFound', `ns does not exist: ${namespace(target)}`);

export const listIndexes: Command = {
  fields: ['cursor'],
  run: ({ store, cursors }, command) => {
    const target = targetOf(command);
    const specs = [idIndex, ...existing(store, target).indexes.map(({ spec }) => spec)];
    return cursors.open(namespace(target), rowsOf(specs), batchSize(command), false);
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
