import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { entriesOf } from '@yunzhen/contracts/ledger/entries';
import { periodIdOf, reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import fc from 'fast-check';
import { createTable, rows } from '../../projections/engine/facts.ts';
import { ledger } from '../../projections/facts/ledger.ts';
import { start } from '../../standins/clickhouse/forked.testing.ts';
import { type Given, hospital, idOf, recorded } from '../testing.ts';
import { accountBalances, ledgerLines, oldestFirst, openItems } from './ledger.ts';

const manager = { role: 'manager', id: idOf('院长') } as const;
const [paymentId, patientId, registrationId, refundId] = ['m', 'p', 'r', 'f'].map(idOf) as [
  string,
  string,
  string,
  string,
];
const place = { doctorId: idOf('d'), departmentId: idOf('x'), patientId };
const day = '2026-01-05';
const which = { reconciliationId: reconciliationIdOf('wechat', day), channel: 'wechat', day } as const;
const file = { importId: idOf('i'), source: 'channel', sha256: 'a'.repeat(64), rows: 1 } as const;
const paid = (of: string, amount: number, paidAt: string): Given => ({
  type: 'payment.tender-succeeded',
  data: {
    ...{ paymentId: idOf(of), patientId, method: 'wechat', asked: amount },
    ...{ transactionId: of, amount, discount: 0, paidAt },
  },
  at: paidAt,
});
const refund = { paymentId, patientId, refundId, method: 'wechat', amount: 400 };
const line = {
  ...{ lineId: idOf('l'), business: 'registration', subjectId: registrationId },
  ...{ visitPersonId: idOf('v'), departmentId: place.departmentId, doctorId: place.doctorId },
};
const month = '2026-01';
const period = { periodId: periodIdOf(month), month, version: 1, staffId: idOf('甲'), proposedBy: idOf('乙') };
const moved = [
  { kind: 'pay', into: true, ours: true, count: 1, amount: 1_000 },
  { kind: 'fee', into: false, ours: true, count: 1, amount: 6 },
] as const;
const history: Given[] = [
  paid('m', 1_000, '2026-01-05T02:00:00.000Z'),
  {
    type: 'registration.completed',
    data: { registrationId, ...place, paymentId, amount: 1_000 },
    at: '2026-01-05T03:00:00.000Z',
  },
  {
    type: 'reconciliation.flow-imported',
    data: { ...which, ...file, moved: [...moved], opening: 0, closing: 994, before: [] },
    at: '2026-01-06T02:00:00.000Z',
  },
  paid('n', 500, '2026-01-05T04:00:00.000Z'),
  { type: 'period.closed', data: period, at: '2026-02-02T02:00:00.000Z' },
  // Of January, and heard of when that was closed.
  paid('o', 300, '2026-01-31T15:00:00.000Z'),
  {
    type: 'payment.refund-requested',
    data: {
      ...{ ...refund, ...line, total: 1_000, ground: 'granted', reason: '服务未完成' },
      ...{ askAt: '2026-02-03T02:00:00.000Z', requestId: idOf('q') },
    },
    at: '2026-02-03T02:00:00.000Z',
  },
].map((event, index) => (index === 5 ? { ...event, at: '2026-02-02T03:00:00.000Z' } : event));

let house: Awaited<ReturnType<typeof hospital>>;
let clickhouse: ClickHouseClient;
let stop: () => Promise<void>;
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'ledger-'));
  const server = await start({ port: 0, dir });
  clickhouse = createClient({ url: server.url });
  house = await hospital('2026-02-10T02:00:00.000Z', clickhouse);
  stop = async () => {
    await house.close();
    await clickhouse.close();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
  await house.given(...history);
  await clickhouse.command({ query: createTable(ledger) });
  const values = rows(ledger, recorded(history), (_, error) => {
    throw error;
  });
  // Told twice, as after a crash: nothing changes by it.
  for (const _ of [1, 2])
    await clickhouse.insert({
      table: factTable('ledger'),
      values,
      format: 'JSONEachRow',
      clickhouse_settings: { insert_deduplicate: 0 },
    });
});
afterAll(() => stop());

const balances = async (params: object): Promise<Record<string, number>> =>
  Object.fromEntries(
    ((await house.ask(accountBalances, manager, params)) as { account: string; closing: number }[]).map(
      ({ account, closing }) => [account, closing],
    ),
  );
const january = { from: '2026-01-01', to: '2026-01-31' };

test('[O1.4] balances of all accounts come to nothing, and say what was done, owed and settled', async () => {
  const all = await balances({ from: '2026-01-01', to: '2026-02-28' });
  expect(all).toEqual({
    ...{ '1021': 994, '1031': 800, '2010': -800, '2020': -400 },
    ...{ '4010': -600, '5010': 6 },
  });
  expect(Object.values(all).reduce((sum, one) => sum + one, 0)).toBe(0);
  const [wechat] = (await house.ask(accountBalances, manager, { from: '2026-01-06', to: '2026-01-31' })) as object[];
  expect(wechat).toEqual({ account: '1021', opening: 994, debit: 0, credit: 0, closing: 994 });
});
test('[O1.4] a closed month stays as it was; what is heard of later counts when it was heard', async () => {
  const january31 = await balances(january);
  expect(january31).toEqual({ '1021': 994, '1031': 500, '2010': -500, '4010': -1_000, '5010': 6 });
  expect(await balances({ ...january, at: '2026-02-02T02:00:00.000Z' })).toEqual(january31);
  const { rows: late } = (await house.ask(ledgerLines, manager, { paymentId: idOf('o') })) as Page;
  expect(late).toMatchObject([{ day: '2026-01-31', bookedDay: '2026-02-02', account: '1031', contra: '2010' }]);
});
test('[O1.4] opened again, a month takes what was recorded since, and keeps how it was closed', async () => {
  await house.given({
    type: 'period.reopened',
    data: { ...period, reason: '漏记' },
    at: '2026-02-04T02:00:00.000Z',
  });
  expect(await balances({ ...january, at: '2026-02-02T02:00:00.000Z' })).toMatchObject({ '1031': 500 });
  // Recorded while it was closed: that stays so.
  expect(await balances(january)).toMatchObject({ '1031': 500 });
});
interface Page {
  readonly rows: readonly { readonly account: string; readonly amount: number }[];
  readonly next: string | null;
}
test('[O1.4] a statement has every entry of a payment or a patient once, in order', async () => {
  const of = async (params: object) => ((await house.ask(ledgerLines, manager, params)) as Page).rows;
  expect((await of({ paymentId })).map(({ account, amount }) => [account, amount])).toEqual([
    ['1031', 1_000],
    ['2010', 1_000],
    ['4010', 400],
  ]);
  expect(await of({ patientId })).toHaveLength(5);
  const first = (await house.ask(ledgerLines, manager, { account: '1031', limit: 1 })) as Page;
  expect([first.rows.map(({ amount }) => amount), first.next]).toEqual([[1_000], '1']);
});
test('[O1.4] what waits in between has an age', async () => {
  const open = (params: object) => house.ask(openItems, manager, params);
  expect(await open({ account: '1031', to: '2026-01-06' })).toMatchObject({
    rows: [{ id: null, since: '2026-01-05', amount: 500, days: 1, late: false }],
    total: 500,
    lateTotal: 0,
  });
  expect(await open({ account: '2010', to: '2026-01-20' })).toMatchObject({
    rows: [{ id: idOf('n'), since: '2026-01-05', amount: -500, days: 15, late: true }],
    lateTotal: -500,
  });
});

test('[O1.4] by age, what is left comes to the balance and never stands on both sides', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 })), amounts => {
      const days = amounts.map((amount, index) => ({ id: '', since: `${index}`, amount }));
      const left = oldestFirst(days);
      expect(left.reduce((sum, { amount }) => sum + amount, 0)).toBe(amounts.reduce((sum, one) => sum + one, 0));
      expect(new Set(left.map(({ amount }) => Math.sign(amount))).size).toBeLessThanOrEqual(1);
      expect(left.map(({ since }) => Number(since))).toEqual(
        left.map(({ since }) => Number(since)).sort((a, b) => a - b),
      );
    }),
  ));
test('[O1.4] the table and the events say the same', () => {
  const made = rows(ledger, recorded(history), (_, error) => {
    throw error;
  });
  const entries = history.flatMap(({ type, data, at = '' }) => entriesOf({ type, data }, at));
  expect(made).toHaveLength(2 * entries.length);
});
