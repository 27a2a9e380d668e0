/** Filters, sorts, projections, count, distinct and aggregate, through the official driver. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Long, ObjectId } from 'mongodb';
import { codeOf, type Fixture, openFixture, type Row } from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const rows: Row[] = [
  {
    _id: 1,
    a: 1,
    s: 'apple',
    tags: ['x', 'y'],
    n: { m: 1 },
    items: [
      { k: 'a', v: 1 },
      { k: 'b', v: 5 },
    ],
  },
  { _id: 2, a: 2.5, s: 'Banana', tags: [], n: { m: null }, items: [{ k: 'a', v: 5 }] },
  { _id: 3, a: Long.fromNumber(3), s: 'cherry', tags: 'x', n: null, at: new Date(1000) },
  { _id: 4, a: '3', s: '阿胶', tags: ['y', ['z']], at: new Date(2000) },
  { _id: 5, a: null, ref: new ObjectId('0123456789abcdef01234567') },
  { _id: 6, a: [1, 9], flag: true },
];

const filters: [object, number[]][] = [
  [{ a: 1 }, [1, 6]],
  [{ a: 3 }, [3]],
  [{ a: null }, [5]],
  [{ s: null }, [5, 6]],
  [{ a: { $gt: 2 } }, [2, 3, 6]],
  [{ a: { $gte: 2.5, $lt: 3 } }, [2, 6]],
  [{ a: { $lt: 2 } }, [1, 6]],
  [{ a: { $ne: 1 } }, [2, 3, 4, 5]],
  [{ a: { $in: [1, '3', null] } }, [1, 4, 5, 6]],
  [{ s: { $in: [/^a/, 'cherry'] } }, [1, 3]],
  [{ a: { $nin: [1, 3] } }, [2, 4, 5]],
  [{ a: { $not: { $gt: 1 } } }, [1, 4, 5]],
  [{ a: [1, 9] }, [6]],
  [{ s: { $exists: false } }, [5, 6]],
  [{ s: { $exists: true }, at: { $exists: true } }, [3, 4]],
  [{ a: { $type: 'string' } }, [4]],
  [{ a: { $type: 'number' } }, [1, 2, 3, 6]],
  [{ a: { $type: 'array' } }, [6]],
  [{ a: { $type: ['null', 'long'] } }, [3, 5]],
  [{ s: /AN/i }, [2]],
  [{ s: { $regex: '^B', $options: '' } }, [2]],
  [{ s: { $regex: '胶$' } }, [4]],
  [{ s: { $not: /a/ } }, [3, 4, 5, 6]],
  [{ tags: 'x' }, [1, 3]],
  [{ tags: { $all: ['x', 'y'] } }, [1]],
  [{ tags: { $size: 0 } }, [2]],
  [{ tags: ['x', 'y'] }, [1]],
  [{ tags: ['z'] }, [4]],
  [{ 'tags.0': 'x' }, [1]],
  [{ 'n.m': 1 }, [1]],
  [{ 'n.m': null }, [2, 3, 4, 5, 6]],
  [{ n: { m: 1 } }, [1]],
  [{ 'items.k': 'b' }, [1]],
  [{ 'items.k': 'a', 'items.v': 5 }, [1, 2]],
  [{ items: { $elemMatch: { k: 'a', v: 5 } } }, [2]],
  [{ items: { $elemMatch: { v: { $gt: 1, $lt: 5 } } } }, []],
  [{ a: { $elemMatch: { $gt: 5 } } }, [6]],
  [{ 'items.1.v': 5 }, [1]],
  [{ at: { $gte: new Date(1500) } }, [4]],
  [{ ref: new ObjectId('0123456789abcdef01234567') }, [5]],
  [{ flag: true }, [6]],
  [{ $or: [{ a: 1 }, { s: 'cherry' }] }, [1, 3, 6]],
  [{ $nor: [{ a: 1 }, { s: 'cherry' }] }, [2, 4, 5]],
  [{ $and: [{ a: { $gt: 0 } }, { tags: 'x' }] }, [1, 3]],
  [{ a: { $mod: [2, 1] } }, [1, 3, 6]],
  [{ $expr: { $eq: ['$s', 'apple'] } }, [1]],
  [{ _id: { $gt: 2, $lte: 4 } }, [3, 4]],
  [{ _id: { $in: [6, 1, 1, 99] } }, [1, 6]],
  [{ _id: 1, a: 2 }, []],
  [{ a: { $gt: 'a' } }, []],
  [{ a: { $bitsAllSet: 1 } }, [1, 3, 6]],
];

test('filters find the same with every index and without one', async () => {
  const [plain, indexed] = [fixture.fresh(), fixture.fresh()];
  for (const path of ['a', 's', 'tags', 'n.m', 'items.k', 'items.v', 'at', 'ref', 'flag'])
    await indexed.createIndexes([{ key: { [path]: 1 } }, { key: { [path]: -1, _id: 1 } }]);
  await indexed.createIndex({ 'items.k': 1, 'items.v': -1 });
  for (const c of [plain, indexed]) await c.insertMany(rows);
  for (const [filter, expected] of filters)
    for (const c of [plain, indexed]) {
      const found = (await c.find(filter).toArray()).map(({ _id }) => _id).sort();
      expect([filter, found]).toEqual([filter, expected]);
      expect(await c.countDocuments(filter)).toBe(expected.length);
    }
});

test('sorts order across types, by index and without', async () => {
  const values = [
    5,
    'b',
    null,
    new Date(1),
    [2, 8],
    true,
    'B',
    4.5,
    Long.fromNumber(9),
    { a: 1 },
    undefined,
    new ObjectId(),
  ];
  const sorted = ['null', 'missing', '2..8', '4.5', '5', '9', 'B', 'b', 'object', 'id', 'true', 'date'];
  const names = ['5', 'b', 'null', 'date', '2..8', 'true', 'B', '4.5', '9', 'object', 'missing', 'id'];
  const c = fixture.fresh();
  await c.insertMany(values.map((v, i) => ({ _id: names[i] as string, ...(v === undefined ? {} : { v }), one: 1 })));
  const ids = async (direction: 1 | -1) =>
    (
      await c
        .find()
        .sort({ v: direction, _id: direction === 1 ? -1 : 1 })
        .toArray()
    ).map(({ _id }) => _id);
  expect(await ids(1)).toEqual(sorted);
  const down = await ids(-1);
  await c.createIndex({ v: 1, _id: -1 });
  expect(await ids(1)).toEqual(sorted);
  expect(await ids(-1)).toEqual(down);
});

test('an index serves equality, range and sort together', async () => {
  const c = fixture.fresh();
  await c.createIndexes([{ key: { who: 1, at: -1 } }, { key: { status: 1, at: 1, n: -1 } }]);
  await c.insertMany(
    Array.from({ length: 200 }, (_, _id) => ({
      _id,
      who: `w${_id % 5}`,
      at: _id % 17,
      status: _id % 2 ? 'on' : 'off',
      n: _id % 3,
    })),
  );
  const all = await c.find().toArray();
  const expected = (filter: (row: Row) => boolean, by: (a: Row, b: Row) => number) =>
    all
      .filter(filter)
      .sort(by)
      .map(({ _id }) => _id);
  const ids = async (filter: object, sort: [string, 1 | -1][]) =>
    (await c.find(filter).sort(sort).toArray()).map(({ _id }) => _id);
  const newest = (a: Row, b: Row) => b.at - a.at || (a._id as number) - (b._id as number);
  expect(
    await ids({ who: 'w2', at: { $gte: 3, $lt: 12 } }, [
      ['at', -1],
      ['_id', 1],
    ]),
  ).toEqual(expected(r => r.who === 'w2' && r.at >= 3 && r.at < 12, newest));
  const ats = async (filter: object, direction: 1 | -1) =>
    (await c.find(filter).sort({ at: direction }).toArray()).map(({ at }) => at);
  const order = (filter: (row: Row) => boolean, sign: number) =>
    all
      .filter(filter)
      .map(({ at }) => at)
      .sort((a, b) => (a - b) * sign);
  expect(await ats({ who: 'w1' }, -1)).toEqual(order(r => r.who === 'w1', -1));
  expect(await ats({ who: 'w1', at: { $gt: 4 } }, 1)).toEqual(order(r => r.who === 'w1' && r.at > 4, 1));
  expect(await ats({ who: { $in: ['w1', 'w3'] } }, 1)).toEqual(order(r => r.who === 'w1' || r.who === 'w3', 1));
  expect(await ats({ status: 'on', at: { $lte: 9 } }, -1)).toEqual(order(r => r.status === 'on' && r.at <= 9, -1));
  const first = await c.find({ who: 'w4' }).sort({ at: -1 }).skip(3).limit(4).toArray();
  expect(first.map(({ at }) => at)).toEqual(order(r => r.who === 'w4', -1).slice(3, 7));
});

test('projections keep and leave out', async () => {
  const c = fixture.fresh();
  await c.insertOne({ _id: 1, a: 1, b: { c: 2, d: 3 }, l: [{ x: 1, y: 2 }, { x: 3 }], n: Long.fromNumber(4) });
  const get = (projection: object) => c.findOne({ _id: 1 }, { projection });
  expect(await get({ a: 1 })).toEqual({ _id: 1, a: 1 });
  expect(await get({ a: 1, _id: 0 })).toEqual({ a: 1 });
  expect(await get({ a: 0, n: 0, l: 0 })).toEqual({ _id: 1, b: { c: 2, d: 3 } });
  expect(await get({ 'b.c': 1, 'l.x': 1 })).toEqual({ _id: 1, b: { c: 2 }, l: [{ x: 1 }, { x: 3 }] });
  expect(await get({ b: { d: 0 }, l: 0, a: 0 })).toEqual({ _id: 1, b: { c: 2 }, n: 4 });
  expect(await get({ _id: 1 })).toEqual({ _id: 1 });
  expect(await get({ l: { $slice: 1 }, a: 1 })).toEqual({ _id: 1, a: 1, l: [{ x: 1, y: 2 }] });
  expect(await get({ l: { $elemMatch: { x: 3 } } })).toEqual({ _id: 1, l: [{ x: 3 }] });
  expect(await get({ sum: { $add: ['$a', '$b.c'] } })).toEqual({ _id: 1, sum: 3 });
  expect(await codeOf(get({ a: 1, n: 0 }))).toBe(31254);
});

test('count, estimate and distinct', async () => {
  const c = fixture.fresh();
  await c.insertMany([
    { _id: 1, t: ['a', 'b'] },
    { _id: 2, t: 'b' },
    { _id: 3, t: Long.fromNumber(1) },
    { _id: 4, t: 1 },
    { _id: 5 },
  ]);
  expect([await c.countDocuments({}, { skip: 1, limit: 2 }), await c.estimatedDocumentCount()]).toEqual([2, 5]);
  expect((await c.distinct('t')).sort()).toEqual([1, 'a', 'b']);
  expect(await c.distinct('t', { _id: 2 })).toEqual(['b']);
  expect(await fixture.fresh().distinct('t')).toEqual([]);
});

test('aggregate groups, joins, unwinds and counts', async () => {
  const [orders, people] = [fixture.fresh(), fixture.fresh()];
  await people.insertMany([
    { _id: 'p1', name: '张三' },
    { _id: 'p2', name: '李四' },
  ]);
  await orders.insertMany([
    { _id: 1, by: 'p1', fen: 100, lines: ['a', 'b'], at: new Date('2026-01-05T01:00:00Z') },
    { _id: 2, by: 'p2', fen: 250, lines: ['b'], at: new Date('2026-01-05T20:00:00Z') },
    { _id: 3, by: 'p1', fen: 50, lines: [], at: new Date('2026-01-06T01:00:00Z') },
    { _id: 4, by: 'p9', fen: 5, at: new Date('2026-02-06T01:00:00Z') },
  ]);
  const run = (...pipeline: object[]) => orders.aggregate(pipeline).toArray();
  expect(
    await run({ $match: { by: 'p1' } }, { $group: { _id: '$by', fen: { $sum: '$fen' }, n: { $sum: 1 } } }),
  ).toEqual([{ _id: 'p1', fen: 150, n: 2 }]);
  expect(await run({ $unwind: '$lines' }, { $sortByCount: '$lines' })).toEqual([
    { _id: 'b', count: 2 },
    { _id: 'a', count: 1 },
  ]);
  expect(await run({ $sort: { fen: -1 } }, { $limit: 2 }, { $project: { _id: 0, fen: 1 } })).toEqual([
    { fen: 250 },
    { fen: 100 },
  ]);
  expect(await run({ $match: { fen: { $gt: 10 } } }, { $count: 'n' })).toEqual([{ n: 3 }]);
  const lookup = { from: people.collectionName, localField: 'by', foreignField: '_id', as: 'who' };
  expect(await run({ $match: { _id: { $in: [1, 4] } } }, { $lookup: lookup }, { $project: { who: 1 } })).toEqual([
    { _id: 1, who: [{ _id: 'p1', name: '张三' }] },
    { _id: 4, who: [] },
  ]);
  const inner = {
    from: people.collectionName,
    let: { id: '$by' },
    pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$id'] } } }],
    as: 'who',
  };
  expect((await run({ $match: { _id: 2 } }, { $lookup: inner })).map(({ who }) => who)).toEqual([
    [{ _id: 'p2', name: '李四' }],
  ]);
  const day = { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: '+08:00' } };
  expect(await run({ $group: { _id: day, n: { $sum: 1 } } }, { $sort: { _id: 1 } })).toEqual([
    { _id: '2026-01-05', n: 1 },
    { _id: '2026-01-06', n: 2 },
    { _id: '2026-02-06', n: 1 },
  ]);
  expect(
    await run({ $facet: { dear: [{ $match: { fen: { $gte: 100 } } }, { $count: 'n' }], all: [{ $count: 'n' }] } }),
  ).toEqual([{ dear: [{ n: 2 }], all: [{ n: 4 }] }]);
  expect(
    await run(
      { $set: { double: { $multiply: ['$fen', 2] } } },
      { $match: { double: 500 } },
      { $unset: ['at', 'lines'] },
    ),
  ).toEqual([{ _id: 2, by: 'p2', fen: 250, double: 500 }]);
  expect(await run({ $match: { none: 1 } })).toEqual([]);
  expect(await codeOf(run({ $match: 1 as never }))).toBeGreaterThan(0);
  const batches = orders.aggregate([{ $sort: { _id: 1 } }], { batchSize: 1 });
  expect((await batches.toArray()).map(({ _id }) => _id)).toEqual([1, 2, 3, 4]);
});
