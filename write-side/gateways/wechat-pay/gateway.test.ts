import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { credentials } from '../../../standins/outside/wechat/credentials.ts';
import { control } from '../../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../../standins/outside/wechat/server.ts';
import type { Feature } from '../../feature.ts';
import { signed } from '../../http/pay-params.ts';
import { bind, GatewayPending, GatewayRefused, GatewayUnknown } from '../gateway.ts';
import { wechat } from '../wechat.testing.ts';
import { wechatPayClient } from './client.ts';
import { queryOrder, wechatPay } from './gateway.ts';
import { idOf, numberOf, type WechatPaySettings } from './settings.ts';

const begin = () => wechat({ start, credentials, control });
let outside: Awaited<ReturnType<typeof begin>>;
let gateway: ReturnType<typeof connected>;
const patientId = v7();
const openid = `o${'a'.repeat(27)}`;
/** @param known the patient's openid, or null once it is erased */
const connected = (settings: WechatPaySettings, known: string | null = openid) => {
  const client = wechatPayClient(settings);
  const around = {
    client: () => client,
    settings,
    state: async <S>(_: Feature<S>) => ({ openid: 'sealed' }) as S,
    open: async <T>() => known as T | null,
    now: () => new Date(),
  };
  return { ...bind(wechatPay, () => around), queryOrder: queryOrder(around) };
};

beforeAll(async () => {
  outside = await begin();
  gateway = connected(outside.settings());
});
afterEach(async () => {
  await outside.tell('DELETE', 'faults');
  await outside.tell('PATCH', 'settings', { signWith: 'public-key' });
});
afterAll(() => outside.close());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const order = (changed: object = {}) => ({
  paymentId: v7(),
  patientId,
  amount: 2_500,
  description: '网络门诊挂号费',
  expiresAt: inMinutes(15),
  ...changed,
});
const sends = (id: string, command: string, input: unknown) => [
  { kind: 'send', capability: 'payment', id, command, input },
];
const prepaid = async (asked = order()) => {
  const [prepared] = await gateway['wechat-pay.prepay'](asked);
  const { prepayId } = (prepared as { input: { prepayId: string } }).input;
  return { ...asked, prepayId };
};
const pay = (prepay_id: string, more = {}) =>
  outside.tell('POST', 'payments', { prepay_id, notify: 'never', ...more }) as Promise<Record<string, unknown>>;
const paid = async (more = {}) => {
  const placed = await prepaid();
  const { transaction_id: transactionId, success_time: at } = await pay(placed.prepayId, more);
  return { ...placed, transactionId, paidAt: new Date(String(at)).toISOString() };
};

test('[P6.9] a number of theirs is our id without hyphens, and tells it again', () => {
  const id = v7();
  expect(numberOf(id)).toMatch(/^[0-9a-f]{32}$/);
  expect(idOf(numberOf(id))).toBe(id);
  expect(idOf('Order-1')).toBeNull();
});

test.each(['public-key', 'certificate'])('[P6.9] an order is prepared, paid and found (%s)', async signWith => {
  await outside.tell('PATCH', 'settings', { signWith });
  const { paymentId, prepayId } = await prepaid();
  expect(prepayId).toMatch(/^wx/);
  expect(await gateway['wechat-pay.query']({ paymentId })).toEqual([]);
  const { transaction_id: transactionId, success_time: at } = await pay(prepayId);
  const success = { transactionId, amount: 2_500, paidAt: new Date(String(at)).toISOString() };
  expect(await gateway['wechat-pay.query']({ paymentId })).toEqual(sends(paymentId, 'record-success', success));
  expect(await gateway.queryOrder(paymentId)).toEqual(success);
});

test('[P6.9] the same order again is the same order', async () => {
  const first = await prepaid();
  expect((await prepaid(first)).prepayId).toBe(first.prepayId);
});

test('[P6.9] what the client signs for is what the channel checks', async () => {
  const { prepayId } = await prepaid();
  const params = signed(outside.settings(), prepayId, new Date());
  const opened = (changed: object) => {
    const { package: packed, signType: _, ...shown } = { ...params, ...changed };
    const query = new URLSearchParams({ ...shown, prepay_id: packed.slice('prepay_id='.length) });
    return fetch(`${outside.url}/_standin/cashier?${query}`).then(({ status }) => status);
  };
  expect(await opened({})).toBe(200);
  expect(await opened({ timeStamp: '1' })).toBe(400);
});

test('[P6.9] nothing is ordered for a person nobody may know any more, or after its time', async () => {
  const forgotten = connected(outside.settings(), null);
  const asked = order();
  expect(await forgotten['wechat-pay.prepay'](asked)).toEqual(
    sends(asked.paymentId, 'close', { reason: 'refused-by-channel' }),
  );
  const late = order({ expiresAt: inMinutes(-1) });
  expect(await gateway['wechat-pay.prepay'](late)).toEqual(sends(late.paymentId, 'close', { reason: 'expired' }));
  expect(await gateway.queryOrder(late.paymentId)).toBeNull();
});

test('[P6.9] an order the channel refuses is closed; when all would be refused it is an alarm', async () => {
  const asked = order();
  await outside.trouble('prepay', { kind: 'refuse', status: 403, code: 'RULE_LIMIT' });
  expect(await gateway['wechat-pay.prepay'](asked)).toEqual(
    sends(asked.paymentId, 'close', { reason: 'refused-by-channel' }),
  );
  await outside.trouble('prepay', { kind: 'refuse', status: 403, code: 'NO_AUTH' });
  await expect(gateway['wechat-pay.prepay'](order())).rejects.toMatchObject({ name: 'GatewayRefused', code: 'NOAUTH' });
  const settings = { ...outside.settings(), mchId: '1900000001' };
  const stranger = connected(settings);
  await expect(stranger['wechat-pay.prepay'](order())).rejects.toBeInstanceOf(GatewayRefused);
});

test.each([
  ['an error', { kind: 'refuse', status: 500 }],
  ['too many requests', { kind: 'refuse', status: 429, code: 'FREQUENCY_LIMITED' }],
  ['a lost answer', { kind: 'lose-answer' }],
  ['an answer somebody else signed', { kind: 'forge' }],
])('[P6.9] after %s nobody knows, and the same is asked again', async (_, fault) => {
  const asked = order();
  await outside.trouble('prepay', fault);
  await expect(gateway['wechat-pay.prepay'](asked)).rejects.toBeInstanceOf(GatewayUnknown);
  expect((await prepaid(asked)).prepayId).toMatch(/^wx/);
  await outside.trouble('query', fault);
  await expect(gateway.queryOrder(asked.paymentId)).rejects.toBeInstanceOf(GatewayUnknown);
  const { paymentId } = await paid();
  await outside.trouble('refund', fault);
  await expect(gateway['wechat-pay.refund'](refundOf(paymentId))).rejects.toBeInstanceOf(GatewayUnknown);
});

test('[P6.9] ordering what was paid meanwhile finds the payment', async () => {
  const { prepayId: _, paidAt, transactionId, ...asked } = await paid();
  expect(await gateway['wechat-pay.prepay'](asked)).toEqual(
    sends(asked.paymentId, 'record-success', { transactionId, amount: 2_500, paidAt }),
  );
});

test('[P6.9] the amount is what was paid, whatever was ordered', async () => {
  const { paymentId } = await paid({ amount: 2_400 });
  expect(await gateway.queryOrder(paymentId)).toMatchObject({ amount: 2_400 });
});

test('[P6.11] an order that is over can no longer be paid', async () => {
  const { paymentId, prepayId } = await prepaid();
  const over = sends(paymentId, 'close', { reason: 'expired' });
  expect(await gateway['wechat-pay.close']({ paymentId })).toEqual(over);
  await expect(pay(prepayId)).rejects.toThrow('409');
  expect(await gateway['wechat-pay.close']({ paymentId })).toEqual(over);
});

test('[P6.11] an order that never reached the channel is over too', async () => {
  const paymentId = v7();
  expect(await gateway['wechat-pay.close']({ paymentId })).toEqual(sends(paymentId, 'close', { reason: 'expired' }));
});

test('[P6.11] a payment that was faster than the closing is recorded', async () => {
  const { paymentId, transactionId, paidAt } = await paid();
  expect(await gateway['wechat-pay.close']({ paymentId })).toEqual(
    sends(paymentId, 'record-success', { transactionId, amount: 2_500, paidAt }),
  );
});

const refundOf = (paymentId: string, changed: object = {}) => ({
  paymentId,
  refundId: v7(),
  amount: 2_500,
  total: 2_500,
  reason: '挂号已取消',
  ...changed,
});

test.each([
  ['SUCCESS', 'succeeded'],
  ['ABNORMAL', 'abnormal'],
  ['CLOSED', 'closed'],
])('[P6.12] a refund is asked about until it is %s', async (status, outcome) => {
  const { paymentId } = await paid();
  const asked = refundOf(paymentId);
  const before = Date.now();
  const pending = await gateway['wechat-pay.refund'](asked).catch((error: unknown) => error);
  expect(pending).toBeInstanceOf(GatewayPending);
  expect((pending as GatewayPending).at.getTime() - before).toBeGreaterThanOrEqual(600_000);

  await outside.tell('POST', `refunds/${numberOf(asked.refundId)}`, { status });
  const [recorded] = await gateway['wechat-pay.refund'](asked);
  expect(recorded).toMatchObject({
    kind: 'send',
    id: paymentId,
    command: 'record-refund',
    input: { refundId: asked.refundId, outcome, channelRefundId: expect.stringMatching(/^5030/) },
  });
});

test('[P6.12] a refund whose answer was lost is not paid twice', async () => {
  const { paymentId } = await paid();
  const asked = refundOf(paymentId, { amount: 2_000 });
  await outside.trouble('refund', { kind: 'lose-answer' });
  await expect(gateway['wechat-pay.refund'](asked)).rejects.toBeInstanceOf(GatewayUnknown);
  await expect(gateway['wechat-pay.refund'](asked)).rejects.toBeInstanceOf(GatewayPending);
  // Had it been paid twice, nothing would be left for the rest.
  const rest = refundOf(paymentId, { amount: 500 });
  await expect(gateway['wechat-pay.refund'](rest)).rejects.toBeInstanceOf(GatewayPending);
});

test('[P6.12] more than was paid is refused by the channel too, and stays for finance', async () => {
  const { paymentId } = await paid();
  await expect(gateway['wechat-pay.refund'](refundOf(paymentId))).rejects.toBeInstanceOf(GatewayPending);
  await expect(gateway['wechat-pay.refund'](refundOf(paymentId))).rejects.toBeInstanceOf(GatewayRefused);
});

test('[P6.12] an answer with another amount is an alarm', async () => {
  const { paymentId } = await paid();
  await outside.trouble('refund', { kind: 'amount' });
  await expect(gateway['wechat-pay.refund'](refundOf(paymentId))).rejects.toMatchObject({ code: 'REFUND_DIFFERS' });
});

test('[P6.12] a refund that the balance does not cover waits; one that cannot arrive goes to finance', async () => {
  const { paymentId } = await paid();
  const asked = refundOf(paymentId);
  await outside.trouble('refund', { kind: 'refuse', status: 403, code: 'NOT_ENOUGH' });
  await expect(gateway['wechat-pay.refund'](asked)).rejects.toBeInstanceOf(GatewayPending);
  await outside.trouble('refund', { kind: 'refuse', status: 403, code: 'USER_ACCOUNT_ABNORMAL' });
  expect(await gateway['wechat-pay.refund'](asked)).toMatchObject([
    { command: 'record-refund', input: { outcome: 'abnormal' } },
  ]);
});
