import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookColumns, importsTable, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import type { BookSum } from '@yunzhen/contracts/reconciliation/queries';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { start } from '../../standins/clickhouse/forked.testing.ts';
import { type Given, hospital, idOf } from '../testing.ts';
import { bookSums } from './book-sums.ts';
import { bookLines, difference, differences, reconciliation, reconciliations } from './reconciliations.ts';

const day = '2026-01-05';
const reconciliationId = reconciliationIdOf('wechat', day);
const which = { reconciliationId, channel: 'wechat', day } as const;
const manager = { role: 'manager', id: idOf('院长') } as const;
const found = (name: string, effect: number) => ({
  ...{ differenceId: idOf(name), ...which, kind: 'channel-only', line: 'pay', key: name, order: name },
  ...{ gap: effect, effect, platform: null, channelSays: effect, arrived: effect, run: 1 },
});
const decided = { way: 'income', reason: '无人认领', evidence: [], proposedBy: idOf('甲'), approvedBy: idOf('乙') };
const events: Given[] = [
  { type: 'reconciliation.expected', data: { ...which, daily: true } },
  { type: 'difference.opened', data: found('k1', 4_000) },
  { type: 'difference.opened', data: found('k2', -300) },
  { type: 'difference.opened', data: { ...found('t2', 0), kind: 'duplicate-payment' } },
  {
    type: 'difference.resolved',
    data: {
      ...{
        differenceId: idOf('k2'),
        ...which,
        kind: 'channel-only',
        line: 'pay',
        key: 'k2',
        order: 'k2',
        effect: -300,
      },
      ...decided,
    },
  },
];
const [current, replaced] = [idOf('import'), idOf('an older import')];
let house: Awaited<ReturnType<typeof hospital>>;
let clickhouse: ClickHouseClient;
let stop: () => Promise<void>;

const line = (number: number, key: string, ledger: number, importId = current) => ({
  ...{
    day,
    ledger,
    line: 'pay',
    part: 'main',
    key,
    ord: key,
    tx: `42${key}`,
    amount: 4_000,
    settle: 4_000,
    fee: 24_000,
  },
  ...{
    balance: 4_000,
    word: ledger === 2 ? 'SUCCESS' : '交易',
    at: `${day} 02:00:00`,
    ours: 1,
    import: importId,
    number,
  },
});
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'reconciliations-'));
  const server = await start({ port: 0, dir });
  clickhouse = createClient({ url: server.url });
  house = await hospital('2026-01-06T02:30:00.000Z', clickhouse);
  stop = async () => {
    await house.close();
    await clickhouse.close();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
  await house.given(...events);
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  for (const query of [
    `CREATE TABLE ${factTable('books')} (event_id UUID, at DateTime64(3, 'UTC'), ${columns.join(', ')})
       ENGINE = ReplacingMergeTree ORDER BY (day, event_id)`,
    `CREATE TABLE ${linesTable} (day Date, ledger UInt8, line LowCardinality(String), part LowCardinality(String), key String,
       ord String, tx String, amount Int64, settle Int64, fee Int64, balance Int64, word LowCardinality(String),
       at DateTime('UTC'), ours UInt8, import UUID, number UInt32) ENGINE = MergeTree ORDER BY (day, ledger, number)`,
    `CREATE TABLE ${importsTable} (ledger UInt8, day Date, import UUID, version UInt64)
       ENGINE = ReplacingMergeTree(version) ORDER BY (ledger, day)`,
  ])
    await clickhouse.command({ query });
  const put = (table: string, values: object[]) => clickhouse.insert({ table, values, format: 'JSONEachRow' });
  await put(linesTable, [line(2, 'k1', 2), line(3, 'k9', 2), line(2, 'k1', 3), line(2, 'k1', 2, replaced)]);
  await put(importsTable, [
    { ledger: 2, day, import: replaced, version: 1 },
    { ledger: 2, day, import: current, version: 2 },
    { ledger: 3, day, import: current, version: 1 },
  ]);
  // By hand at the channel: the fund flow knows its own number only.
  const byHand = { line: 'refund', ord: 't1', amount: 100, settle: 100, fee: 0 };
  await put(linesTable, [
    { ...line(9, 'HAND', 2), ...byHand },
    { ...line(9, 'HAND', 3), ...byHand, ord: '', ours: 0 },
  ]);
  const paid = (n: number, key: string, more: object) => ({
    ...{
      event_id: idOf(`twice ${n}`),
      at: `${day} 03:0${n}:00.000`,
      line: 'pay',
      key,
      ord: key,
      business: 'registration',
    },
    ...{ amount: 900, day, ...more },
  });
  await put(
    factTable('books'),
    ['t1', 't2'].flatMap((key, n) => [
      paid(2 * n, key, { rank: 6, final: 1, subject: '' }),
      paid(2 * n + 1, key, { rank: 0, final: 0, subject: 'a visit' }),
    ]),
  );
  await put(factTable('books'), [
    {
      ...{
        event_id: idOf('e'),
        at: `${day} 01:59:59.000`,
        line: 'pay',
        key: 'k9',
        ord: 'k9',
        business: 'registration',
      },
      ...{ amount: 4_000, rank: 6, final: 1, day },
    },
  ]);
});
afterAll(() => stop());

test('[O1.4] a day says how much of it nobody has explained', async () => {
  const row = { reconciliationId, status: 'expected', open: { count: 2, amount: 4_000 } };
  expect(await house.ask(reconciliation, manager, { reconciliationId })).toMatchObject(row);
  expect(await house.ask(reconciliations, manager, { month: '2026-01' })).toMatchObject([row]);
  expect(await house.ask(reconciliations, manager, { month: '2026-02' })).toEqual([]);
});
test('[O1.4] differences are found by day, state and number', async () => {
  const keys = async (params: object) =>
    ((await house.ask(differences, manager, params)) as { rows: { key: string }[] }).rows.map(({ key }) => key);
  expect((await keys({ day, status: 'waiting' })).sort()).toEqual(['k1', 't2']);
  expect((await keys({ day })).sort()).toEqual(['k1', 'k2', 't2']);
  expect(await keys({ key: 'k2' })).toEqual(['k2']);
});
test('[O1.4] books are summed up by business, and each sum is of rows that can be read', async () => {
  const { rows } = (await house.ask(bookSums, manager, { from: day, to: day })) as { rows: BookSum[] };
  const sums = { channel: 'wechat', from: day, to: day, refunded: 0 } as const;
  const back = { channelRefunded: 100, arrived: -100, gap: -1_900 };
  expect(rows).toEqual([
    { ...sums, business: 'registration', paid: 1_800, count: 2, channelPaid: 0, fees: 0, ...back },
    {
      ...sums,
      business: 'unknown',
      paid: 4_000,
      count: 1,
      channelPaid: 8_000,
      channelRefunded: 0,
      fees: 48,
      arrived: 3_976,
      gap: 4_000,
    },
  ]);
  const read = async (book: string, business: string) => {
    const page = (await house.ask(bookLines, manager, { book, day, business })) as Page;
    return page.rows.map(({ key }) => key);
  };
  expect(await read('platform', 'registration')).toEqual(['t1', 't2']);
  expect(await read('platform', 'unknown')).toEqual(['k9']);
  expect(await read('trade', 'unknown')).toEqual(['k1', 'k9']);
  expect(await read('trade', 'registration')).toEqual(['HAND']);
  expect(await read('fund-flow', 'registration')).toEqual(['HAND']);
});
test('[O1.4] a difference shows the rows of every book under its number, of the files that count', async () => {
  const { lines } = (await house.ask(difference, manager, { differenceId: idOf('k1') })) as { lines: object[] };
  expect(lines).toMatchObject([
    { book: 'fund-flow', key: 'k1', number: 2, balance: 4_000, word: '交易' },
    { book: 'trade', key: 'k1', number: 2, transaction: '42k1', balance: null, at: '2026-01-05T02:00:00Z' },
  ]);
});
test('[O1.4] what was paid for twice shows both payments', async () => {
  const { lines } = (await house.ask(difference, manager, { differenceId: idOf('t2') })) as { lines: object[] };
  expect(lines).toMatchObject([
    { book: 'platform', key: 't1', word: 'done' },
    { book: 'platform', key: 't2', word: 'done' },
  ]);
});
test('[O1.4] the rows behind a number are read page by page', async () => {
  const first = (await house.ask(bookLines, manager, { book: 'trade', day, line: 'pay', limit: 1 })) as Page;
  expect([first.rows.map(({ key }) => key), first.next]).toEqual([['k1'], '1']);
  const second = (await house.ask(bookLines, manager, {
    book: 'trade',
    day,
    line: 'pay',
    limit: 1,
    cursor: first.next,
  })) as Page;
  expect([second.rows.map(({ key }) => key), second.next]).toEqual([['k9'], null]);
  const ours = (await house.ask(bookLines, manager, { book: 'platform', day, line: 'pay' })) as Page;
  expect(ours.rows).toHaveLength(3);
  expect(ours.rows[0]).toMatchObject({ key: 'k9', word: 'done', amount: 4_000, ours: true });
});
interface Page {
  readonly rows: readonly { readonly key: string }[];
  readonly next: string | null;
}
