/** What a stand-in owes its folder: nothing acknowledged is lost, one process at a time, and failures on request. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';
import { type Collection, MongoClient, MongoNetworkError } from 'mongodb';
import type { Standin } from '../standin.ts';
import { start } from './server.ts';
import { codeOf, folder, type Row, refused } from './testing/fixture.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const temporary = async (): Promise<string> => {
  const dir = await folder();
  cleanups.push(() => rm(dir, { recursive: true }));
  return dir;
};

const started = async (dir: string): Promise<Standin> => {
  const standin = await start({ port: 0, dir });
  cleanups.push(() => standin.close());
  return standin;
};

const connected = async (url: string): Promise<Collection<Row>> => {
  const client = await new MongoClient(url, { retryReads: false, serverSelectionTimeoutMS: 2000 }).connect();
  cleanups.push(() => client.close());
  return client.db('d').collection<Row>('c');
};

const script = `
  const { start } = await import(process.argv[1]);
  const standin = await start({ port: 0, dir: process.argv[2] }).catch(error => ({ url: 'refused: ' + error.message }));
  process.stdout.write(standin.url + '\\n');
`;

/** A stand-in in a process of its own, and the line it prints: its URL or why it refused. */
const child = async (dir: string): Promise<{ process: ChildProcess; line: string }> => {
  const server = new URL('./server.ts', import.meta.url).href;
  const flags = ['--import', '@oxc-node/core/register', '--input-type=module', '-e', script, server, dir];
  const spawned = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(async () => {
    if (spawned.exitCode !== null || spawned.signalCode !== null) return;
    spawned.kill('SIGKILL');
    await once(spawned, 'exit');
  });
  const [line] = await once(createInterface(spawned.stdout), 'line');
  return { process: spawned, line: String(line) };
};

test('documents, indexes and their flags survive a restart', async () => {
  const dir = await temporary();
  const first = await started(dir);
  const c = await connected(first.url);
  await c.createIndex({ tags: 1 });
  await c.createIndex({ k: 1 }, { unique: true, sparse: true });
  await c.insertMany([
    { _id: 1, tags: ['a', 'b'], k: 1 },
    { _id: 2, tags: 'c' },
  ]);
  await c.db.collection('gone').insertOne({});
  await c.db.collection('gone').drop();
  await first.close();
  const again = await connected((await started(dir)).url);
  expect(await again.find({ tags: { $gt: 'a', $lt: 'c' } }).toArray()).toEqual([{ _id: 1, tags: ['a', 'b'], k: 1 }]);
  expect(await codeOf(again.insertOne({ _id: 3, k: 1 }))).toBe(11000);
  expect(await again.indexes()).toHaveLength(3);
  await again.insertOne({ _id: 4 });
  expect((await again.find().toArray()).map(({ _id }) => _id)).toEqual([1, 2, 4]);
  expect(await again.db.listCollections().toArray()).toHaveLength(1);
});

test('kill -9 amid a burst of writes loses nothing acknowledged and tears no document from its index', async () => {
  const dir = await temporary();
  const { process: server, line } = await child(dir);
  const c = await connected(line);
  await c.createIndex({ n: 1 });
  const acknowledged: number[] = [];
  let next = 0;
  const writer = async (): Promise<void> => {
    for (;;) {
      const n = next++;
      await c.insertOne({ _id: n, n, pad: 'x'.repeat(500) });
      await c.updateOne({ _id: n }, { $set: { n: -n } });
      acknowledged.push(n);
      if (acknowledged.length === 400) server.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 16 }, writer));
  expect(acknowledged.length).toBeGreaterThanOrEqual(400);
  const again = await connected((await started(dir)).url);
  const rows = new Map((await again.find().toArray()).map(({ _id, n }) => [_id, n]));
  for (const n of acknowledged) expect(rows.get(n)).toBe(-n);
  const indexed = await again.find({ n: { $gte: -next } }).toArray();
  expect(indexed.map(({ _id }) => _id).sort()).toEqual([...rows.keys()].sort());
});

test('a second start on the folder is refused, in the same process and in another, until the first ends', async () => {
  const dir = await temporary();
  const first = await started(dir);
  await expect(start({ port: 0, dir })).rejects.toThrow('is in use by another MongoDB stand-in');
  expect((await child(dir)).line).toMatch(/^refused: .* is in use by another MongoDB stand-in$/);
  await first.close();
  expect((await child(dir)).line).toMatch(/^mongodb:/);
});

test('a port that is taken is refused and leaves the folder free', async () => {
  const [dir, other] = [await temporary(), await temporary()];
  const port = Number(new URL((await started(dir)).url).port);
  await expect(start({ port, dir: other })).rejects.toThrow('EADDRINUSE');
  await started(other);
});

test('close answers what is in flight', async () => {
  const dir = await temporary();
  const standin = await started(dir);
  const c = await connected(standin.url);
  await c.insertOne({ _id: 0 });
  const writes = Array.from({ length: 50 }, (_, i) => c.insertOne({ _id: i + 1 }));
  await writes[0];
  await standin.close();
  const done = (await Promise.allSettled(writes)).filter(({ status }) => status === 'fulfilled').length;
  const again = await connected((await started(dir)).url);
  expect(await again.countDocuments()).toBeGreaterThanOrEqual(done + 1);
});

test('failures come on request: an error, a lost connection, a delay', async () => {
  const c = await connected((await started(await temporary())).url);
  const fail = (mode: unknown, data: object) => c.db.admin().command({ configureFailPoint: 'failCommand', mode, data });
  await fail({ times: 2 }, { failCommands: ['insert'], errorCode: 14031 });
  expect(await codeOf(c.insertOne({ _id: 1 }))).toBe(14031);
  expect(await codeOf(c.insertOne({ _id: 1 }))).toBe(14031);
  await c.insertOne({ _id: 1 });
  await fail({ times: 1 }, { failCommands: ['update'], closeConnection: true });
  await expect(c.updateOne({ _id: 1 }, { $set: { a: 1 } })).rejects.toBeInstanceOf(MongoNetworkError);
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1 });
  await fail('alwaysOn', { failCommands: ['find'], blockConnection: true, blockTimeMS: 200 });
  const order: string[] = [];
  const found = c.findOne({ _id: 1 }).then(() => order.push('find'));
  await c.countDocuments().then(() => order.push('count'));
  await found;
  expect(order).toEqual(['count', 'find']);
  await fail('off', {});
  expect((await refused(fail('sometimes', {}))).code).toBe(2);
});
