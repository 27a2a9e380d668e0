/** Whatever index the plan takes, a search finds what a look at every document finds, in the order asked for. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ensured } from './context.ts';
import { documentOf, search } from './find.ts';
import { indexOf } from './indexes.ts';
import { compile } from './match.ts';
import { insertRecord } from './records.ts';
import { compareBy } from './sort.ts';
import { type Collection, openStore, type Store } from './store.ts';
import { folder } from './testing/fixture.ts';
import { type Doc, encode } from './values.ts';

const scalars = [null, 1, 2, 2.5, 3n, 'a', 'ab', 'b', '', true, new Date(1), new Date(2), { x: 1 }];
const scalar = fc.constantFrom<unknown>(...scalars);
const field = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined });
const single = fc.record({ a: field(scalar), b: field(scalar) });
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const many = fc.record({ a: field(value), b: field(scalar), l: fc.array(single, { maxLength: 4 }) });

const range = fc.dictionary(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar, {
  minKeys: 1,
  noNullPrototype: true,
});
const condition = fc.oneof(
  scalar,
  range,
  range,
  fc.array(scalar, { maxLength: 4 }).map($in => ({ $in })),
  scalar.map($ne => ({ $ne })),
  fc.constantFrom(/^a/, { $regex: '^ab?' }, { $exists: true }),
);
const paths = fc.constantFrom('a', 'b', 'l.a', 'l.b', '_id');
const filter = fc.oneof(
  fc.dictionary(paths, condition, { maxKeys: 2, noNullPrototype: true }),
  fc.tuple(range, range).map(([a, b]) => ({ $and: [{ a }, { a: b }] })),
  fc.record({ 'l.a': scalar, 'l.b': scalar }),
  fc.record({ a: condition, b: condition }).map($elemMatch => ({ l: { $elemMatch } })),
);
const direction = fc.constantFrom(1, -1);
const sort = fc.oneof(
  fc.uniqueArray(fc.tuple(paths, direction), { maxLength: 3, selector: ([path]) => path }),
  fc.tuple(fc.tuple(fc.constant('a'), direction), fc.tuple(fc.constant('b'), direction)),
);

let [dir, store]: [string, Store | undefined] = ['', undefined];
const filled: [Collection, Doc[]][] = [];

beforeAll(async () => {
  dir = await folder();
  const opened = openStore(dir);
  store = opened;
  await opened.commit(() => {
    for (const [name, documents] of Object.entries({ single, many })) {
      const collection = ensured(opened, { db: 'd', name });
      const keys = [{ a: 1 }, { a: -1, b: 1 }, { b: 1, a: 1 }, { b: -1 }, { 'l.a': 1, 'l.b': -1 }];
      collection.indexes = keys.map((key, i) => indexOf(opened.nextNumber(), { key, name: `i${i}` }, false));
      opened.save(collection);
      const docs = fc.sample(documents, { numRuns: 120, seed: 7 }).map((doc, _id) => ({ _id, ...doc }));
      for (const doc of docs) insertRecord(opened, collection, encode(doc));
      filled.push([collection, docs.map(doc => ({ ...doc }))]);
    }
  });
});
afterAll(async () => {
  await store?.close();
  await rm(dir, { recursive: true });
});

test('every search agrees with a look at every document', () => {
  fc.assert(
    fc.property(filter, sort, (wanted, keys) => {
      const [matches, order] = [compile(wanted), compareBy(Object.fromEntries(keys))];
      for (const [collection, docs] of filled) {
        const query = { filter: wanted, ...(keys.length > 0 ? { sort: Object.fromEntries(keys) } : {}) };
        const found = [...search(store as Store, collection, query)].map(documentOf);
        const ids = found.map(({ _id }) => Number(_id)).sort((a, b) => a - b);
        expect(ids).toEqual(docs.filter(doc => matches(doc)).map(({ _id }) => _id));
        for (const [i, doc] of found.entries()) expect(order(found[i - 1] ?? doc, doc)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 250 },
  );
});
