import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { credentials } from '../../../standins/outside/wechat/credentials.ts';
import { control } from '../../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../../standins/outside/wechat/server.ts';
import type { Feature } from '../../feature.ts';
import { signed } from '../../http/pay-params.ts';
import { wechat } from '../../testing/wechat.ts';
import { bind, GatewayPending, GatewayRefused, GatewayUnknown } from '../gateway.ts';
import { wechatPayClient } from './client.ts';
import { queryOrder, wechatPay } from './gateway.ts';
import { askAgainAt } from './refunds.ts';
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
    state: async <S>(_: Feature<S>) => ({ openid: 'sealed', refunds: {} }) as S,
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
const recorded = (id: string, success: object) => sends(id, 'record-success', { method: 'wechat', ...success });
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
  const success = { transactionId, amount: 2_500, discount: 0, paidAt: new Date(String(at)).toISOString() };
  expect(await gateway['wechat-pay.query']({ paymentId })).toEqual(recorded(paymentId, success));
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
    recorded(asked.paymentId, { transactionId, amount: 2_500, discount: 0, paidAt }),
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
    recorded(paymentId, { transactionId, amount: 2_500, discount: 0, paidAt }),
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

/** A refund that the channel has, as it stands then. */
const taken = async (changed: object = {}) => {
  const { paymentId } = await paid();
  const asked = refundOf(paymentId, changed);
  const [said] = await gateway['wechat-pay.refund'](asked);
  return { ...asked, said, acceptedAt: new Date().toISOString() };
};
const settle = ({ refundId }: { refundId: string }, status: string) =>
  outside.tell('POST', `refunds/${numberOf(refundId)}`, { status });
const outcome = (paymentId: string, refundId: string, is: string) => ({
  ...{ kind: 'send', id: paymentId, command: 'record-refund' },
  input: {
    ...{ refundId, outcome: is, channelRefundId: expect.stringMatching(/^5030/) },
    acceptedAt: expect.any(String),
  },
});

test('[P6.12] a refund that was asked for is accepted, and asked again it is the same one', async () => {
  const { said, acceptedAt: _, ...asked } = await taken();
  expect(said).toMatchObject(outcome(asked.paymentId, asked.refundId, 'accepted'));
  expect(await gateway['wechat-pay.refund'](asked)).toEqual([said]);
});

test.each([
  ['SUCCESS', 'succeeded'],
  ['ABNORMAL', 'abnormal'],
  ['CLOSED', 'closed'],
])('[P6.12] a refund is asked about until it is %s', async (status, is) => {
  const refund = await taken();
  const { paymentId, refundId, acceptedAt } = refund;
  const pending = await gateway['wechat-pay.refund-state']({ paymentId, refundId, acceptedAt }).catch(
    (error: unknown) => error,
  );
  expect(pending).toBeInstanceOf(GatewayPending);
  expect((pending as GatewayPending).at.getTime() - Date.parse(acceptedAt)).toBe(60_000);

  await settle(refund, status);
  const [said] = await gateway['wechat-pay.refund-state']({ paymentId, refundId, acceptedAt });
  expect(said).toMatchObject(outcome(paymentId, refundId, is));
});

test('[P6.12] where it arrived is told without any number of it', async () => {
  const refund = await taken();
  await outside.tell('PATCH', 'settings', { receivedAccount: '招商银行信用卡0403' });
  await settle(refund, 'SUCCESS');
  const [said] = await gateway['wechat-pay.refund-state'](refund);
  expect(said).toMatchObject({ input: { receivedBy: '招商银行信用卡' } });
  await outside.tell('PATCH', 'settings', { receivedAccount: '支付用户零钱' });
});

test('[P6.12] it is asked about each minute, and after five of them less and less often', () => {
  const acceptedAt = '2026-03-02T01:00:00.000Z';
  const begin = Date.parse(acceptedAt);
  const minutes: number[] = [];
  for (let now = begin; minutes.length < 12; ) {
    now = askAgainAt(acceptedAt, now).getTime();
    minutes.push((now - begin) / 60_000);
  }
  expect(minutes).toEqual([1, 2, 3, 4, 5, 10, 20, 40, 70, 100, 130, 160]);
});

test('[P6.12] a refund whose answer was lost is not paid twice', async () => {
  const { paymentId } = await paid();
  const asked = refundOf(paymentId, { amount: 2_000 });
  await outside.trouble('refund', { kind: 'lose-answer' });
  await expect(gateway['wechat-pay.refund'](asked)).rejects.toBeInstanceOf(GatewayUnknown);
  expect(await gateway['wechat-pay.refund'](asked)).toMatchObject([outcome(paymentId, asked.refundId, 'accepted')]);
  // Had it been paid twice, nothing would be left for the rest.
  await outside.tell('PATCH', 'settings', { refundSpacingSeconds: 0 });
  const rest = refundOf(paymentId, { amount: 500 });
  expect(await gateway['wechat-pay.refund'](rest)).toMatchObject([outcome(paymentId, rest.refundId, 'accepted')]);
  await outside.tell('PATCH', 'settings', { refundSpacingSeconds: 60 });
});

test('[P6.12] a second one within a minute is asked again later', async () => {
  const { paymentId } = await paid();
  await gateway['wechat-pay.refund'](refundOf(paymentId, { amount: 100 }));
  await outside.tell('PATCH', 'settings', { timeFactor: 1 });
  const next = refundOf(paymentId, { amount: 100 });
  await expect(gateway['wechat-pay.refund'](next)).rejects.toBeInstanceOf(GatewayUnknown);
  await outside.tell('PATCH', 'settings', { timeFactor: 0.0001 });
  expect(await gateway['wechat-pay.refund'](next)).toMatchObject([outcome(paymentId, next.refundId, 'accepted')]);
});

test('[P6.12] more than was paid is refused by the channel too, and stays for finance', async () => {
  const { paymentId } = await paid();
  await gateway['wechat-pay.refund'](refundOf(paymentId));
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

test('[I1] a refund the channel closed is a case, and sent again by a person it is asked for under a new number', async () => {
  const refund = await taken();
  const { paymentId, refundId } = refund;
  const failed = { paymentId, refundId, cause: 'closed' as const };
  const stuck = { name: 'GatewayRefused', code: 'REFUND_CLOSED' };
  await expect(gateway['wechat-pay.failed-refund'](failed)).rejects.toMatchObject(stuck);
  // The channel has to say so itself: what it still has would be paid twice.
  await expect(gateway['wechat-pay.failed-refund'](failed, 1)).rejects.toMatchObject(stuck);
  await settle(refund, 'CLOSED');
  await expect(gateway['wechat-pay.failed-refund'](failed)).rejects.toMatchObject(stuck);
  expect(await gateway['wechat-pay.failed-refund'](failed, 1)).toEqual(
    sends(paymentId, 'ask-refund-again', { refundId }),
  );
});

test('[I1] an abnormal refund is a case until it has arrived', async () => {
  const refund = await taken();
  const { paymentId, refundId } = refund;
  const failed = { paymentId, refundId, cause: 'abnormal' as const };
  await settle(refund, 'ABNORMAL');
  const stuck = { name: 'GatewayRefused', code: 'REFUND_ABNORMAL' };
  for (const round of [0, 1])
    await expect(gateway['wechat-pay.failed-refund'](failed, round)).rejects.toMatchObject(stuck);
  await settle(refund, 'SUCCESS');
  expect(await gateway['wechat-pay.failed-refund'](failed, 2)).toMatchObject([
    outcome(paymentId, refundId, 'succeeded'),
  ]);
});
