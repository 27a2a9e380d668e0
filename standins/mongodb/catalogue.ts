/** Databases and collections: listing, making, dropping and renaming. */
import { type Command, databaseOf, documentIn, ensured, known, listed, type Target, targetOf } from './context.ts';
import { refuse } from './errors.ts';
import { idIndex } from './indexes.ts';
import { compile } from './match.ts';
import { type Collection, namespace, type Store } from './store.ts';

/** Off the catalogue at once; documents and entries go bit by bit later. */
const discardCollection = (store: Store, collection: Collection): void => {
  store.forget(collection);
  store.discard(collection.id);
  for (const { id } of collection.indexes) store.discard(id);
};

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
    return listed(cursors, command, `${db}.$cmd.listCollections`, all);
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

const parted = (full: unknown): Target => {
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
