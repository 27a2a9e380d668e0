import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EventStore } from '@yunzhen/platform/eventstore';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { start } from '../../standins/clickhouse/forked.testing.ts';
import type { Standin } from '../../standins/standin.ts';
import { type Fact, fact } from '../fact.ts';
import { runFacts } from './facts.ts';

interface Paid {
  type: 'test.paid';
  data: { of: string; amount: number; payer?: string };
}
interface Row {
  of: string;
  amount: number;
  payer: string;
}
const nobody = '00000000-0000-4000-8000-000000000000';
const payments = (version = 1, row: (e: Paid['data']) => Row = e => ({ payer: nobody, ...e })): Fact =>
  fact<Paid, Row>('payments', version, {
    columns: { of: 'String', amount: 'UInt32', payer: 'UUID' },
    orderBy: ['of'],
    on: { 'test.paid': row },
  });
const doubled = fact<Paid, { of: string; amount: number }>('doubled', 1, {
  columns: { of: 'String', amount: 'UInt32' },
  orderBy: ['of'],
  on: { 'test.paid': ({ of, amount }) => [of, `${of}+`].map(name => ({ of: name, amount })) },
});

let given: TestRuntime;
let dir: string;
let clickhouse: Standin;
let client: ClickHouseClient;
let abort: AbortController;
let alarms: string[];
let told: bigint[];
let running: Promise<void>[];
let databases = 0;
const { tell, until } = listener();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'facts-'));
  clickhouse = await start({ port: 0, dir });
  given = await testRuntime();
});
afterAll(async () => {
  await given.close();
  await clickhouse.close();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  databases += 1;
  client = createClient({
    url: clickhouse.url,
    database: `d${databases}`,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
  abort = new AbortController();
  alarms = [];
  told = [];
  running = [];
});
const stop = async () => {
  abort.abort();
  await Promise.all(running);
  abort = new AbortController();
};
afterEach(async () => {
  await stop();
  await client.close();
});

/** What is in the store before a test is none of its business. */
const own = (store: EventStore, after: bigint | null): EventStore => ({
  ...store,
  readAll: (at, max) => store.readAll(at ?? after, max),
  subscribeAll: (at, options) => store.subscribeAll(at ?? after, options),
});

const prepare = () => {
  const bare = createClient({ url: clickhouse.url });
  return bare
    .command({ query: `CREATE DATABASE IF NOT EXISTS d${databases}` })
    .then(() => undefined)
    .finally(() => bare.close());
};

/** Begins at the end of what other tests appended. */
const house = async () => {
  const db = given.database();
  const store = own(given.store, await given.store.head());
  return {
    db,
    store,
    run: async (facts: readonly Fact[], more: Partial<Parameters<typeof runFacts>[0]> = {}) => {
      const { done } = await runFacts({
        store,
        db,
        clickhouse: client,
        facts,
        prepare,
        announce: position => {
          told.push(position);
          tell();
        },
        alarm: message => {
          alarms.push(message);
          tell();
        },
        signal: abort.signal,
        every: 1,
        ...more,
      });
      running.push(done);
    },
  };
};
const reached = (position: bigint) => until(() => told.some(one => one >= position));

const rows = async (query: string) => (await client.query({ query, format: 'JSONEachRow' })).json();
const sums = (table: string) =>
  rows(
    `SELECT of, toUInt32(sum(amount)) AS sum, toUInt32(count()) AS rows FROM ${table} FINAL GROUP BY of ORDER BY of`,
  );
const paid = (of: string, amount: number, more: object = {}) => ({ of, amount, ...more });

test('every event becomes its rows, with its id and its time', async () => {
  const { run } = await house();
  await run([payments(), doubled]);
  await reached(await given.append('test.paid', paid('a', 1), paid('a', 2), paid('b', 3)));
  expect(await sums('payments_v1')).toEqual([
    { of: 'a', sum: 3, rows: 2 },
    { of: 'b', sum: 3, rows: 1 },
  ]);
  expect(await rows('SELECT DISTINCT toString(at) AS at FROM payments_v1')).toEqual([
    { at: '2026-01-05 08:00:00.000' },
  ]);
  expect(await rows('SELECT toUInt32(count(DISTINCT event_id)) AS ids FROM payments_v1')).toEqual([{ ids: 3 }]);
  expect(alarms).toEqual([]);
});

test('an event with two rows of different keys keeps both', async () => {
  const { run } = await house();
  await run([doubled]);
  await reached(await given.append('test.paid', paid('a', 1)));
  expect(await sums('doubled_v1')).toEqual([
    { of: 'a', sum: 1, rows: 1 },
    { of: 'a+', sum: 1, rows: 1 },
  ]);
});

test('a batch that is delivered again counts once, cut as it was or otherwise', async () => {
  const { run, db } = await house();
  await run([payments()]);
  await reached(await given.append('test.paid', paid('a', 1), paid('a', 2), paid('a', 4)));
  for (const pageSize of [5_000, 1]) {
    await stop();
    told = [];
    // The rows are taken, and nobody wrote that down.
    await db
      .collection<{ _id: string }>('checkpoints')
      .updateOne({ _id: 'facts' }, { $set: { position: null, tables: [] } });
    await run([payments()], { pageSize });
    await reached(await given.append('test.paid', paid('b', 1)));
    expect((await sums('payments_v1'))[0]).toEqual({ of: 'a', sum: 7, rows: 3 });
  }
});

test('a poison event is parked alone, and told', async () => {
  const { run, db } = await house();
  const picky = payments(1, e => {
    if (e.amount === 13) throw new RangeError('thirteen');
    return { payer: nobody, ...e };
  });
  await run([picky, doubled]);
  await reached(await given.append('test.paid', paid('a', 1), paid('a', 13), paid('a', 2)));
  expect(await sums('payments_v1')).toEqual([{ of: 'a', sum: 3, rows: 2 }]);
  expect((await sums('doubled_v1'))[0]).toEqual({ of: 'a', sum: 16, rows: 3 });
  expect(await db.collection('failed_events').find().toArray()).toMatchObject([
    { fact: 'payments', type: 'test.paid', error: 'RangeError' },
  ]);
  expect(alarms).toHaveLength(1);
});

test('a row that fits no column is parked alone, however many are with it', async () => {
  const { run, db } = await house();
  await run([payments()]);
  const many = Array.from({ length: 20 }, (_, n) => paid('a', 1, n === 11 ? { payer: 'who?' } : {}));
  await reached(await given.append('test.paid', ...many));
  expect(await sums('payments_v1')).toEqual([{ of: 'a', sum: 19, rows: 19 }]);
  const parked = await db.collection('failed_events').find().toArray();
  expect(parked).toMatchObject([{ fact: 'payments', type: 'test.paid' }]);
  expect(JSON.stringify(parked)).not.toContain('who?');
});

test('a new table is filled from the start, the others go on where they were', async () => {
  const { run, db } = await house();
  await run([payments()]);
  await reached(await given.append('test.paid', paid('a', 1), paid('a', 2)));
  await stop();
  const last = await given.append('test.paid', paid('a', 4));
  await run([payments(), doubled, payments(2)], { pageSize: 1 });
  await reached(last);
  for (const table of ['payments_v1', 'payments_v2', 'doubled_v1'])
    expect((await sums(table))[0]).toEqual({ of: 'a', sum: 7, rows: 3 });
  const stored = await db.collection<{ _id: string }>('checkpoints').findOne({ _id: 'facts' });
  expect(stored).toMatchObject({ tables: ['payments_v1', 'doubled_v1', 'payments_v2'] });
});

/** ClickHouse, away while `is` says so. */
const away = (is: () => boolean, ask: () => void): ClickHouseClient =>
  new Proxy(client, {
    get: (of, name) => {
      const value = Reflect.get(of, name) as unknown;
      if (name !== 'insert' && name !== 'command') return typeof value === 'function' ? value.bind(of) : value;
      return async (...given: unknown[]) => {
        ask();
        if (is()) throw new Error('connect ECONNREFUSED');
        return (value as (...given: unknown[]) => unknown).apply(of, given);
      };
    },
  });

test('ClickHouse may be away, at the start and later: nothing is lost, and what waits is not called done', async () => {
  const { run, db } = await house();
  let gone = true;
  const clickhouse = away(
    () => gone,
    () => tell(),
  );
  await run([payments()], { clickhouse });
  await until(() => alarms.length > 0);
  gone = false;
  await reached(await given.append('test.paid', paid('a', 1)));

  gone = true;
  alarms = [];
  const last = await given.append('test.paid', paid('a', 2));
  await until(() => alarms.includes('facts are not taken'));
  // Stopped in the middle of it: the next start must begin with the same batch.
  await stop();
  const stored = await db.collection<{ _id: string; position: number }>('checkpoints').findOne({ _id: 'facts' });
  expect(stored?.position).toBeLessThan(Number(last));
  gone = false;
  await run([payments()], { clickhouse });
  await reached(last);
  expect(await sums('payments_v1')).toEqual([{ of: 'a', sum: 3, rows: 2 }]);
});

test('MongoDB failing once ends nothing', async () => {
  const { run } = await house();
  await run([payments()]);
  await reached(await given.append('test.paid', paid('a', 1)));
  await given.mongo.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: ['update'], errorCode: 8 },
  });
  await reached(await given.append('test.paid', paid('a', 2)));
  expect(alarms).toEqual(['facts are not written']);
  expect(await sums('payments_v1')).toEqual([{ of: 'a', sum: 3, rows: 2 }]);
});
