/** insert, update, delete, findAndModify and bulkWrite, through the official driver. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Document, type MongoBulkWriteError, ObjectId } from 'mongodb';
import { codeOf, type Fixture, type Id, openFixture, type Row, refused } from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** The document after an update of `{_id: 1, ...before}`. */
const updated = async (
  before: object,
  update: object,
  options: object = {},
  filter: object = {},
): Promise<Row | null> => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1, ...before });
  await c.updateOne({ _id: 1, ...filter }, update, options);
  return c.findOne({ _id: 1 });
};

test('update operators', async () => {
  expect(await updated({ a: 1 }, { $set: { b: 2, 'c.d.e': 3 } })).toEqual({ _id: 1, a: 1, b: 2, c: { d: { e: 3 } } });
  expect(await updated({ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } })).toEqual({
    _id: 1,
    b: { d: 2 },
  });
  expect(await updated({ a: 1 }, { $inc: { a: 2.5, 'n.m': -1 }, $mul: { z: 4 } })).toEqual({
    _id: 1,
    a: 3.5,
    n: { m: -1 },
    z: 0,
  });
  expect(await updated({ a: 2147483647 }, { $inc: { a: 1 } })).toEqual({ _id: 1, a: 2147483648 });
  expect(await updated({ a: 5, b: 5 }, { $min: { a: 3, b: 9, c: 1 } })).toEqual({ _id: 1, a: 3, b: 5, c: 1 });
  expect(await updated({ a: 5, b: 5 }, { $max: { a: 3, b: 9 } })).toEqual({ _id: 1, a: 5, b: 9 });
  expect(await updated({ a: 1, b: 2 }, { $rename: { a: 'x.y', none: 'q' } })).toEqual({ _id: 1, b: 2, x: { y: 1 } });
  expect(await updated({ a: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } })).toEqual({ _id: 1, a: 2 });
  const dated = await updated({}, { $currentDate: { at: true, stamp: { $type: 'timestamp' } } });
  expect(Math.abs(dated?.at.getTime() - Date.now())).toBeLessThan(60_000);
  expect(dated?.stamp._bsontype).toBe('Timestamp');
});

test('array operators', async () => {
  const list = { l: [3, 1, 2] };
  expect(await updated(list, { $push: { l: 9, fresh: { a: 1 } } })).toEqual({
    _id: 1,
    l: [3, 1, 2, 9],
    fresh: [{ a: 1 }],
  });
  expect(await updated(list, { $push: { l: { $each: [7, 8], $position: 1 } } })).toMatchObject({ l: [3, 7, 8, 1, 2] });
  expect(await updated(list, { $push: { l: { $each: [0], $sort: 1, $slice: 3 } } })).toMatchObject({ l: [0, 1, 2] });
  expect(await updated(list, { $push: { l: { $each: [4, 5], $slice: -2 } } })).toMatchObject({ l: [4, 5] });
  const scored = {
    l: [
      { n: 'a', s: 2 },
      { n: 'b', s: 1 },
    ],
  };
  expect(
    await updated(scored, { $push: { l: { $each: [{ n: 'c', s: 3 }], $sort: { s: -1 }, $slice: 2 } } }),
  ).toMatchObject({
    l: [
      { n: 'c', s: 3 },
      { n: 'a', s: 2 },
    ],
  });
  expect(await updated({ l: [1, { a: 1 }] }, { $addToSet: { l: { $each: [1, { a: 1 }, 2, 2] } } })).toMatchObject({
    l: [1, { a: 1 }, 2],
  });
  expect(await updated({ l: [1, 5, 9, 5] }, { $pull: { l: 5 } })).toMatchObject({ l: [1, 9] });
  expect(await updated({ l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } })).toMatchObject({ l: [1] });
  expect(await updated({ l: [{ a: 1, b: 1 }, { a: 2 }] }, { $pull: { l: { a: 1 } } })).toMatchObject({ l: [{ a: 2 }] });
  expect(await updated({ l: [1, 2, 1, 3] }, { $pullAll: { l: [1, 3] } })).toMatchObject({ l: [2] });
  expect(await updated(list, { $pop: { l: 1 } })).toMatchObject({ l: [3, 1] });
  expect(await updated(list, { $pop: { l: -1 } })).toMatchObject({ l: [1, 2] });
  expect(await updated(list, { $set: { 'l.1': 'x', 'l.5': 'y' } })).toMatchObject({ l: [3, 'x', 2, null, null, 'y'] });
  expect(await updated(list, { $unset: { 'l.1': '' } })).toMatchObject({ l: [3, null, 2] });
});

test('positional updates and array filters', async () => {
  const items = {
    items: [
      { sku: 'a', n: 1 },
      { sku: 'b', n: 2 },
      { sku: 'b', n: 3 },
    ],
  };
  const ns = (row: Row | null) => row?.items.map(({ n }: { n: number }) => n);
  expect(ns(await updated(items, { $set: { 'items.$.n': 9 } }, {}, { 'items.sku': 'b' }))).toEqual([1, 9, 3]);
  expect(
    ns(await updated(items, { $inc: { 'items.$.n': 5 } }, {}, { items: { $elemMatch: { sku: 'b', n: 3 } } })),
  ).toEqual([1, 2, 8]);
  expect(ns(await updated(items, { $inc: { 'items.$[].n': 1 } }))).toEqual([2, 3, 4]);
  const filters = { arrayFilters: [{ 'it.sku': 'b', 'it.n': { $gt: 2 } }] };
  expect(ns(await updated(items, { $set: { 'items.$[it].n': 0 } }, filters))).toEqual([1, 2, 0]);
  expect(
    await updated({ l: [1, 5, 7] }, { $set: { 'l.$[big]': 0 } }, { arrayFilters: [{ big: { $gte: 5 } }] }),
  ).toMatchObject({ l: [1, 0, 0] });
  const c = fixture.fresh();
  await c.insertOne({ _id: 1, ...items });
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { 'items.$.n': 1 } }))).toBe(2);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { 'items.$[x].n': 1 } }))).toBe(2);
});

test('a pipeline updates from the document itself', async () => {
  const pipeline = [{ $set: { total: { $add: ['$a', '$b'] } } }, { $unset: 'a' }];
  expect(await updated({ a: 1, b: 2 }, pipeline)).toEqual({ _id: 1, b: 2, total: 3 });
});

test('matched, modified and upserted are counted apart', async () => {
  const c = fixture.fresh();
  await c.insertMany([1, 2, 3].map(_id => ({ _id, a: _id })));
  expect(await c.updateMany({ a: { $gte: 2 } }, { $set: { a: 3 } })).toMatchObject({
    matchedCount: 2,
    modifiedCount: 1,
  });
  expect(await c.updateOne({ _id: 9 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0, upsertedCount: 0 });
  expect(await c.replaceOne({ _id: 1 }, { b: 1 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
  expect(await c.replaceOne({ _id: 1 }, { b: 1 })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, b: 1 });
  await fixture.fresh().updateOne({ _id: 1 }, { $set: { a: 1 } });
  expect(await fixture.db.listCollections({ name: c.collectionName }).toArray()).toHaveLength(1);
  expect(await c.deleteMany({ a: 3 })).toMatchObject({ deletedCount: 2 });
  expect(await c.deleteOne({})).toMatchObject({ deletedCount: 1 });
});

test('an upsert starts from the equalities of its filter', async () => {
  const c = fixture.fresh();
  const filter = { _id: 'x', 'a.b': 1, c: { $eq: 2 }, n: { $gt: 5 } };
  const result = await c.updateOne(filter, { $set: { d: 4 }, $setOnInsert: { e: 5 } }, { upsert: true });
  expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'x' });
  expect(await c.findOne({ _id: 'x' })).toEqual({ _id: 'x', a: { b: 1 }, c: 2, d: 4, e: 5 });
  const { upsertedId } = await c.replaceOne({ k: 1 }, { v: 1 }, { upsert: true });
  expect(upsertedId).toBeInstanceOf(ObjectId);
  expect(await c.findOne({ _id: upsertedId as Id })).toEqual({ _id: upsertedId, v: 1 });
});

test('a guarded upsert of an older position meets the newer document as a duplicate', async () => {
  const c = fixture.fresh();
  const put = (position: number) =>
    c.replaceOne({ _id: 'd', position: { $lt: position } }, { position }, { upsert: true });
  await put(5);
  const error = await refused(put(4));
  expect([error.code, error.keyPattern, error.keyValue]).toEqual([11000, { _id: 1 }, { _id: 'd' }]);
  expect(await put(6)).toMatchObject({ modifiedCount: 1 });
  expect(await c.findOne({ _id: 'd' })).toEqual({ _id: 'd', position: 6 });
});

const failing = (work: Promise<unknown>): Promise<MongoBulkWriteError> => refused(work) as Promise<MongoBulkWriteError>;
const errorsOf = ({ writeErrors }: MongoBulkWriteError) =>
  (Array.isArray(writeErrors) ? writeErrors : [writeErrors]).map(({ index, code }) => [index, code]);

test('an ordered bulk ends at its first error, an unordered one reports all', async () => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1 });
  const operations = [
    { insertOne: { document: { _id: 2 } } },
    { insertOne: { document: { _id: 1 } } },
    { updateOne: { filter: { _id: 2 }, update: { $set: { a: 1 } } } },
    { insertOne: { document: { _id: 2 } } },
    { deleteOne: { filter: { _id: 1 } } },
    { updateOne: { filter: { _id: 7 }, update: { $set: { a: 1 } }, upsert: true } },
  ];
  const ordered = await failing(c.bulkWrite(operations));
  expect([errorsOf(ordered), ordered.result.insertedCount]).toEqual([[[1, 11000]], 1]);
  expect(await c.find().toArray()).toEqual([{ _id: 1 }, { _id: 2 }]);
  const unordered = await failing(c.bulkWrite(operations, { ordered: false }));
  expect(errorsOf(unordered).sort()).toEqual([
    [0, 11000],
    [1, 11000],
    [3, 11000],
  ]);
  expect(unordered.result).toMatchObject({
    insertedCount: 0,
    modifiedCount: 1,
    deletedCount: 1,
    upsertedCount: 1,
  });
  expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 2, a: 1 },
    { _id: 7, a: 1 },
  ]);
});

test('insertMany reports each duplicate with its key', async () => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1 });
  const error = await failing(c.insertMany([{ _id: 0 }, { _id: 1 }, { _id: 2 }, { _id: 0 }], { ordered: false }));
  expect(errorsOf(error)).toEqual([
    [1, 11000],
    [3, 11000],
  ]);
  expect(error.result.insertedCount).toBe(2);
  expect(error.message).toContain('E11000 duplicate key error');
  expect(await c.countDocuments()).toBe(3);
});

test('a bulk of a thousand guarded operations', async () => {
  const c = fixture.fresh();
  const bulk = (position: number) =>
    c.bulkWrite(
      Array.from({ length: 1000 }, (_, i) => ({
        updateOne: {
          filter: { _id: `d${i}`, position: { $lt: position } },
          update: { $set: { position }, $push: { seen: position } } as Document,
          upsert: true,
        },
      })),
      { ordered: false },
    );
  expect((await bulk(1)).upsertedCount).toBe(1000);
  expect((await bulk(2)).modifiedCount).toBe(1000);
  expect(errorsOf(await failing(bulk(2)))).toHaveLength(1000);
  expect(await c.findOne({ _id: 'd999' })).toEqual({ _id: 'd999', position: 2, seen: [1, 2] });
});

test('findOneAndUpdate, Replace and Delete', async () => {
  const c = fixture.fresh();
  await c.insertMany([1, 2, 3].map(_id => ({ _id, n: _id })));
  expect(await c.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 3, n: 3 });
  expect(
    await c.findOneAndUpdate({ _id: 3 }, { $inc: { n: 1 } }, { returnDocument: 'after', projection: { _id: 0 } }),
  ).toEqual({ n: 14 });
  expect(await c.findOneAndUpdate({ _id: 9 }, { $set: { n: 9 } })).toBeNull();
  const made = await c.findOneAndUpdate({ _id: 9 }, { $set: { n: 9 } }, { upsert: true, returnDocument: 'after' });
  expect(made).toEqual({ _id: 9, n: 9 });
  expect(await c.findOneAndReplace({ _id: 1 }, { m: 1 }, { returnDocument: 'after' })).toEqual({ _id: 1, m: 1 });
  expect(await c.findOneAndDelete({ n: { $lt: 10 } }, { sort: { n: 1 } })).toEqual({ _id: 2, n: 2 });
  const full = await c.findOneAndUpdate({ _id: 8 }, { $set: { n: 1 } }, { upsert: true, includeResultMetadata: true });
  expect(full.lastErrorObject).toEqual({ n: 1, updatedExisting: false, upserted: 8 });
  const count = fixture.fresh();
  const increments = Array.from({ length: 50 }, () =>
    count.findOneAndUpdate({ _id: 'n' }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }),
  );
  expect(new Set((await Promise.all(increments)).map(row => row?.n)).size).toBe(50);
});
