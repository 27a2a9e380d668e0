import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { start } from '../standins/mongodb/server.ts';
import type { Standin } from '../standins/standin.ts';
import { type Mongo, mongo } from './mongo.ts';
import { SealBroken, SubjectErased, sealing, WrongMasterKey } from './sealing.ts';

let dir: string;
let server: Standin;
let database: Mongo;
const masterKey = randomBytes(32);
const blindIndexKey = randomBytes(32);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mongodb-'));
  server = await start({ port: 0, dir });
  database = mongo(server.url, 'test', 'test');
});
afterAll(async () => {
  await database.close();
  await server.close();
  await rm(dir, { recursive: true });
});

/** As another process: the same keys, a cache of its own. */
const another = (options = {}) => sealing({ db: database.db, masterKey, blindIndexKey, ...options });
/** As somebody else may have written it. */
const asSealed = (text: string) => text as unknown as Sealed<string>;
const keys = () => database.db.collection('subject_keys');

test('another process opens what this one sealed', async () => {
  const person = randomUUID();
  const sealed = await another().seal(person, '张三');
  expect(sealed).toContain(person);
  expect(await another().unseal(sealed)).toBe('张三');
});

test('many processes that seal for a new person at once agree on one key', async () => {
  const person = randomUUID();
  const sealed = await Promise.all(Array.from({ length: 20 }, (_, n) => another().seal(person, `${n}`)));
  const reader = another();
  expect(await Promise.all(sealed.map(one => reader.unseal(one)))).toEqual(
    Array.from({ length: 20 }, (_, n) => `${n}`),
  );
  expect(await keys().countDocuments({ _id: person as never })).toBe(1);
});

test('many values of many people are sealed in order and opened inside any JSON', async () => {
  const people = Array.from({ length: 5 }, () => randomUUID());
  const { sealMany, unsealDeep } = another();
  const sealed = await sealMany(people.map((subjectId, n) => ({ subjectId, value: `name ${n}` })));
  const page = { rows: sealed.map((name, n) => ({ n, name })), total: 5 };
  expect(await another().unsealDeep(page)).toEqual({
    rows: people.map((_, n) => ({ n, name: `name ${n}` })),
    total: 5,
  });
  expect(await unsealDeep({ nothing: ['here'] })).toEqual({ nothing: ['here'] });
});

test('an object, a list and a number are sealed as they are, each as one value', async () => {
  const { seal } = another();
  const address = { name: '李雷', lines: ['天津', '南开区'], floor: 7, lift: false };
  const sealed = await seal(randomUUID(), address);
  expect(JSON.stringify(sealed)).not.toMatch(/天津|lines/);
  expect(await another().unseal(sealed)).toEqual(address);
  for (const value of [0, -1.5, true, '', 'sealed.1.', [], [['x']], {}])
    expect(await another().unseal(await seal(randomUUID(), value))).toEqual(value);
});

test('what does not open is null and told why, and takes nothing else with it', async () => {
  const [person, erased, stolen] = [randomUUID(), randomUUID(), randomUUID()];
  const { sealMany, destroy } = another();
  const sealed = await sealMany([person, erased, stolen].map(subjectId => ({ subjectId, value: 'text' })));
  const [good = '', gone = '', moved = ''] = sealed.map(String);
  await destroy(erased);
  const wrapped = (await keys().findOne({ _id: person as never }))?.wrapped;
  await keys().updateOne({ _id: stolen as never }, { $set: { wrapped } });
  const changed = `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`;
  const unknown = good.replace(person, randomUUID());
  const why: string[] = [];
  const reader = another();
  const all = [good, gone, moved, changed, unknown, 'sealed.1.'].map(asSealed);
  const opened = await reader.openAll(all, one => why.push(one));
  expect([...opened.values()]).toEqual(['text', null, null, null, null, null]);
  expect(why).toEqual(['erased', 'broken', 'broken', 'broken', 'broken']);
  expect(await reader.unsealDeep({ rows: [changed, good, gone] })).toEqual({ rows: [null, 'text', null] });
});

test('the key is stored wrapped: the database alone opens nothing', async () => {
  const person = randomUUID();
  await another().seal(person, 'x');
  const document = await keys().findOne({ _id: person as never });
  expect(Buffer.from(document?.wrapped, 'base64')).toHaveLength(12 + 32 + 16);
  await expect(
    sealing({ db: database.db, masterKey: randomBytes(32), blindIndexKey }).seal(person, 'y'),
  ).rejects.toThrow(WrongMasterKey);
});

test('a database whose keys another master wrapped is refused at the start, an empty one is not', async () => {
  const db = database.client.db(`t${randomUUID().slice(0, 8)}`);
  const [ours, other] = [
    sealing({ db, masterKey, blindIndexKey }),
    sealing({ db, masterKey: randomBytes(32), blindIndexKey }),
  ];
  await other.check();
  await ours.seal(randomUUID(), 'x');
  await ours.check();
  await expect(other.check()).rejects.toThrow(/^MASTER_KEY \([0-9a-f]{8}\) is not the one .*: set that one$/);
  const person = randomUUID();
  await ours.destroy(person);
  await ours.check();
});

test('from an older copy of the keys, what was sealed since is shown as nothing, and all else opens', async () => {
  const db = database.client.db(`t${randomUUID().slice(0, 8)}`);
  const of = () => sealing({ db, masterKey, blindIndexKey });
  const [before, since] = [randomUUID(), randomUUID()];
  const old = await of().seal(before, '张三');
  const copy = await db.collection('subject_keys').find().toArray();
  const fresh = await of().seal(since, { name: '李四' });
  await db.collection('subject_keys').deleteMany({});
  await db.collection('subject_keys').insertMany(copy);
  const why: string[] = [];
  expect(await of().unsealDeep({ rows: [old, fresh] }, one => why.push(one))).toEqual({ rows: ['张三', null] });
  expect(why).toEqual(['broken']);
});

test('a wrapped key does not work for another person', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const sealed = await another().seal(a, 'x');
  await another().seal(b, 'y');
  const stolen = await keys().findOne({ _id: b as never });
  await keys().updateOne({ _id: a as never }, { $set: { wrapped: stolen?.wrapped } });
  await expect(another().unseal(sealed)).rejects.toThrow(SealBroken);
});

test('a destroyed key opens nothing any more, anywhere, and nothing new is sealed for the person', async () => {
  const person = randomUUID();
  const here = another();
  const sealed = await here.seal(person, 'x');
  expect(await here.destroy(person)).toEqual({ state: 'destroyed' });
  expect(await here.unseal(sealed)).toBeNull();
  expect(await another().unsealDeep({ a: [sealed] })).toEqual({ a: [null] });
  await expect(another().seal(person, 'y')).rejects.toThrow(SubjectErased);
  expect(await keys().findOne({ _id: person as never })).toEqual({ _id: person, destroyedAt: expect.any(Date) });
});

test('erasure reaches a process that has the key in memory within the time of its cache', async () => {
  const person = randomUUID();
  const slow = another({ cacheTtl: 1 });
  const sealed = await slow.seal(person, 'x');
  await another().destroy(person);
  await setTimeout(5);
  expect(await slow.unseal(sealed)).toBeNull();
});

test('a person erased before anything was sealed stays erased', async () => {
  const person = randomUUID();
  await another().destroy(person);
  await expect(another().seal(person, 'x')).rejects.toThrow(SubjectErased);
});

test('under a legal hold erasure restricts; asked for again after its end it erases', async () => {
  const person = randomUUID();
  const store = another();
  const sealed = await store.seal(person, 'x');
  await store.hold([person], 'case-7');
  expect(await store.destroy(person)).toEqual({ state: 'restricted', until: null });
  expect(await store.unseal(sealed)).toBeNull();
  expect(await another().unseal(sealed)).toBeNull();
  expect(await another().unseal(sealed, { restricted: true })).toBe('x');
  await expect(another().seal(person, 'y')).rejects.toThrow(SubjectErased);
  await store.unhold([person]);
  expect(await store.destroy(person)).toEqual({ state: 'destroyed' });
  expect(await another().unseal(sealed, { restricted: true })).toBeNull();
  await store.hold([person], 'case-8');
  expect(await keys().findOne({ _id: person as never })).toEqual({ _id: person, destroyedAt: expect.any(Date) });
});

test('the end of a hold without an erasure changes nothing', async () => {
  const person = randomUUID();
  const store = another();
  const sealed = await store.seal(person, 'x');
  await store.hold([person], 'case-9');
  await store.unhold([person]);
  expect(await another().unseal(sealed)).toBe('x');
});

test('[N5] what the law keeps is closed until the last of its terms, and erased after it', async () => {
  const person = randomUUID();
  let now = Date.parse('2026-03-02T01:00:00.000Z');
  const store = another({ now: () => now });
  const sealed = await store.seal(person, 'x');
  const [later, sooner] = [new Date('2041-03-02T01:00:00.000Z'), new Date('2029-03-02T01:00:00.000Z')];
  await store.keep([person, randomUUID()], later);
  await store.keep([person], sooner);
  expect(await store.destroy(person)).toEqual({ state: 'restricted', until: later });
  expect(await another().unseal(sealed)).toBeNull();
  now = later.getTime() - 1;
  expect(await store.destroy(person)).toEqual({ state: 'restricted', until: later });
  now = later.getTime();
  expect(await store.destroy(person)).toEqual({ state: 'destroyed' });
  expect(await another().unseal(sealed, { restricted: true })).toBeNull();
});

test('what was changed, or names nobody known, is refused', async () => {
  const store = another();
  const sealed = await store.seal(randomUUID(), 'x');
  const [, , subject, box = ''] = String(sealed).split('.');
  const changed = `${box.startsWith('A') ? 'B' : 'A'}${box.slice(1)}`;
  await expect(store.unseal(asSealed(`sealed.1.${subject}.${changed}`))).rejects.toThrow(SealBroken);
  await expect(store.unseal(asSealed('plain'))).rejects.toThrow(SealBroken);
  await expect(store.unseal(asSealed(`sealed.1.nobody.${'A'.repeat(40)}`))).rejects.toThrow(SealBroken);
  await expect(store.seal('a.b', 'x')).rejects.toThrow(TypeError);
});

test('a blind index is the same in every process with the key', () => {
  expect(another().blindIndex('phone', '13800000000')).toBe(another().blindIndex('phone', ' 13800000000'));
});
