import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Formatter } from 'wechatpay-axios-plugin';
import type { Standin } from '../../standin.ts';
import { merchantCredentials } from './credentials.ts';
import { control, merchantClient } from './merchant.testing.ts';
import { start } from './server.ts';

const at = (time: string): number => Date.parse(`${time}+08:00`);
const now = at('2026-03-03T11:00:00');
const paid = (number: string, time: string, amount: number) => ({
  ...{ kind: 'pay', number, transactionId: `4200${number}`, description: '网络门诊挂号费', amount, at: at(time) },
});
const happened = [
  paid('history-a', '2026-03-01T09:00:00', 1_000),
  paid('history-b', '2026-03-01T23:59:59', 2_500),
  {
    ...{
      kind: 'refund',
      number: 'history-r',
      order: 'history-a',
      refundId: '5030history',
      reason: '取消',
      amount: 400,
    },
    ...{ at: at('2026-03-02T08:00:00'), settledAt: at('2026-03-02T08:01:00') },
  },
];
let dir: string;
let standin: Standin;
let told: ReturnType<typeof control>;
let client: ReturnType<typeof merchantClient>;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-history-'));
  standin = await start({ port: 0, dir, now: () => now, refund: 'hold', notify: 'never' });
  told = control(standin.url);
  client = merchantClient(standin.url, await merchantCredentials(dir), 'public-key');
  // Twice: what is known is left as it is.
  for (const _ of [1, 2]) await told('POST', 'history', happened);
});
afterAll(async () => {
  await standin.close();
  await rm(dir, { recursive: true });
});

const bill = async (kind: 'tradebill' | 'fundflowbill', bill_date: string): Promise<Record<string, string>[]> => {
  const { data } = await client.chain(`v3/bill/${kind}`).get<unknown, { data: { download_url: string } }>({
    params: { bill_date },
  });
  const token = new URL(data.download_url).searchParams.get('token');
  const file = await client.chain('v3/billdownload/file').get<unknown, { data: ArrayBuffer }>({
    ...{ params: { token }, responseType: 'arraybuffer' },
  });
  return (Formatter.castCsvBill(Buffer.from(file.data)) as { rows: Record<string, string>[] }).rows;
};

test('[O1.4] what happened before stands in the bills of its days, and the balances go on from day to day', async () => {
  const trades = async (day: string) =>
    (await bill('tradebill', day)).map(row => [row.商户订单号, row.交易状态, row.商户退款单号]);
  const moved = async (day: string) =>
    (await bill('fundflowbill', day)).map(row => [row['收支金额(元)'], row['账户结余(元)']]);
  expect(await trades('2026-03-01')).toEqual([
    ['history-a', 'SUCCESS', '0'],
    ['history-b', 'SUCCESS', '0'],
  ]);
  expect(await trades('2026-03-02')).toEqual([['history-a', 'REFUND', 'history-r']]);
  expect(await moved('2026-03-01')).toEqual([
    ['10.00', '10.00'],
    ['0.06', '9.94'],
    ['25.00', '34.94'],
    ['0.15', '34.79'],
  ]);
  expect((await moved('2026-03-02')).at(-1)).toEqual(['4.00', '30.81']);
});

test('[P7.7] what happened before is given back like anything else', async () => {
  const refund = {
    out_trade_no: 'history-b',
    out_refund_no: 'history-back',
    amount: { refund: 2_500, total: 2_500, currency: 'CNY' },
  };
  const { data } = await client.chain('v3/refund/domestic/refunds').post<unknown, { data: { status: string } }>(refund);
  expect(data.status).toBe('PROCESSING');
});
