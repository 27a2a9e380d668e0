/** find, getMore, killCursors, count and distinct. */
import { type Command, databaseOf, documentIn, integerOf, known, refuseCollation, targetOf } from './context.ts';
import { refuse } from './errors.ts';
import { countMatching, documentOf, type Found, search } from './find.ts';
import { idKey } from './keys.ts';
import { compile } from './match.ts';
import { compileProjection } from './project.ts';
import { presentValuesAt } from './sort.ts';
import { namespace } from './store.ts';
import { type Doc, encode } from './values.ts';

function* projected(rows: Iterable<Found>, project: ((doc: Doc) => Doc) | undefined): Generator<Uint8Array> {
  for (const row of rows) yield project ? encode(project(documentOf(row))) : row.bytes;
}

export const find: Command = {
  fields: [
    ...['filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch', 'collation', 'min'],
    ...[
      'max',
      'returnKey',
      'showRecordId',
      'noCursorTimeout',
      'allowPartialResults',
      'allowDiskUse',
      'tailable',
      'awaitData',
    ],
  ],
  run: ({ store, cursors }, command) => {
    for (const name of ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData'])
      if (command[name]) refuse('BadValue', `find with ${name} is not supported`);
    refuseCollation(command);
    const target = targetOf(command);
    const collection = known(store, target);
    const filter = documentIn(command, 'filter');
    const test = compile(filter);
    const sort = documentIn(command, 'sort');
    const [skip, limit] = [integerOf(command, 'skip') ?? 0, integerOf(command, 'limit') ?? 0];
    const project = compileProjection(command.projection);
    const query = { filter, skip, limit, ...(Object.keys(sort).length > 0 ? { sort } : {}) };
    const rows = collection ? projected(search(store, collection, query, test), project) : [].values();
    return cursors.open(namespace(target), rows, integerOf(command, 'batchSize'), command.singleBatch === true);
  },
};

export const getMore: Command = {
  fields: ['collection', 'batchSize'],
  run: ({ cursors }, command) => {
    const id = BigInt(command.getMore as bigint);
    return cursors.more(`${databaseOf(command)}.${command.collection}`, id, integerOf(command, 'batchSize'));
  },
};

export const killCursors: Command = {
  fields: ['cursors'],
  run: ({ cursors }, command) => cursors.kill((command.cursors as bigint[]).map(BigInt)),
};

export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run: ({ store }, command) => {
    refuseCollation(command);
    const collection = known(store, targetOf(command));
    const filter = documentIn(command, 'query');
    compile(filter);
    const query = { filter, skip: integerOf(command, 'skip') ?? 0, limit: integerOf(command, 'limit') ?? 0 };
    return { n: collection ? countMatching(store, collection, query) : 0, ok: 1 };
  },
};

export const distinct: Command = {
  fields: ['key', 'query', 'collation', 'hint'],
  run: ({ store }, command) => {
    refuseCollation(command);
    const { key } = command;
    if (typeof key !== 'string') return refuse('TypeMismatch', "BSON field 'distinct.key' is the wrong type");
    const collection = known(store, targetOf(command));
    const filter = documentIn(command, 'query');
    const test = compile(filter);
    const values = new Map<string, unknown>();
    for (const found of collection ? search(store, collection, { filter }, test) : [])
      for (const value of presentValuesAt(documentOf(found), key.split('.')))
        values.set(idKey(0, value).toString('latin1'), value);
    return { values: [...values.values()], ok: 1 };
  },
};
