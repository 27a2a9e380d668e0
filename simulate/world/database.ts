/** As much of MongoDB as the engines of processes and views use: any other question is an error here, never a wrong answer. */
import { type Db, MongoBulkWriteError, MongoNetworkError, MongoServerError } from 'mongodb';
import type { Network } from './network.ts';

export type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };
/** Collections by name, documents by id. */
export type DatabaseBooks = Map<string, Map<string, Stored>>;

type Filter = Readonly<Record<string, unknown>>;

const compares: Readonly<Record<string, (value: unknown, to: unknown) => boolean>> = {
  $nin: (value, list) => !(list as readonly unknown[]).includes(value),
  $in: (value, list) => (list as readonly unknown[]).includes(value),
  $gt: (value, to) => typeof value === typeof to && (value as number) > (to as number),
  $lt: (value, to) => typeof value === typeof to && (value as number) < (to as number),
  $lte: (value, to) => typeof value === typeof to && (value as number) <= (to as number),
};

const matches = (document: Stored, filter: Filter): boolean =>
  Object.entries(filter).every(([field, wanted]) => {
    const value = document[field];
    if (typeof wanted !== 'object' || wanted === null || wanted instanceof Date) return value === wanted;
    return Object.entries(wanted).every(([operator, to]) => {
      if (operator === '$not') return !matches(document, { [field]: to });
      const compare = compares[operator];
      if (!compare) throw new Error(`the simulated MongoDB has no ${operator}`);
      return compare(value, to);
    });
  });

const idOf = ({ _id }: Filter): string => {
  if (typeof _id === 'string') return _id;
  throw new Error('the simulated MongoDB writes by _id only');
};

interface Write {
  readonly insertOne?: { readonly document: Stored };
  readonly replaceOne?: { readonly filter: Filter; readonly replacement: object; readonly upsert?: boolean };
  readonly deleteOne?: { readonly filter: Filter };
}
const duplicate = Symbol('duplicate key');

const collectionOf = (documents: Map<string, Stored>) => {
  const found = (filter: Filter): Stored[] => {
    const ids = typeof filter._id === 'string' ? [filter._id] : (filter._id as { $in?: string[] } | undefined)?.$in;
    const list = ids ? ids.map(id => documents.get(id)) : [...documents.values()];
    return list.filter((document): document is Stored => document !== undefined && matches(document, filter));
  };
  const replace = (filter: Filter, replacement: object, upsert: boolean): typeof duplicate | undefined => {
    const _id = idOf(filter);
    const before = documents.get(_id);
    if (before && !matches(before, filter)) return upsert ? duplicate : undefined;
    if (before || upsert) documents.set(_id, { ...replacement, _id });
    return undefined;
  };
  const remove = (filter: Filter): void => {
    const _id = idOf(filter);
    const before = documents.get(_id);
    if (before && matches(before, filter)) documents.delete(_id);
  };
  const insert = (document: Stored): typeof duplicate | undefined => {
    if (documents.has(document._id)) return duplicate;
    documents.set(document._id, document);
    return undefined;
  };
  return { found, replace, remove, insert };
};

export const databaseClient = (books: DatabaseBooks, network: Network): Db => {
  const unknown = () => new MongoNetworkError('the database cannot be reached');
  const collection = (name: string) => {
    const of = () => {
      const documents = books.get(name) ?? new Map<string, Stored>();
      books.set(name, documents);
      return collectionOf(documents);
    };
    const change = <T>(what: string, effect: () => T) => network.change(`${what} ${name}`, effect, unknown);
    const find = (filter: Filter = {}) => {
      let by: ((a: Stored, b: Stored) => number) | undefined;
      let most = Number.POSITIVE_INFINITY;
      const cursor = {
        sort: (order: Record<string, 1 | -1>) => {
          const [field = '_id', way = 1] = Object.entries(order)[0] ?? [];
          by = (a, b) => way * (Number(a[field]) - Number(b[field]));
          return cursor;
        },
        limit: (count: number) => {
          most = count;
          return cursor;
        },
        toArray: () =>
          network.ask(
            `finds ${name}`,
            () => {
              const list = of().found(filter);
              return (by ? list.sort(by) : list).slice(0, most);
            },
            unknown,
          ),
      };
      return cursor;
    };
    return {
      find,
      findOne: (filter: Filter) => network.ask(`finds ${name}`, () => of().found(filter)[0] ?? null, unknown),
      createIndex: async () => 'made',
      createIndexes: async () => ['made'],
      insertOne: (document: Stored) =>
        change(`inserts ${document._id} into`, () => {
          if (of().insert(document) === duplicate) throw duplicateKey();
        }),
      replaceOne: (filter: Filter, replacement: object, { upsert = false } = {}) =>
        change(`replaces ${idOf(filter)} in`, () => {
          const matchedCount = of().found(filter).length;
          of().replace(filter, replacement, upsert);
          return { matchedCount };
        }),
      updateOne: (filter: Filter, update: Update, { upsert = false } = {}) =>
        change(`updates ${idOf(filter)} in`, () => {
          const [before] = of().found(filter);
          if (of().replace(filter, { ...before, ...setOf(update) }, upsert) === duplicate) throw duplicateKey();
          return { matchedCount: before ? 1 : 0 };
        }),
      findOneAndUpdate: (filter: Filter, update: Update) =>
        change(`takes ${idOf(filter)} in`, () => {
          const [before] = of().found(filter);
          if (before) of().replace(filter, { ...before, ...setOf(update) }, false);
          return before ?? null;
        }),
      deleteOne: (filter: Filter) =>
        change(`deletes ${idOf(filter)} ${JSON.stringify(filter)} from`, () => of().remove(filter)),
      deleteMany: (filter: Filter) =>
        change('deletes from', () => {
          for (const { _id } of of().found(filter)) of().remove({ _id });
        }),
      bulkWrite: async (writes: readonly Write[]) => {
        const duplicates: number[] = [];
        const write = ({ insertOne, replaceOne, deleteOne }: Write, index: number): void => {
          if (insertOne && of().insert(insertOne.document) === duplicate) duplicates.push(index);
          if (deleteOne) of().remove(deleteOne.filter);
          if (!replaceOne) return;
          const { filter, replacement, upsert = false } = replaceOne;
          if (of().replace(filter, replacement, upsert) === duplicate) duplicates.push(index);
        };
        // No transaction: what breaks off has done a part of it.
        const half = writes.length >> 1;
        if (half > 0) await change(`writes ${half} of`, () => writes.slice(0, half).forEach(write));
        await change(`writes ${writes.length - half} of`, () => writes.slice(half).forEach(write));
        if (duplicates.length > 0) throw duplicateKeys(duplicates);
      },
    };
  };
  return {
    collection,
    listCollections: () => ({ toArray: async () => [...books.keys()].map(name => ({ name })) }),
    dropCollection: (name: string) => network.change(`drops ${name}`, () => books.delete(name), unknown),
  } as unknown as Db;
};

interface Update {
  readonly $set: object;
}
const setOf = ({ $set, ...more }: Update): object => {
  if (Object.keys(more).length > 0) throw new Error('the simulated MongoDB knows $set only');
  return $set;
};

const duplicateKey = () => new MongoServerError({ message: 'E11000 duplicate key', code: 11000 });

const duplicateKeys = (indexes: readonly number[]): MongoBulkWriteError => {
  const writeErrors = indexes.map(index => ({ index, code: 11000 }));
  const error = new MongoBulkWriteError(
    { message: 'E11000 duplicate key', code: 11000, writeErrors } as never,
    {} as never,
  );
  return Object.assign(error, { result: { getWriteConcernError: () => undefined } });
};
