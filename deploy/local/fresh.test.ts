import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { collected, testBlobs } from '@yunzhen/platform/testing/blobs';
import { forgotten, startOver } from './fresh.ts';

let given: TestRuntime;
let dir: string;
beforeAll(async () => {
  given = await testRuntime();
  dir = await mkdtemp(join(tmpdir(), 'fresh-'));
});
afterAll(async () => {
  await given.close();
  await rm(dir, { recursive: true, force: true });
});
const folder = (name: string): string => {
  mkdirSync(join(dir, name));
  return join(dir, name);
};

test('what would be deleted is named, without a password, and nothing goes without a yes', async () => {
  const dataDir = folder('asked');
  const env = {
    MONGODB_URL: 'mongodb://yunzhen:secret@db.example:27017/?tls=true',
    MONGODB_DATABASE: 'hospital',
    CLICKHOUSE_URL: 'http://user:secret@facts.example:8123',
  };
  const said: string[] = [];
  await expect(startOver(dataDir, env, { yes: false, say: line => said.push(line) })).rejects.toThrow(
    'nothing was deleted: nobody can be asked here; --yes says that it is meant',
  );
  expect(said).toEqual([
    `--fresh deletes the data folder ${dataDir}, with the keys in it`,
    '--fresh deletes the database hospital in the MongoDB at db.example:27017, with the keys of all personal data',
    '--fresh deletes the database yunzhen in the ClickHouse at facts.example:8123',
  ]);
  expect(existsSync(dataDir)).toBe(true);
});

test('with a yes the folder and the databases are gone', async () => {
  const dataDir = folder('meant');
  await given.db.collection('checkpoints').insertOne({ position: 1 });
  const env = { MONGODB_URL: given.url, MONGODB_DATABASE: given.db.databaseName };
  await startOver(dataDir, env, { yes: true, say: () => undefined });
  expect(existsSync(dataDir)).toBe(false);
  expect(await given.db.listCollections().toArray()).toEqual([]);
  expect(await forgotten(dataDir, {})).toEqual([]);
});

test('the bucket of an S3 server is named, and empty after a yes', async () => {
  const bucket = await testBlobs();
  const { url, accessKeyId, secretAccessKey } = bucket.options;
  for (const key of ['files/1', 'files/2']) await bucket.blobs.put(key, Readable.from([Buffer.from('x')]));
  const env = { S3_URL: url, S3_BUCKET: 'test', S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey };
  const said: string[] = [];
  await startOver(join(dir, 'none'), env, { yes: true, say: line => said.push(line) });
  expect(said).toEqual([`--fresh deletes everything in the bucket test of the S3 server at ${new URL(url).host}`]);
  expect(await collected(bucket.blobs.list(''))).toEqual([]);
  await bucket.close();
});

test('never in production, never beside an event store that holds events, and a server that is away is one line', async () => {
  const dataDir = folder('kept');
  await expect(forgotten(dataDir, { NODE_ENV: 'production' })).rejects.toThrow('never with NODE_ENV=production');
  await given.append('test.done', {});
  await expect(forgotten(dataDir, { EVENT_STORE_URL: given.events })).rejects.toThrow(
    /holds events, and those cannot be deleted: --fresh needs an empty one in EVENT_STORE_URL$/,
  );
  const away = { MONGODB_URL: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100' };
  await expect(startOver(dataDir, away, { yes: true, say: () => undefined })).rejects.toThrow(
    /^MongoDB at the address in MONGODB_URL cannot be reached/,
  );
});
