import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type BookRow, bookColumns, bookRanks } from '@yunzhen/contracts/reconciliation/books';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { clickhouse } from '@yunzhen/platform/clickhouse';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { v4, v7 } from 'uuid';
import { z } from 'zod';
import { forked } from '../../../standins/outside/forked.testing.ts';
import { credentials } from '../../../standins/outside/wechat/credentials.ts';
import { control } from '../../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../../standins/outside/wechat/server.ts';
import type { Feature } from '../../feature.ts';
import { ourTable } from '../../reconciliation/books.ts';
import { decider } from '../../reconciliation/decide-day.ts';
import { look, seal } from '../../testing/harness.ts';
import { wechat } from '../../testing/wechat.ts';
import { bind, GatewayPending } from '../gateway.ts';
import { wechatPayClient } from '../wechat-pay/client.ts';
import { numberOf } from '../wechat-pay/settings.ts';
import { statementsOf } from '../wechat-pay/statements.ts';
import { booksClient, differenceIdOf } from './client.ts';
import { books } from './gateway.ts';

let dir: string;
let given: TestRuntime;
let outside: Awaited<ReturnType<typeof wechat>>;
let engine: Awaited<ReturnType<typeof forked>>;
let facts: ReturnType<typeof clickhouse>;
const day = chinaDayOf(new Date());
const reconciliationId = reconciliationIdOf('wechat', day);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-books-'));
  given = await testRuntime();
  outside = await wechat({ start, credentials, control });
  await outside.tell('PATCH', 'settings', { bills: 'at-once' });
  engine = await forked('clickhouse', dir);
  facts = clickhouse(engine.url, 'hospital', 'test');
  await facts.prepare();
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  await facts.client.command({
    query: `CREATE TABLE ${ourTable()} (event_id UUID, at DateTime64(3, 'UTC'), ${columns.join(', ')})
      ENGINE = ReplacingMergeTree ORDER BY (day, event_id)`,
  });
});
afterAll(async () => {
  await facts.close();
  await engine.leave();
  await outside.close();
  await given.close();
  await rm(dir, { recursive: true });
});

const connected = () => {
  const settings = outside.settings();
  const client = booksClient({
    clickhouse: facts,
    db: given.db,
    seal,
    open: async sealed => look(sealed),
    fetch: statementsOf(settings, () => new Date()),
    pay: settings,
    feeRate: 0.006,
    now: Date.now,
  });
  const around = {
    client: () => client,
    settings: client,
    state: async <S>(_: Feature<S>) => ({ ...decider.initial, day }) as S,
    open: async () => null,
    now: () => new Date(),
  };
  return bind(books, () => around);
};
const prepaid = z.object({ prepay_id: z.string() });
const paid = async (paymentId: string, total: number): Promise<void> => {
  const { appid, mchid } = outside.merchant;
  const body = {
    ...{ appid, mchid, description: '挂号费', out_trade_no: numberOf(paymentId), notify_url: 'https://x.test/n' },
    ...{ amount: { total, currency: 'CNY' }, payer: { openid: `o${'a'.repeat(27)}` } },
  };
  const { prepay_id } = await wechatPayClient(outside.settings()).post('v3/pay/transactions/jsapi', body, prepaid);
  await outside.tell('POST', 'payments', { prepay_id, notify: 'never' });
};
const believe = async (row: Pick<BookRow, 'key' | 'amount'>): Promise<void> => {
  const done = { line: 'pay', business: 'registration', rank: bookRanks.done, final: 1, day } as const;
  await facts.client.insert({
    table: ourTable(),
    values: [{ event_id: v4(), ...done, ord: row.key, ...row }],
    format: 'JSONEachRow',
  });
};
const fetch = (gateway: ReturnType<typeof connected>, statement: 'trade' | 'fund-flow') =>
  gateway['books.fetch']({ reconciliationId, day, statement, round: 1 });
const sum = (count: number, amount: number) => ({ count, amount });

test('[O1.4] a statement that is not made yet is asked for again in half an hour', async () => {
  const yesterday = chinaDayOf(new Date(Date.now() - 86_400_000));
  await outside.trouble('bill', { kind: 'refuse', code: 'STATEMENT_CREATING', status: 400 });
  const asked = statementsOf(outside.settings(), () => new Date(0))('trade', yesterday);
  await expect(asked).rejects.toEqual(new GatewayPending('WeChat Pay is making a statement', new Date(1_800_000)));
});

test('[O1.4] a day without trade has no statement', async () => {
  expect(await fetch(connected(), 'trade')).toEqual([
    expect.objectContaining({ command: 'record-absent', id: reconciliationId, input: { statement: 'trade' } }),
  ]);
});

test('[O1.4] what WeChat’s statements and our books say of a day is matched, and what we do not know is a difference', async () => {
  const gateway = connected();
  const [known, lost] = [v7(), v7()];
  await paid(known, 2_500);
  await paid(lost, 4_000);
  await believe({ key: numberOf(known), amount: 2_500 });
  const [trade] = await fetch(gateway, 'trade');
  expect(trade).toMatchObject({
    command: 'record-trade',
    input: {
      rows: 2,
      paid: sum(2, 6_500),
      refunded: sum(0, 0),
      settled: 6_500,
      fees: 39_000,
      foreign: { ...sum(0, 0), settled: 0, fees: 0 },
    },
  });
  const [flow] = await fetch(gateway, 'fund-flow');
  expect(flow).toMatchObject({ command: 'record-flow', input: { rows: 4, opening: 0, closing: 6_461 } });
  const [matched] = await gateway['books.match']({ reconciliationId, day, round: 1 });
  const found = { line: 'pay', key: numberOf(lost) } as const;
  expect(matched).toMatchObject({
    command: 'record-match',
    input: {
      ...{ run: 1, platform: { paid: sum(1, 2_500) }, channelSays: { paid: sum(2, 6_500) } },
      differences: [
        {
          ...{ ...found, kind: 'channel-only', gap: 4_000, effect: 4_000, platform: null, channelSays: 4_000 },
          ...{ arrived: 4_000, differenceId: differenceIdOf(found) },
        },
      ],
    },
  });
});

test('[O1.4] once our books know it, it is no difference any more', async () => {
  const gateway = connected();
  const found = async (round: number): Promise<readonly { readonly key: string }[]> => {
    const [matched] = await gateway['books.match']({ reconciliationId, day, round });
    return matched?.kind === 'send' ? differencesIn.parse(matched.input).differences : [];
  };
  const [lost] = await found(2);
  expect(lost).toBeDefined();
  await believe({ key: lost?.key ?? '', amount: 4_000 });
  expect(await found(3)).toEqual([]);
});
const differencesIn = z.object({ differences: z.array(z.object({ key: z.string() })) });

test('[O1.4] the raw file is kept, sealed under a key of its own', async () => {
  const pieces = await given.db.collection('statement_files').find({}).toArray();
  expect(pieces.length).toBeGreaterThanOrEqual(2);
  for (const { sealed, fileId } of pieces) expect(sealed).toMatch(new RegExp(`^<statement-${fileId}\\|[\\w+/=]+>$`));
});
