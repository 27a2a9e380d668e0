/** Connection, catalogue, cursors, types and refusals, through the official driver. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'mongodb';
import { codeOf, type Fixture, openFixture, refused } from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

test('hello, ping and buildInfo answer', async () => {
  const { client } = fixture;
  expect(await client.db('admin').command({ hello: 1 })).toMatchObject({
    isWritablePrimary: true,
    maxBsonObjectSize: 16777216,
    ok: 1,
  });
  expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  expect((await client.db('admin').command({ buildInfo: 1 })).versionArray).toHaveLength(4);
});

test('an unknown command and an unknown field are refused by name', async () => {
  const { db } = fixture;
  const unknown = await refused(db.command({ noSuchCommand: 1 }));
  expect([unknown.code, unknown.codeName]).toEqual([59, 'CommandNotFound']);
  expect(unknown.message).toContain("no such command: 'noSuchCommand'");
  expect(await codeOf(db.command({ find: 'c', wrong: 1 }))).toBe(40415);
});

test('malformed queries and updates carry their codes', async () => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1, text: 'a', n: 1 });
  expect(await codeOf(c.find({ n: { $nonsense: 1 } }).toArray())).toBe(2);
  expect(await codeOf(c.find({ $nonsense: [] }).toArray())).toBe(2);
  expect(await codeOf(c.find({ $and: [] }).toArray())).toBe(2);
  expect(await codeOf(c.find({ n: { $in: 3 as never } }).toArray())).toBe(2);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $nonsense: { a: 1 } } as never))).toBe(9);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }))).toBe(40);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $inc: { text: 1 } } as never))).toBe(14);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $push: { text: 1 } } as never))).toBe(2);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { 'text.below': 1 } }))).toBe(28);
  expect(await codeOf(c.updateOne({ _id: 1 }, { $set: { _id: 2 } }))).toBe(66);
  expect(await codeOf(c.replaceOne({ _id: 1 }, { _id: 2, a: 1 }))).toBe(66);
  expect(await codeOf(c.aggregate([{ $nonsense: {} }]).toArray())).toBe(40324);
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, text: 'a', n: 1 });
});

test('transactions and change streams are refused', async () => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1 });
  if ((await fixture.client.db('admin').command({ hello: 1 })).setName !== undefined) return;
  const session = fixture.client.startSession();
  session.startTransaction();
  expect(await codeOf(c.findOne({ _id: 1 }, { session }))).toBe(20);
  await session.endSession();
  expect(await codeOf(c.watch().next())).toBe(40573);
});

test('every type comes back as it went', async () => {
  const c = fixture.fresh();
  const types = {
    int: 5,
    double: 1.5,
    text: '云诊 🩺 \0 zero',
    date: new Date('2026-01-02T03:04:05.678Z'),
    id: new ObjectId(),
    uuid: new UUID(),
    bytes: new Binary(Buffer.from([0, 1, 255])),
    decimal: Decimal128.fromString('12345678901234567890.12345'),
    stamp: new Timestamp({ t: 7, i: 3 }),
    regex: /^a.b$/im,
    none: null,
    yes: true,
    nested: { list: [1, 'two', { three: [3] }], empty: {}, nothing: [] },
    least: new MinKey(),
    most: new MaxKey(),
  };
  await c.insertOne({ _id: 1, ...types });
  await c.updateOne({ _id: 1 }, { $set: { touched: true } });
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, ...types, touched: true });
  const raw = await c.findOne({ _id: 1 }, { promoteValues: false });
  expect(raw?.double).toEqual(new Double(1.5));
  expect(raw?.int._bsontype).toBe('Int32');
});

test('int64 stays int64 with and without useBigInt64', async () => {
  const c = fixture.fresh();
  const big = (await fixture.connect({ useBigInt64: true })).db(fixture.db.databaseName).collection(c.collectionName);
  const position = 9_007_199_254_740_993n;
  await c.insertOne({ _id: 1, position: Long.fromBigInt(position), small: Long.fromNumber(7) });
  await big.updateOne({ position }, { $set: { seen: 1 }, $inc: { small: 1 } });
  expect(await big.findOne({ _id: 1 } as never)).toEqual({ _id: 1, position, small: 8n, seen: 1 });
  expect(await c.findOne({ _id: 1 })).toMatchObject({ small: 8, seen: 1 });
  expect(await c.countDocuments({ small: 8 })).toBe(1);
  expect(await big.countDocuments({ position: { $gt: position - 1n, $lt: position + 1n } })).toBe(1);
  expect(await big.countDocuments({ position: position - 1n })).toBe(0);
});

test('_id of any type finds its document, and leads it', async () => {
  const c = fixture.fresh();
  const ids = [
    'a',
    1,
    2.5,
    new ObjectId(),
    new UUID(),
    new Date(5),
    true,
    { of: 'two', parts: 1 },
    new Binary(Buffer.from('x')),
  ];
  await c.insertMany(ids.map(_id => ({ n: 1, _id })));
  for (const _id of ids) expect(Object.entries((await c.findOne({ _id })) ?? {})[0]).toEqual(['_id', _id]);
  expect(await c.countDocuments({ _id: { $in: [...ids, 'missing'] } })).toBe(ids.length);
  expect(await codeOf(c.insertOne({ _id: Long.fromNumber(1) }))).toBe(11000);
  await c.insertOne({ _id: 'long'.repeat(2000) });
  const [long, longer] = ['long'.repeat(2000), 'long'.repeat(2001)];
  await c.insertOne({ _id: longer });
  for (const filter of [{ _id: long }, { _id: { $in: [long, 'x'] } }, { _id: { $gte: long, $lt: longer } }])
    expect((await c.find(filter).toArray()).map(({ _id }) => _id)).toEqual([long]);
});

test('databases and collections are listed, made, renamed and dropped', async () => {
  const db = fixture.client.db(`${fixture.db.databaseName}_other`);
  await db.createCollection('a');
  expect(await codeOf(db.command({ create: 'b$' }))).toBe(73);
  await db.collection<{ _id: number }>('b').insertOne({ _id: 1 });
  const names = async () => (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  expect(await names()).toEqual(['a', 'b']);
  expect(await db.listCollections({ name: 'b' }).toArray()).toMatchObject([{ name: 'b', type: 'collection' }]);
  expect(await codeOf(db.renameCollection('b', 'a'))).toBe(48);
  await db.renameCollection('b', 'a', { dropTarget: true });
  expect(await names()).toEqual(['a']);
  expect(await db.collection('a').find().toArray()).toEqual([{ _id: 1 }]);
  expect(await codeOf(db.renameCollection('b', 'c'))).toBe(26);
  const databases = await fixture.client.db('admin').admin().listDatabases({ nameOnly: true });
  expect(databases.databases.map(({ name }) => name)).toContain(db.databaseName);
  await db.collection('a').drop();
  expect(await db.collection('a').find().toArray()).toEqual([]);
  await db.collection('z').insertOne({});
  await db.dropDatabase();
  expect(await names()).toEqual([]);
});

test('a cursor hands out batches, and may be killed', async () => {
  const c = fixture.fresh();
  await c.insertMany(Array.from({ length: 1000 }, (_, _id) => ({ _id, half: _id % 2 })));
  const all = await c.find({ half: 1 }).batchSize(7).toArray();
  expect(all.map(({ _id }) => _id)).toEqual(Array.from({ length: 500 }, (_, i) => 2 * i + 1));
  expect(await c.find().sort({ _id: -1 }).skip(10).limit(3).toArray()).toEqual(
    [989, 988, 987].map(_id => ({ _id, half: _id % 2 })),
  );
  const cursor = c.find().batchSize(2);
  await cursor.next();
  const id = cursor.id;
  await cursor.close();
  expect(await codeOf(fixture.db.command({ getMore: id, collection: c.collectionName }))).toBe(43);
  expect(await c.find().batchSize(10).limit(25).toArray()).toHaveLength(25);
});

test('a cursor goes on while its collection changes', async () => {
  const c = fixture.fresh();
  await c.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id })));
  const seen: unknown[] = [];
  for await (const { _id } of c.find().batchSize(50)) {
    seen.push(_id);
    await c.deleteOne({ _id });
  }
  expect(seen).toHaveLength(300);
  expect(await c.countDocuments()).toBe(0);
});

test('large documents pass, too large ones do not', async () => {
  const c = fixture.fresh();
  const text = 'x'.repeat(5 * 1024 * 1024);
  await c.insertMany([1, 2, 3, 4, 5].map(_id => ({ _id, text })));
  expect((await c.find().toArray()).map(({ text }) => text.length)).toEqual(Array(5).fill(text.length));
  const grown = c.updateOne({ _id: 1 }, { $set: { a: text, b: text, c: text } });
  expect(await codeOf(grown)).toBeGreaterThan(0);
  expect(await c.findOne({ _id: 1 }, { projection: { text: 0 } })).toEqual({ _id: 1 });
});

test('an unacknowledged write comes before what is asked next', async () => {
  const c = fixture.fresh();
  const one = await fixture.connect({ maxPoolSize: 1 });
  const same = one.db(fixture.db.databaseName).collection<{ _id: number }>(c.collectionName);
  await same.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
  expect(await same.findOne({ _id: 1 })).toEqual({ _id: 1 });
});
