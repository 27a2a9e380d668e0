import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Formatter } from 'wechatpay-axios-plugin';
import type { Standin } from '../../standin.ts';
import { type MerchantCredentials, merchantCredentials } from './credentials.ts';
import { control, merchantClient } from './merchant.testing.ts';
import { start } from './server.ts';

let dir: string;
let standin: Standin;
let merchant: MerchantCredentials;
let told: ReturnType<typeof control>;
let client: ReturnType<typeof merchantClient>;
let now = 0;
const at = (time: string) => {
  now = Date.parse(`${time}+08:00`);
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-bills-'));
  standin = await start({ port: 0, dir, now: () => now, refund: 'hold', notify: 'never' });
  merchant = await merchantCredentials(dir);
  told = control(standin.url);
  client = merchantClient(standin.url, merchant, 'public-key');
  await trade();
});
afterAll(async () => {
  await standin.close();
  await rm(dir, { recursive: true });
});

const payed = async (out_trade_no: string, total: number, discount = 0) => {
  const { data } = await client.chain('v3/pay/transactions/jsapi').post<unknown, { data: { prepay_id: string } }>({
    ...{ appid: merchant.appid, mchid: merchant.mchid, description: '挂号费, 心`内科', out_trade_no },
    ...{ notify_url: 'http://127.0.0.1:9/notify', amount: { total, currency: 'CNY' } },
    payer: { openid: `o${'b'.repeat(27)}` },
  });
  await told('POST', 'payments', { prepay_id: data.prepay_id, discount });
};
const refunded = async (out_trade_no: string, part: number, total: number) => {
  await client
    .chain('v3/refund/domestic/refunds')
    .post({ out_trade_no, out_refund_no: `R${out_trade_no}`, amount: { refund: part, total, currency: 'CNY' } });
  await told('POST', `refunds/R${out_trade_no}`, { status: 'SUCCESS' });
};

/** Two days of trade: on the second one more payment and a part refund of the first day's, near midnight. */
const trade = async () => {
  at('2026-03-01T09:00:00');
  await payed('Day1-A', 1_250);
  at('2026-03-01T23:59:59');
  await payed('Day1-B', 5);
  at('2026-03-02T00:00:01');
  await payed('Day2-A', 100_000);
  at('2026-03-02T08:00:00');
  await refunded('Day1-A', 300, 1_250);
};

/** By its path: the plugin knows that files are not signed only by that. */
const download = (url: string) =>
  client.chain('v3/billdownload/file').get({
    params: { token: new URL(url).searchParams.get('token') },
    responseType: 'arraybuffer',
  });
const bill = async (kind: string, params: object) => {
  const { data } = await client.chain(`v3/bill/${kind}`).get({ params });
  const file = await download(data.download_url);
  return { ...data, file: Buffer.from(file.data) };
};
const refusal = (code: string) => ({ response: { data: { code } } });

test('the trade bill has WeChat’s columns, one row for each payment and refund of the day, and sums that fit', async () => {
  at('2026-03-03T11:00:00');
  const { hash_type, hash_value, file } = await bill('tradebill', { bill_date: '2026-03-02', tar_type: 'GZIP' });
  const plain = gunzipSync(file);
  expect([hash_type, hash_value]).toEqual(['SHA1', createHash('sha1').update(plain).digest('hex')]);
  const { rows, summary } = Formatter.castCsvBill(plain) as {
    rows: Record<string, string>[];
    summary: Record<string, string>;
  };
  const names = plain.toString().replace('\uFEFF', '').split('\r\n', 1)[0]?.split(',');
  expect([names?.length, names?.[0], names?.[24], names?.[26]]).toEqual([27, '交易时间', '订单金额', '费率备注']);
  expect(rows).toEqual([
    expect.objectContaining({
      ...{ 交易时间: '2026-03-02 00:00:01', 商户号: merchant.mchid, 商户订单号: 'Day2-A', 交易状态: 'SUCCESS' },
      ...{ 应结订单金额: '1000.00', 微信退款单号: '0', 退款金额: '0.00', 退款状态: '', 商品名称: '挂号费  心 内科' },
      ...{ 手续费: '6.00000', 费率: '0.60%', 订单金额: '1000.00', 申请退款金额: '0.00', 费率备注: '' },
    }),
    expect.objectContaining({
      ...{ 商户订单号: 'Day1-A', 交易状态: 'REFUND', 应结订单金额: '0.00', 商户退款单号: 'RDay1-A' },
      ...{ 退款金额: '3.00', 退款类型: 'ORIGINAL', 退款状态: 'SUCCESS', 手续费: '-0.02000', 申请退款金额: '3.00' },
    }),
  ]);
  expect(summary).toEqual({
    ...{ 总交易单数: '2', 应结订单总金额: '1000.00', 退款总金额: '3.00', 充值券退款总金额: '0.00' },
    ...{ 手续费总金额: '5.98000', 订单总金额: '1000.00', 申请退款总金额: '3.00' },
  });
});

test('the fund flow has every movement with a balance that carries over days', async () => {
  at('2026-03-03T11:00:00');
  const first = await bill('fundflowbill', { bill_date: '2026-03-01' });
  const second = await bill('fundflowbill', { bill_date: '2026-03-02' });
  const read = ({ file }: { file: Buffer }) =>
    Formatter.castCsvBill(file) as { rows: Record<string, string>[]; summary: Record<string, string> };
  const shown = (one: { file: Buffer }) =>
    read(one).rows.map(row => [row.业务类型, row.收支类型, row['收支金额(元)'], row['账户结余(元)'], row.业务凭证号]);
  expect(shown(first)).toEqual([
    ['交易', '收入', '12.50', '12.50', 'Day1-A'],
    ['扣除交易手续费', '支出', '0.08', '12.42', 'Day1-A'],
    ['交易', '收入', '0.05', '12.47', 'Day1-B'],
  ]);
  expect(shown(second)).toEqual([
    ['交易', '收入', '1000.00', '1012.47', 'Day2-A'],
    ['扣除交易手续费', '支出', '6.00', '1006.47', 'Day2-A'],
    ['退还交易手续费', '收入', '0.02', '1006.49', 'RDay1-A'],
    ['退款', '支出', '3.00', '1003.49', 'RDay1-A'],
  ]);
  expect(read(second).summary).toEqual({
    ...{ 资金流水总笔数: '4', 收入笔数: '2', 收入金额: '1000.02', 支出笔数: '2', 支出金额: '9.00' },
  });
});

test('bills come at ten the next day, not on quiet days, with an address that is good for five minutes', async () => {
  at('2026-03-02T09:59:59');
  await expect(bill('tradebill', { bill_date: '2026-03-01' })).rejects.toMatchObject(refusal('STATEMENT_CREATING'));
  at('2026-03-03T09:59:00');
  await expect(bill('tradebill', { bill_date: '2026-03-03' })).rejects.toMatchObject(refusal('INVALID_REQUEST'));
  await expect(bill('tradebill', { bill_date: '2026-02-01' })).rejects.toMatchObject(refusal('NO_STATEMENT_EXIST'));
  await expect(bill('tradebill', { bill_date: '2025-11-01' })).rejects.toMatchObject(refusal('INVALID_REQUEST'));
  await expect(bill('tradebill', { bill_date: '1.3.2026' })).rejects.toMatchObject(refusal('PARAM_ERROR'));

  at('2026-03-03T10:00:00');
  const { data } = await client.chain('v3/bill/tradebill').get({ params: { bill_date: '2026-03-02' } });
  expect((await fetch(data.download_url)).status).toBe(401);
  at('2026-03-03T10:05:01');
  await expect(download(data.download_url)).rejects.toMatchObject({ response: { status: 403 } });
});

test('a bill once issued stays as it is; a fault makes the next one wrong where it was told to', async () => {
  at('2026-03-04T10:00:00');
  const before = await bill('tradebill', { bill_date: '2026-03-01' });
  await told('POST', 'bill-faults', { number: 'Day1-A', kind: 'missing' });
  expect((await bill('tradebill', { bill_date: '2026-03-01' })).hash_value).toBe(before.hash_value);

  await payed('Day4-A', 1_000);
  await payed('Day4-B', 2_000);
  await payed('Day4-C', 3_000);
  await told('POST', 'bill-faults', { number: 'Day4-A', kind: 'missing' });
  await told('POST', 'bill-faults', { number: 'Day4-B', kind: 'duplicate' });
  await told('POST', 'bill-faults', { number: 'Day4-C', kind: 'amount', delta: -1 });
  await told('PATCH', 'settings', { bills: 'at-once', billBom: false });
  const { file } = await bill('tradebill', { bill_date: '2026-03-04' });
  const rows = [...file.toString().matchAll(/`(Day4-.)`?,.*?`0\.60%,`([\d.]+)/g)].map(([, no, amount]) => [no, amount]);
  expect(rows).toEqual([
    ['Day4-B', '20.00'],
    ['Day4-B', '20.00'],
    ['Day4-C', '29.99'],
  ]);
});

const texts = async (kind: string, params: object): Promise<string[]> =>
  (await bill(kind, params)).file.toString().split('\r\n');
const day5 = { bill_date: '2026-03-05' };

test('payments and refunds have bills of their own, in their own columns; other accounts have none', async () => {
  at('2026-03-05T10:00:00');
  await payed('Day5-A', 1_000);
  await refunded('Day5-A', 400, 1_000);
  at('2026-03-06T11:00:00');
  const success = await texts('tradebill', { ...day5, bill_type: 'SUCCESS' });
  expect([success[0]?.split(',').length, success.length]).toEqual([20, 5]);
  expect(success[3]).toBe('`1,`10.00,`0.06000,`10.00');
  const refund = await texts('tradebill', { ...day5, bill_type: 'REFUND' });
  expect([refund[0]?.split(',').length, refund.length]).toEqual([29, 5]);
  expect(refund[1]).toContain('`2026-03-05 10:00:00,`2026-03-05 10:00:00,`5030');
  for (const account_type of ['OPERATION', 'FEES'])
    await expect(bill('fundflowbill', { ...day5, account_type })).rejects.toMatchObject(refusal('NO_STATEMENT_EXIST'));
});

test('a coupon is not settled, neither when it is paid with nor when it is given back', async () => {
  at('2026-03-07T10:00:00');
  await payed('Day7-A', 1_000, 300);
  await refunded('Day7-A', 900, 1_000);
  at('2026-03-08T11:00:00');
  const lines = await texts('tradebill', { bill_date: '2026-03-07' });
  expect(lines[4]).toBe('`2,`7.00,`6.30,`0.00,`0.00000,`10.00,`9.00');
  const flow = await texts('fundflowbill', { bill_date: '2026-03-07' });
  expect(flow.slice(1, 5).map(line => line.split(',`')[6])).toEqual(['7.00', '0.04', '0.04', '6.30']);
});

test('a refund leaves the account when it is taken, and comes back when it is closed', async () => {
  at('2026-03-09T10:00:00');
  await payed('Day9-A', 1_000);
  await client.chain('v3/refund/domestic/refunds').post({
    out_trade_no: 'Day9-A',
    out_refund_no: 'RDay9-A',
    amount: { refund: 1_000, total: 1_000, currency: 'CNY' },
  });
  at('2026-03-10T10:00:00');
  await told('POST', 'refunds/RDay9-A', { status: 'CLOSED' });
  at('2026-03-11T11:00:00');
  const moved = async (bill_date: string) =>
    (await texts('fundflowbill', { bill_date })).slice(1, -3).map(line => line.split(',`').slice(4, 7).join(' '));
  expect(await moved('2026-03-09')).toEqual([
    '交易 收入 10.00',
    '扣除交易手续费 支出 0.06',
    '退还交易手续费 收入 0.06',
    '退款 支出 10.00',
  ]);
  expect(await moved('2026-03-10')).toEqual(['退款关闭 收入 10.00', '扣除交易手续费 支出 0.06']);
});

test('an account that is watched pays no refund that it does not cover, until it is recharged', async () => {
  at('2026-03-12T10:00:00');
  await told('PATCH', 'settings', { balance: 'enforced' });
  await payed('Day12-A', 1_000);
  const { balance } = (await told('POST', `account/${encodeURIComponent('提现')}`, { amount: 1 })) as {
    balance: number;
  };
  await told('POST', `account/${encodeURIComponent('提现')}`, { amount: balance });
  await expect(refunded('Day12-A', 1_000, 1_000)).rejects.toMatchObject(refusal('NOT_ENOUGH'));
  await told('POST', `account/${encodeURIComponent('充值')}`, { amount: 2_000 });
  await refunded('Day12-A', 1_000, 1_000);
  await told('PATCH', 'settings', { balance: 'endless' });
});

test.each([
  ['creating', 'STATEMENT_CREATING'],
  ['absent', 'NO_STATEMENT_EXIST'],
])('there may be no file though there was trade: %s', async (kind, code) => {
  at('2026-03-06T11:00:00');
  await told('POST', 'bill-faults', { kind, day: '2026-03-05', times: 2 });
  for (const _ of [1, 2]) await expect(bill('tradebill', day5)).rejects.toMatchObject(refusal(code));
  expect((await texts('tradebill', day5)).length).toBe(6);
});

test('a file that is broken is broken so many times, and then as it should be', async () => {
  at('2026-03-06T11:00:00');
  const whole = await bill('tradebill', day5);
  const suffers = async (kind: string) => {
    await told('POST', 'bill-faults', { kind, day: '2026-03-05' });
    const broken = await bill('tradebill', day5);
    expect((await bill('tradebill', day5)).hash_value).toBe(whole.hash_value);
    return { ...broken, lines: broken.file.toString().split('\r\n') };
  };
  expect((await suffers('hash')).file).toEqual(whole.file);
  expect((await suffers('cut')).file.length).toBeLessThan(whole.file.length);
  expect((await suffers('summary')).lines[4]).toMatch(/^`3,/);
  expect((await suffers('legacy')).lines[0]?.split(',')).toHaveLength(24);
  expect((await suffers('reordered')).lines[0]).toMatch(/交易时间$/);
  expect((await suffers('extra-column')).lines[0]?.split(',')).toHaveLength(28);
  expect((await suffers('unix-lines')).lines).toHaveLength(1);
  expect((await suffers('no-last-line-end')).lines.at(-1)).not.toBe('');
  expect((await suffers('row-cut')).lines[1]?.split(',`')).toHaveLength(26);
  expect((await suffers('another-day')).file.toString()).toContain('Day4-');
  await told('POST', 'bill-faults', { kind: 'gzip', day: '2026-03-05' });
  const packed = await bill('tradebill', { ...day5, tar_type: 'GZIP' });
  expect(() => gunzipSync(packed.file)).toThrow();
  await told('POST', 'bill-faults', { kind: 'gone', day: '2026-03-05' });
  await expect(bill('tradebill', day5)).rejects.toMatchObject({ response: { status: 403 } });
});

test('rows lie as they are told: a day later, another fee, another state, an order of nobody, a movement of an unknown kind', async () => {
  at('2026-03-14T10:00:00');
  for (const number of ['Day14-A', 'Day14-B', 'Day14-C']) await payed(number, 1_000);
  await told('POST', 'bill-faults', { number: 'Day14-A', kind: 'shift', delta: 1 });
  await told('POST', 'bill-faults', { number: 'Day14-B', kind: 'fee', delta: 2 });
  await told('POST', 'bill-faults', { number: 'Day14-C', kind: 'state', state: 'REVOKED' });
  await told('POST', 'bill-faults', { number: 'Parking-1', kind: 'strange', at: now, delta: 500, foreign: true });
  await told('POST', 'bill-faults', {
    bill: 'fund-flow',
    number: 'X1',
    kind: 'strange',
    at: now,
    delta: -700,
    state: '平台退款',
  });
  await told('POST', 'bill-faults', { bill: 'fund-flow', number: 'Day14-B', kind: 'missing', state: '交易' });
  at('2026-03-16T11:00:00');
  const rows = async (bill_date: string) =>
    (await texts('tradebill', { bill_date })).slice(1, -3).map(line => {
      const cells = line.split(',`');
      return [cells[6], cells[9], cells[22]];
    });
  expect(await rows('2026-03-14')).toEqual([
    ['Day14-B', 'SUCCESS', '0.08000'],
    ['Day14-C', 'REVOKED', '0.06000'],
    ['Parking-1', 'SUCCESS', '0.03000'],
  ]);
  expect(await rows('2026-03-15')).toEqual([['Day14-A', 'SUCCESS', '0.06000']]);
  const flow = await texts('fundflowbill', { bill_date: '2026-03-14' });
  const cells = flow.map(line => line.split(',`'));
  expect(cells.filter(row => row[10] === 'Day14-B').map(row => row[4])).toEqual(['扣除交易手续费']);
  expect(cells.find(row => row[10] === 'X1')?.slice(4, 7)).toEqual(['平台退款', '支出', '7.00']);
});
