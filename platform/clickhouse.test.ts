import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { start } from '../standins/clickhouse/forked.testing.ts';
import { clickhouse } from './clickhouse.ts';

test('64-bit numbers keep all their digits', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'clickhouse-'));
  const server = await start({ port: 0, dir });
  const { client, healthy, close } = clickhouse(server.url, 'default', 'test');
  const answer = await client.query({ query: 'SELECT toUInt64(9007199254740993) AS position', format: 'JSONEachRow' });
  expect(await answer.json()).toEqual([{ position: '9007199254740993' }]);
  expect(await healthy()).toBe(true);
  await close();
  await server.close();
  await rm(dir, { recursive: true });
});

test('nobody listening is not healthy', async () => {
  const { healthy, close } = clickhouse('http://127.0.0.1:1', 'default', 'test');
  expect(await healthy()).toBe(false);
  await close();
});
