import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, type ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forked } from '../outside/forked.testing.ts';
import type { Standin } from '../standin.ts';
import { start } from './forked.testing.ts';

let dir: string;
let standin: Standin;
let client: ClickHouseClient;

const clientOf = (url: string, options = {}) =>
  createClient({ url, database: 'hospital', log: { level: ClickHouseLogLevel.OFF }, ...options });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-clickhouse-'));
  standin = await start({ port: 0, dir: join(dir, 'own') });
  await createClient({ url: standin.url }).command({ query: 'CREATE DATABASE hospital' });
  client = clientOf(standin.url);
});

afterAll(async () => {
  await client.close();
  await standin.close();
  await rm(dir, { recursive: true });
});

const rows = async (query: string, options = {}, on = client) =>
  (await on.query({ query, format: 'JSONEachRow', ...options })).json();

test('a batch of 10,000 rows is inserted, counted in the summary and read back', async () => {
  await client.command({
    query: 'CREATE TABLE visits (id UInt64, day Date, name String, fee Nullable(Int64)) ENGINE = MergeTree ORDER BY id',
  });
  const values = Array.from({ length: 10_000 }, (_, id) => ({ id, day: '2026-03-01', name: `就诊\n${id}`, fee: null }));
  const inserted = await client.insert({ table: 'visits', values, format: 'JSONEachRow' });
  expect(inserted.summary?.written_rows).toBe('10000');
  const answer = await client.query({ query: 'SELECT * FROM visits WHERE id = 9999', format: 'JSON' });
  expect(await answer.json()).toMatchObject({ rows: 1, data: [{ ...values[9_999], id: '9999' }] });
  expect(await rows('SELECT count() AS n FROM visits')).toEqual([{ n: '10000' }]);
});

test('a streamed, compressed insert and a compressed answer arrive whole', async () => {
  const zipped = clientOf(standin.url, { compression: { request: true, response: true } });
  await zipped.command({ query: 'CREATE TABLE notes (id UInt32, text String) ENGINE = MergeTree ORDER BY id' });
  const values = (async function* () {
    for (let id = 0; id < 500; id++) yield { id, text: '云诊'.repeat(20) };
  })();
  await zipped.insert({ table: 'notes', values: Readable.from(values), format: 'JSONEachRow' });
  expect(await rows('SELECT count() AS n, sum(length(text)) AS bytes FROM notes', {}, zipped)).toEqual([
    { n: '500', bytes: `${500 * 20 * 6}` },
  ]);
  await zipped.close();
});

test.each([[false], [true]])('parameters keep their bytes and types, as a form: %p', async use_multipart_params => {
  const query_params = {
    s: "it's\ta\\b\n{x} ? 云",
    n: null,
    list: ["a'b", 'c\\d', '复诊'],
    big: '9007199254740993',
    at: new Date('2026-03-01T04:05:06Z'),
  };
  const query =
    'SELECT {s:String} AS s, {n:Nullable(String)} AS n, {list:Array(String)} AS list, {big:Int64} AS big, {at:DateTime} AS at';
  expect(await rows(query, { query_params, use_multipart_params })).toEqual([
    { s: query_params.s, n: null, list: query_params.list, big: query_params.big, at: '2026-03-01 04:05:06' },
  ]);
});

test('parameters and settings of concurrent requests do not mix', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      rows("SELECT {i:UInt32} AS i, getSetting('max_block_size') AS size", {
        query_params: { i },
        clickhouse_settings: { max_block_size: `${1_000 + i}` },
      }),
    ),
  );
  expect(answers).toEqual(answers.map((_, i) => [{ i, size: 1_000 + i }]));
  const [after] = await rows("SELECT getSetting('max_block_size') AS size");
  expect(after).toEqual({ size: 65_409 });
});

test('a batch that is delivered again with its token is stored once', async () => {
  await client.command({
    query: `CREATE TABLE facts (id UInt64, fee Int64) ENGINE = ReplacingMergeTree ORDER BY id
      SETTINGS non_replicated_deduplication_window = 1000`,
  });
  const deliver = (token: string) =>
    client.insert({
      table: 'facts',
      values: [{ id: 1, fee: 5 }],
      format: 'JSONEachRow',
      clickhouse_settings: { insert_deduplication_token: token },
    });
  await deliver('0-100');
  await deliver('0-100');
  expect(await rows('SELECT count() AS n FROM facts')).toEqual([{ n: '1' }]);
  await deliver('101-200');
  expect(await rows('SELECT count() AS n FROM facts')).toEqual([{ n: '2' }]);
});

test.each([
  ['SELCT 1', 'SYNTAX_ERROR', '62', 400],
  ['SELECT * FROM nowhere', 'UNKNOWN_TABLE', '60', 404],
  ['SELECT {absent:UInt8}', 'UNKNOWN_QUERY_PARAMETER', '456', 500],
  ['SELECT throwIf(number = 3) FROM numbers(9)', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO', '395', 500],
])('%s is refused as %s', async (query, type, code, status) => {
  await expect(rows(query)).rejects.toMatchObject({ type, code } satisfies Partial<ClickHouseError>);
  const raw = await fetch(`${standin.url}/?database=hospital`, { method: 'POST', body: query });
  expect([raw.status, raw.headers.get('x-clickhouse-exception-code')]).toEqual([status, code]);
  expect(await raw.text()).toMatch(/^Code: \d+\. DB::Exception: .* \(version [\d.]+\)\n$/s);
});

test('a bad row, an unknown setting, an unknown database and a session are refused, and nothing of the batch stays', async () => {
  await client.command({ query: 'CREATE TABLE strict (id UInt8) ENGINE = MergeTree ORDER BY id' });
  const insert = client.insert({ table: 'strict', values: [{ id: 1 }, { id: 'x' }], format: 'JSONEachRow' });
  await expect(insert).rejects.toMatchObject({ code: '27' });
  expect(await rows('SELECT count() AS n FROM strict')).toEqual([{ n: '0' }]);
  const clickhouse_settings = { nonsense: 1 };
  await expect(rows('SELECT 1', { clickhouse_settings })).rejects.toMatchObject({ type: 'UNKNOWN_SETTING' });
  await expect(rows('SELECT 1', { session_id: 's' })).rejects.toMatchObject({ type: 'NOT_IMPLEMENTED' });
  const elsewhere = clientOf(standin.url, { database: 'elsewhere' });
  await expect(rows('SELECT 1', {}, elsewhere)).rejects.toMatchObject({ type: 'UNKNOWN_DATABASE' });
  await elsewhere.close();
});

test('answers a ping, runs statements sent by GET read-only, and refuses pages of other origins', async () => {
  expect(await client.ping()).toEqual({ success: true });
  const get = await fetch(`${standin.url}/?query=${encodeURIComponent('SELECT 1 + 1')}`);
  expect(await get.text()).toBe('2\n');
  const write = await fetch(`${standin.url}/?query=${encodeURIComponent('CREATE DATABASE other')}`);
  expect(await write.text()).toMatch(/READONLY/);
  const foreign = await fetch(standin.url, { method: 'POST', body: 'SELECT 1', headers: { origin: 'http://evil.cn' } });
  expect(foreign.status).toBe(403);
});

test('a killed process loses no committed row, its waiting client gets an error, and a second process is kept out', async () => {
  const data = join(dir, 'killed');
  const first = await forked('clickhouse', data);
  const before = createClient({ url: first.url, log: { level: ClickHouseLogLevel.OFF } });
  await before.command({ query: 'CREATE TABLE kept (id UInt64) ENGINE = MergeTree ORDER BY id' });
  await before.insert({ table: 'kept', values: [{ id: 1 }, { id: 2 }], format: 'JSONEachRow' });

  const second = await forked('clickhouse', data);
  expect(await second.exited).toBe(1);
  expect(second.log()).toContain(`ClickHouse cannot open ${data}: the folder is in use by another process`);

  const waiting = expect(before.command({ query: 'SELECT sleepEachRow(1) FROM numbers(3)' })).rejects.toThrow();
  await rows('SELECT 1', {}, before);
  await first.kill();
  await waiting;
  await before.close();

  const third = await forked('clickhouse', data);
  const after = createClient({ url: third.url });
  expect(await rows('SELECT count() AS n FROM kept', {}, after)).toEqual([{ n: '2' }]);
  await after.close();
  expect(await third.leave()).toBe(0);
});
