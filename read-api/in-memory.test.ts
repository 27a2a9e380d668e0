import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { start } from '../standins/mongodb/server.ts';
import type { Row } from './answer.ts';
import { inMemory } from './in-memory.ts';

interface Word {
  readonly name: string;
}
let db: Db;
let stop: () => Promise<void>;
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'in-memory-'));
  const server = await start({ port: 0, dir });
  const mongo = await MongoClient.connect(server.url);
  db = mongo.db('test');
  stop = async () => {
    await mongo.close();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

const words = (name: string) => db.collection<Row<Word>>(name);
const put = (collection: string, position: number, name = `w${position}`, _id = `${position}`) =>
  words(collection).replaceOne({ _id }, { name, position } as Row<Word>, { upsert: true });

test('what has changed is seen by the next look, also when a page comes in the wrong order', async () => {
  let now = 0;
  const look = inMemory<Word>(() => now);
  const names = async (collection = 'a') => [...(await look(words(collection)))].map(row => row.name).sort();
  await put('a', 10);
  await put('a', 30);
  expect(await names()).toEqual(['w10', 'w30']);
  await put('a', 20);
  await put('a', 40, 'changed', '10');
  expect(await names()).toEqual(['changed', 'w20', 'w30']);
  // Long after, only what is newer is read: a change that claims an older position cannot be one.
  now = 20_000;
  await names();
  await put('a', 35, 'never seen', '30');
  await put('a', 50);
  expect(await names()).toEqual(['changed', 'w20', 'w30', 'w50']);
});

test('a view that was rebuilt elsewhere is read from the start', async () => {
  const look = inMemory<Word>();
  await put('old', 10);
  await put('new', 5);
  expect([...(await look(words('old')))].map(row => row._id)).toEqual(['10']);
  expect([...(await look(words('new')))].map(row => row._id)).toEqual(['5']);
});
