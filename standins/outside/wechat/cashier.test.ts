import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import type { Standin } from '../../standin.ts';
import { type MerchantCredentials, merchantCredentials } from './credentials.ts';
import { merchantClient } from './merchant.testing.ts';
import { start } from './server.ts';

let dir: string;
let standin: Standin;
let merchant: MerchantCredentials;
let client: ReturnType<typeof merchantClient>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-cashier-'));
  standin = await start({ port: 0, dir, notify: 'never' });
  merchant = await merchantCredentials(dir);
  client = merchantClient(standin.url, merchant, 'public-key');
});
afterAll(async () => {
  await standin.close();
  await rm(dir, { recursive: true });
});

const prepaid = async (out_trade_no: string) => {
  const { data } = await client.chain('v3/pay/transactions/jsapi').post<unknown, { data: { prepay_id: string } }>({
    ...{ appid: merchant.appid, mchid: merchant.mchid, description: '挂号费 <b>内科</b>', out_trade_no },
    ...{ notify_url: 'https://pay.yunzhen.example/notify', amount: { total: 1_205, currency: 'CNY' } },
    payer: { openid: `o${'c'.repeat(27)}` },
  });
  return data.prepay_id;
};
const stateOf = async (no: string) => {
  const { data } = await client
    .chain(`v3/pay/transactions/out-trade-no/{no}`)
    .get({ params: { mchid: merchant.mchid }, no });
  return data.trade_state;
};
const open = (fields: Record<string, string>) =>
  fetch(`${standin.url}/_standin/cashier?${new URLSearchParams(fields)}`);
const press = (fields: Record<string, string>) =>
  fetch(`${standin.url}/_standin/cashier`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const back = 'http://localhost:5173/?from=pay#/pages/result';

test('shows what is paid to whom, lets the payer cancel, fail and pay, and leads back each time', async () => {
  const prepay_id = await prepaid('Cashier-1');
  const page = await (await open({ prepay_id, return: back })).text();
  expect(page).toContain('¥</small>12.05');
  expect(page).toContain('云诊互联网医院');
  expect(page).toContain('挂号费 &lt;b&gt;内科&lt;/b&gt;');
  for (const outcome of ['cancel', 'fail']) {
    const answer = await press({ prepay_id, return: back, outcome });
    expect(answer.headers.get('location')).toBe(`http://localhost:5173/?from=pay&payment=${outcome}#/pages/result`);
    expect(await stateOf('Cashier-1')).toBe('NOTPAY');
  }
  const answer = await press({ prepay_id, return: back, outcome: 'success' });
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    'http://localhost:5173/?from=pay&payment=success#/pages/result',
  ]);
  expect(await stateOf('Cashier-1')).toBe('SUCCESS');
  const again = await (await open({ prepay_id, return: back })).text();
  expect(again).toContain('订单已支付');
  expect(again).not.toContain('<form');
  // Pressed in a tab that was open before.
  const twice = await press({ prepay_id, return: back, outcome: 'success' });
  expect([twice.status, await twice.text()]).toEqual([200, again]);
});

test.each([
  ['https://pay.yunzhen.example/h5/', true],
  ['https://evil.example/', false],
  ['javascript:alert(1)', false],
  ['//evil.example', false],
])('returning to %s is allowed: %p', async (target, allowed) => {
  const prepay_id = await prepaid(`Return-${target.length}`);
  const page = await open({ prepay_id, return: target });
  expect((await page.text()).includes(`value="${target}"`)).toBe(allowed);
  const answer = await press({ prepay_id, return: target, outcome: 'cancel' });
  expect(answer.status).toBe(allowed ? 303 : 200);
});

test('payment parameters that a client brings must be signed by the merchant', async () => {
  const prepay_id = await prepaid('Signed-1');
  const fields = { appId: merchant.appid, timeStamp: `${Formatter.timestamp()}`, nonceStr: 'n' };
  const text = Formatter.joinedByLineFeed(...Object.values(fields), `prepay_id=${prepay_id}`);
  const paySign = Rsa.sign(text, merchant.privateKey);
  expect((await open({ ...fields, prepay_id, paySign })).status).toBe(200);
  const forged = await open({ ...fields, nonceStr: 'm', prepay_id, paySign });
  expect([forged.status, await forged.text()]).toEqual([400, expect.stringContaining('支付验证签名失败')]);
});

test('pages of other sites are kept out of the control side', async () => {
  const from = (origin: string) =>
    fetch(`${standin.url}/_standin/codes`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: '{"person":"wang"}',
    });
  expect((await from('https://evil.example')).status).toBe(403);
  const own = await from('http://localhost:5173');
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'http://localhost:5173']);
});
