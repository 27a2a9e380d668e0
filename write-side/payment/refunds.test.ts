/** Money on its way back: several lines and means, parts, requests, and the ways out when a refund fails. */
import { expect, test } from '@jest/globals';
import type { PaymentLine, Share } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { fold, run, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import type { Command } from './command.ts';
import { decider } from './decide.ts';
import { foundIdOf, grantedIdOf, refundIdOf } from './ids.ts';
import { left } from './state.ts';
import { lineNames } from './testing/lines.ts';

const { given } = spec(decider);
const [id, one, two, patientId, requestId] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)];
const asked = { id, now, by: system };
const by = { id: idOf(7), role: 'operator' } as const;
const whose = { paymentId: id, patientId };
const paidAt = '2026-03-02T01:02:00.000Z';
const minute = (n: number) => new Date(Date.parse(now) + n * 60_000).toISOString();

const lineOf = (subjectId: string, ...shares: Share[]): PaymentLine => ({
  ...lineNames(id, subjectId, 'prescription'),
  amount: shares.reduce((sum, { amount }) => sum + amount, 0),
  description: '处方药品费',
  shares,
});
const create = (...billed: PaymentLine[]): Command => ({
  type: 'create',
  ...asked,
  by: { id: patientId, role: 'patient' },
  lines: billed.map(({ business, subjectId }) => ({ business, subjectId })),
  billed,
  description: '处方药品费（2项）',
  expiresAt: minute(15),
});
const success = (method: Share['method'], amount: number): Command => ({
  type: 'record-success',
  ...asked,
  method,
  transactionId: `t-${method}`,
  amount,
  discount: 0,
  paidAt,
});
const record = (refundId: string, outcome: 'accepted' | 'succeeded' | 'abnormal' | 'closed'): Command => ({
  type: 'record-refund',
  ...asked,
  refundId,
  outcome,
  channelRefundId: '5030001',
  acceptedAt: paidAt,
  discount: 0,
  at: paidAt,
});
const giveBack = (subjectId: string): Command => ({
  type: 'give-back',
  ...asked,
  subjectId,
  ground: 'cancelled',
  reason: '处方已取消',
});

const a = lineOf(one, { method: 'wechat', amount: 1_000 });
const b = lineOf(two, { method: 'wechat', amount: 500 });
const together = run(decider, [create(a, b), success('wechat', 1_500)]);
const types = (events: readonly PaymentEvent[]) => events.map(({ type }) => type.slice('payment.'.length));
const requestedOf = (events: readonly PaymentEvent[]) =>
  events.flatMap(event =>
    event.type === 'payment.refund-requested' ? [[event.data.subjectId, event.data.amount, event.data.askAt]] : [],
  );

test('[P7.2] several prescriptions are one bill, and each line is paid', () => {
  expect(types(together)).toEqual(['created', 'tender-succeeded', 'succeeded', 'line-paid', 'line-paid']);
  expect(together[0]?.data).toMatchObject({ amount: 1_500, tenders: [{ method: 'wechat', amount: 1_500 }] });
  expect(together.slice(3).map(({ data }) => data)).toMatchObject([
    { subjectId: one, amount: 1_000 },
    { subjectId: two, amount: 500 },
  ]);
});

test('[P7.2] [P7.7] the lines of a bill go back one by one, a minute apart', () => {
  const events = run(decider, [giveBack(one), giveBack(two), giveBack(one)], together);
  expect(requestedOf(events)).toEqual([
    [one, 1_000, now],
    [two, 500, minute(1)],
  ]);
});

const insured = lineOf(one, { method: 'wechat', amount: 600 }, { method: 'pooled-fund', amount: 400 });
test('[P6.9] a payment by two means counts once both have come', () => {
  const half = run(decider, [create(insured), success('pooled-fund', 400)]);
  expect(types(half)).toEqual(['created', 'tender-succeeded']);
  const whole = run(decider, [success('wechat', 600)], half);
  expect(types(whole).slice(2)).toEqual(['tender-succeeded', 'succeeded', 'line-paid']);
});

test('[P6.9] when one of two means fails, what came by the other goes back, and what comes later too', () => {
  const half = run(decider, [create(insured), success('pooled-fund', 400)]);
  const closed = run(decider, [{ type: 'close', ...asked, reason: 'expired' }], half);
  expect(types(closed).slice(2)).toEqual(['closed', 'declined', 'refund-requested']);
  const late = run(decider, [success('wechat', 600)], closed);
  expect(types(late).slice(5)).toEqual(['tender-succeeded', 'refund-requested']);
  expect(fold(decider, late).status).toBe('declined');
});

test('[P7.7] a line goes back by every means it was paid by', () => {
  const events = run(decider, [create(insured), success('wechat', 600), success('pooled-fund', 400), giveBack(one)]);
  const refunds = events.flatMap(event => (event.type === 'payment.refund-requested' ? [event.data] : []));
  expect(refunds.map(({ method, amount, total }) => [method, amount, total])).toEqual([
    ['wechat', 600, 600],
    ['pooled-fund', 400, 400],
  ]);
});

const ask = (way: 'at-once' | 'by-person' | 'none', request = requestId): Command => ({
  type: 'ask-refund',
  ...asked,
  requestId: request,
  subjectId: one,
  reason: '药品破损',
  way,
});
const grant = (amount: number, request = requestId): Command => ({
  type: 'grant-refund',
  ...asked,
  by,
  requestId: request,
  amount,
});

test('[P7.7] a person asks, and only where a person has to decide', () => {
  given(...together)
    .when(ask('at-once'))
    .thenRefused('refund-at-once');
  given(...together)
    .when(ask('none'))
    .thenRefused('not-refundable');
  const { lineId: _, ...names } = a;
  given(...together)
    .when(ask('by-person'))
    .then({
      type: 'payment.refund-asked',
      data: { ...whose, requestId, ...lineNames(id, one, 'prescription'), amount: 1_000, reason: '药品破损' },
    });
  const waits = run(decider, [ask('by-person')], together);
  given(...waits)
    .when(ask('by-person', idOf(8)))
    .thenRefused('refund-asked-already');
  given(...waits)
    .when(ask('by-person'))
    .thenNothing();
  expect(names.amount).toBe(1_000);
});

test('[P7.7] nothing is asked for after a year', () => {
  const later = new Date(Date.parse(paidAt) + 365 * 86_400_000 + 1).toISOString();
  given(...together)
    .when({ ...ask('by-person'), now: later })
    .thenRefused('refund-too-late');
});

test('[P7.7] a part is granted, and the rest can be granted again, but never more than was paid', () => {
  const waits = run(decider, [ask('by-person')], together);
  given(...waits)
    .when(grant(1_001))
    .thenRefused('refund-exceeds-payment');
  given(...waits)
    .when(grant(0))
    .thenRefused('not-refundable');
  const part = run(decider, [grant(300)], waits);
  expect(part.slice(waits.length)).toMatchObject([
    { type: 'payment.refund-granted', data: { amount: 300, staffId: by.id } },
    {
      type: 'payment.refund-requested',
      data: { refundId: grantedIdOf(requestId, 'wechat'), amount: 300, total: 1_500, ground: 'granted', requestId },
    },
  ]);
  given(...part)
    .when(grant(300))
    .thenNothing();
  given(...part)
    .when(grant(301))
    .thenRefused('request-over');
  const again = run(decider, [ask('by-person', idOf(8))], part);
  given(...again)
    .when(grant(701, idOf(8)))
    .thenRefused('refund-exceeds-payment');
  const rest = run(decider, [grant(700, idOf(8))], again);
  expect(left(fold(decider, rest), a)).toEqual([]);
  expect(left(fold(decider, rest), b)).toEqual([{ method: 'wechat', amount: 500 }]);
  given(...rest)
    .when(ask('by-person', idOf(9)))
    .thenRefused('not-refundable');
});

test('[P7.7] what is granted goes back in cash first', () => {
  const whole = run(decider, [create(insured), success('wechat', 600), success('pooled-fund', 400), ask('by-person')]);
  const events = run(decider, [grant(700)], whole).slice(whole.length + 1);
  expect(events.map(({ data }) => data)).toMatchObject([
    { method: 'wechat', amount: 600 },
    { method: 'pooled-fund', amount: 100 },
  ]);
});

test('[P7.7] a denied request says why, once', () => {
  const waits = run(decider, [ask('by-person')], together);
  const deny: Command = { type: 'deny-refund', ...asked, by, requestId, reason: '药品已发放' };
  const denied = run(decider, [deny], waits);
  expect(denied.at(-1)).toMatchObject({ type: 'payment.refund-denied', data: { reason: '药品已发放', amount: 1_000 } });
  given(...denied)
    .when(deny)
    .thenNothing();
  given(...denied)
    .when(grant(100))
    .thenRefused('request-over');
  given(...waits)
    .when(grant(100, idOf(9)))
    .thenRefused('unknown-request');
});

const refundId = refundIdOf(a.lineId, 'wechat');
const card = { bankType: 'CMB_DEBIT', bankAccount: '6225000000000000', accountName: '张三' };
const redirect = (to: 'user-bank-card' | 'merchant-bank-card', more = {}): Command => ({
  type: 'redirect-refund',
  ...asked,
  by,
  proposedBy: idOf(9),
  refundId,
  to,
  ...more,
});
const abnormal = run(decider, [giveBack(one), record(refundId, 'abnormal')], together);

test('[P7.7] an abnormal refund goes to a bank card of the payer’s', () => {
  given(...abnormal)
    .when(redirect('user-bank-card'))
    .thenRefused('bank-card-required');
  const sent = run(decider, [redirect('user-bank-card', { card })], abnormal);
  expect(sent.at(-1)).toMatchObject({ type: 'payment.refund-redirected', data: { to: 'user-bank-card', card } });
  given(...sent)
    .when(record(refundId, 'abnormal'))
    .thenNothing();
  expect(run(decider, [record(refundId, 'succeeded')], sent).at(-1)?.type).toBe('payment.refund-succeeded');
});

test('[P7.7] or to the hospital’s, and what is owed is transferred by hand', () => {
  const sent = run(decider, [redirect('merchant-bank-card'), record(refundId, 'succeeded')], abnormal);
  expect(sent.at(-1)?.type).toBe('payment.refund-diverted');
  const transfer: Command = { type: 'record-transfer', ...asked, by, refundId, reference: 'CMB2026' };
  given(...abnormal)
    .when(transfer)
    .thenRefused('refund-not-diverted');
  const done = run(decider, [transfer, transfer], sent);
  expect(types(done).slice(sent.length)).toEqual(['refund-transferred']);
  expect(fold(decider, done).refunds[refundId]?.status).toBe('succeeded');
});

test('[P7.7] only an abnormal refund is sent elsewhere', () => {
  given(...together, ...run(decider, [giveBack(one)], together).slice(together.length))
    .when(redirect('merchant-bank-card'))
    .thenRefused('refund-not-abnormal');
});

test('[P7.7] a refund made at the channel by hand is booked, and counts against what is left of the payment', () => {
  const found: Command = {
    type: 'record-found-refund',
    ...asked,
    method: 'wechat',
    amount: 200,
    discount: 0,
    number: 'MANUAL-1',
    channelRefundId: '5030009',
    acceptedAt: paidAt,
  };
  const booked = run(decider, [found, found], together);
  expect(types(booked).slice(together.length)).toEqual(['refund-found']);
  expect(requestedOf(run(decider, [giveBack(one), giveBack(two)], booked)).map(([, amount]) => amount)).toEqual([
    1_000, 300,
  ]);
  const settled = run(decider, [record(foundIdOf('MANUAL-1'), 'succeeded')], booked);
  expect(settled.at(-1)).toMatchObject({ type: 'payment.refund-succeeded', data: { amount: 200 } });
});
