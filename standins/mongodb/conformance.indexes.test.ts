/** Indexes: made, listed, dropped, unique, partial, sparse and expiring, through the official driver. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeOf, type Fixture, openFixture, refused } from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

test('indexes are listed as they were made, and dropped', async () => {
  const c = fixture.fresh();
  expect(await c.createIndexes([{ key: { a: 1 } }, { key: { 'b.c': -1, a: 1 }, name: 'both', unique: true }])).toEqual([
    'a_1',
    'both',
  ]);
  await c.createIndex({ a: 1 });
  expect(await c.indexes()).toEqual([
    { v: 2, key: { _id: 1 }, name: '_id_' },
    { v: 2, key: { a: 1 }, name: 'a_1' },
    { v: 2, key: { 'b.c': -1, a: 1 }, name: 'both', unique: true },
  ]);
  expect(await codeOf(c.createIndex({ a: 1 }, { name: 'other' }))).toBe(85);
  expect(await codeOf(c.createIndex({ z: 1 }, { name: 'both' }))).toBe(86);
  expect(await codeOf(c.dropIndex('none'))).toBe(27);
  expect(await codeOf(c.dropIndex('_id_'))).toBe(72);
  await c.dropIndex('a_1');
  await c.dropIndexes();
  expect((await c.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  expect(await codeOf(fixture.fresh().indexes())).toBe(26);
});

test('a unique index refuses the second, by insert, update and upsert', async () => {
  const c = fixture.fresh();
  await c.createIndex({ 'who.phone': 1, kind: 1 }, { unique: true });
  await c.insertMany([
    { _id: 1, who: { phone: 'x' }, kind: 1 },
    { _id: 2, who: { phone: 'x' }, kind: 2 },
  ]);
  const error = await refused(c.insertOne({ _id: 3, who: { phone: 'x' }, kind: 2 }));
  expect(error.code).toBe(11000);
  expect([error.keyPattern, error.keyValue]).toEqual([
    { 'who.phone': 1, kind: 1 },
    { 'who.phone': 'x', kind: 2 },
  ]);
  expect(error.message).toContain('E11000 duplicate key error collection: ');
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { kind: 2, other: 1 } }))).toBe(11000);
  expect(await codeOf(c.updateOne({ _id: 9 }, { $set: { 'who.phone': 'x', kind: 1 } }, { upsert: true }))).toBe(11000);
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, who: { phone: 'x' }, kind: 1 });
  await c.deleteOne({ _id: 2 });
  await c.updateOne({ _id: 1 }, { $set: { kind: 2 } });
  await c.insertOne({ _id: 4, who: { phone: 'x' }, kind: 1 });
  expect(await c.countDocuments({ 'who.phone': 'x' })).toBe(2);
});

test('missing counts as null in a unique index unless it is sparse or partial', async () => {
  const [strict, sparse, partial] = [fixture.fresh(), fixture.fresh(), fixture.fresh()];
  await strict.createIndex({ k: 1 }, { unique: true });
  await strict.insertOne({ _id: 1 });
  expect(await codeOf(strict.insertOne({ _id: 2, k: null }))).toBe(11000);
  await sparse.createIndex({ k: 1 }, { unique: true, sparse: true });
  await sparse.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, k: 'x' }]);
  expect(await codeOf(sparse.insertOne({ _id: 4, k: 'x' }))).toBe(11000);
  expect(await sparse.find().sort({ k: 1 }).toArray()).toHaveLength(3);
  expect(await sparse.countDocuments({ k: null })).toBe(2);
  await partial.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await partial.insertMany([
    { _id: 1, k: 1, open: true },
    { _id: 2, k: 1, open: false },
    { _id: 3, k: 1 },
  ]);
  expect(await codeOf(partial.updateOne({ _id: 3 }, { $set: { open: true } }))).toBe(11000);
  await partial.updateOne({ _id: 1 }, { $set: { open: false } });
  await partial.updateOne({ _id: 3 }, { $set: { open: true } });
  expect(await partial.countDocuments({ k: 1 })).toBe(3);
  expect(await partial.countDocuments({ k: 1, open: true })).toBe(1);
});

test('a unique index is not made over doubles, and arrays count by element', async () => {
  const c = fixture.fresh();
  await c.insertMany([
    { _id: 1, t: ['a', 'b', 'a'] },
    { _id: 2, t: ['b', 'c'] },
  ]);
  expect(await codeOf(c.createIndex({ t: 1 }, { unique: true }))).toBe(11000);
  expect(await c.indexes()).toHaveLength(1);
  await c.updateOne({ _id: 2 }, { $pull: { t: 'b' } } as never);
  await c.createIndex({ t: 1 }, { unique: true });
  expect(await codeOf(c.insertOne({ _id: 3, t: 'a' }))).toBe(11000);
  expect(await c.find({ t: { $gt: 'a' } }).toArray()).toHaveLength(2);
  await c.createIndex({ t: 1, u: 1 });
  expect(await codeOf(c.insertOne({ _id: 4, t: ['x', 'y'], u: [1, 2] }))).toBe(171);
});

test('an index over documents already there finds them, and renaming takes it along', async () => {
  const c = fixture.fresh();
  await c.insertMany(Array.from({ length: 500 }, (_, _id) => ({ _id, k: _id % 50, long: 'y'.repeat(3000) + _id })));
  await c.createIndexes([{ key: { k: 1 } }, { key: { long: 1 } }]);
  expect(await c.countDocuments({ k: 7 })).toBe(10);
  expect(await c.countDocuments({ long: `${'y'.repeat(3000)}123` })).toBe(1);
  expect(await c.countDocuments({ long: { $regex: '^yyy' } })).toBe(500);
  const renamed = await c.rename(`${c.collectionName}_renamed`);
  expect(await renamed.countDocuments({ k: { $gte: 48 } })).toBe(20);
  expect(await renamed.indexes()).toHaveLength(3);
});

test('a TTL index expires documents by their date', async () => {
  const c = fixture.fresh();
  await fixture.client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
  await c.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  await c.insertMany([
    { _id: 'old', at: new Date(Date.now() - 61_000) },
    { _id: 'new', at: new Date() },
    { _id: 'no date', at: 'yesterday' },
    { _id: 'list', at: [new Date(), new Date(0)] },
  ]);
  while ((await c.countDocuments()) > 2) await c.findOne();
  expect((await c.find().toArray()).map(({ _id }) => _id)).toEqual(['new', 'no date']);
});

test('kinds of index that are not supported are refused', async () => {
  if (process.env.MONGODB_URL !== undefined) return;
  const c = fixture.fresh();
  expect(await codeOf(c.createIndex({ a: 'text' }))).toBe(67);
  expect(await codeOf(c.createIndex({ '$**': 1 }))).toBe(67);
  expect(await codeOf(c.createIndex({ a: 1 }, { collation: { locale: 'zh' } }))).toBe(67);
});
