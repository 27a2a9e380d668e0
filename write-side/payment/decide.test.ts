import { test } from '@jest/globals';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { idOf, now, system } from '../house.ts';
import { spec } from '../spec.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, subjectId, patientId, refundId, other] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)];
const asked = { id, now, by: system };
const expiresAt = '2026-03-02T01:15:00.000Z';
const paidAt = '2026-03-02T01:02:00.000Z';
const subject = { purpose: 'registration', subjectId, patientId } as const;
const success = { transactionId: '4200001', amount: 2_500, paidAt };

const created: PaymentEvent = {
  type: 'payment.created',
  data: { paymentId: id, ...subject, amount: 2_500, description: '网络门诊挂号费', expiresAt },
};
const prepared: PaymentEvent = { type: 'payment.prepared', data: { paymentId: id, patientId, prepayId: 'wx1' } };
const succeeded: PaymentEvent = { type: 'payment.succeeded', data: { paymentId: id, ...subject, ...success } };
const closed: PaymentEvent = { type: 'payment.closed', data: { paymentId: id, patientId, reason: 'expired' } };
const requested = (refund = refundId, amount = 2_500): PaymentEvent => ({
  type: 'payment.refund-requested',
  data: { paymentId: id, refundId: refund, ...subject, amount, total: 2_500, reason: '挂号已取消' },
});
const refunded: PaymentEvent = {
  type: 'payment.refund-succeeded',
  data: { paymentId: id, refundId, ...subject, amount: 2_500, channelRefundId: '5030001', refundedAt: paidAt },
};
const failed = (cause: 'abnormal' | 'closed'): PaymentEvent => ({
  type: 'payment.refund-failed',
  data: { paymentId: id, refundId, ...subject, amount: 2_500, cause },
});

const states = {
  none: [],
  created: [created],
  prepared: [created, prepared],
  closed: [created, prepared, closed],
  succeeded: [created, prepared, succeeded],
  refunding: [created, prepared, succeeded, requested()],
  refunded: [created, prepared, succeeded, requested(), refunded],
  abnormal: [created, prepared, succeeded, requested(), failed('abnormal')],
  'refund closed': [created, prepared, succeeded, requested(), failed('closed')],
} satisfies Record<string, PaymentEvent[]>;
type State = keyof typeof states;
/** A refusal's code, or what is decided. */
type Outcome = string | PaymentEvent[];

const create: Command = {
  type: 'create',
  ...asked,
  by: { id: patientId, role: 'patient' },
  purpose: 'registration',
  subjectId,
  amount: 2_500,
  description: '网络门诊挂号费',
  expiresAt,
};
const check = (found: typeof success | null): Command => ({ type: 'check', ...asked, success: found });
const refund = (refund: string, amount: number): Command => ({
  type: 'request-refund',
  ...asked,
  refundId: refund,
  amount,
  reason: '挂号已取消',
});
const record = (outcome: 'succeeded' | 'abnormal' | 'closed', refund = refundId): Command => ({
  type: 'record-refund',
  ...asked,
  refundId: refund,
  outcome,
  channelRefundId: '5030001',
  at: paidAt,
});

const all = (outcome: Outcome, except: Partial<Record<State, Outcome>>): Record<State, Outcome> =>
  ({ ...Object.fromEntries(Object.keys(states).map(state => [state, outcome])), ...except }) as Record<State, Outcome>;

const table: readonly [string, Command, Record<State, Outcome>][] = [
  ['[P6.9] create', create, all([], { none: [created] })],
  [
    '[P6.9] create for another subject',
    { ...create, subjectId: other },
    all('not-payable', { none: [{ ...created, data: { ...created.data, subjectId: other } } as PaymentEvent] }),
  ],
  [
    '[P6.9] prepare',
    { type: 'record-prepared', ...asked, prepayId: 'wx1' },
    all([], { none: 'unknown-payment', created: [prepared] }),
  ],
  [
    '[P6.9] success',
    { type: 'record-success', ...asked, ...success },
    all([], { none: 'unknown-payment', created: [succeeded], prepared: [succeeded], closed: [succeeded] }),
  ],
  [
    '[P6.9] check that finds a success',
    check(success),
    all([], { none: 'unknown-payment', created: [succeeded], prepared: [succeeded], closed: [succeeded] }),
  ],
  ['[P6.9] check that finds nothing', check(null), all([], { none: 'unknown-payment', closed: 'payment-closed' })],
  [
    '[P6.11] close',
    { type: 'close', ...asked, reason: 'expired' },
    all([], { none: 'unknown-payment', created: [closed], prepared: [closed] }),
  ],
  [
    '[P6.12] refund of everything',
    refund(refundId, 2_500),
    all([], {
      none: 'unknown-payment',
      created: 'not-paid',
      prepared: 'not-paid',
      closed: 'not-paid',
      succeeded: [requested()],
    }),
  ],
  [
    '[P6.12] second refund',
    refund(other, 1),
    all('refund-exceeds-payment', {
      none: 'unknown-payment',
      created: 'not-paid',
      prepared: 'not-paid',
      closed: 'not-paid',
      succeeded: [requested(other, 1)],
      'refund closed': [requested(other, 1)],
    }),
  ],
  [
    '[P6.12] refund of more than was paid',
    refund(other, 2_501),
    all('refund-exceeds-payment', {
      none: 'unknown-payment',
      created: 'not-paid',
      prepared: 'not-paid',
      closed: 'not-paid',
    }),
  ],
  [
    '[P6.12] refund of nothing',
    refund(other, 0),
    all([], { none: 'unknown-payment', created: 'not-paid', prepared: 'not-paid', closed: 'not-paid' }),
  ],
  [
    '[P6.12] refund success',
    record('succeeded'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [refunded],
      refunded: [],
      abnormal: [refunded],
      'refund closed': [],
    }),
  ],
  [
    '[P6.12] refund abnormal',
    record('abnormal'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [failed('abnormal')],
      refunded: [],
      abnormal: [],
      'refund closed': [],
    }),
  ],
  [
    '[P6.12] refund closed',
    record('closed'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [failed('closed')],
      refunded: [],
      abnormal: [failed('closed')],
      'refund closed': [],
    }),
  ],
  ['[P6.12] refund nobody asked for', record('succeeded', other), all('unknown-refund', { none: 'unknown-payment' })],
];

for (const [title, command, outcomes] of table)
  for (const [state, past] of Object.entries(states))
    test(`${title} when ${state}`, () => {
      const outcome = outcomes[state as State];
      const decided = given(...past).when(command);
      if (typeof outcome === 'string') decided.thenRefused(outcome);
      else decided.then(...outcome);
    });

test('[P6.9] an amount that differs is recorded as it was paid, and refunds are measured by it', () => {
  const less = { ...succeeded, data: { ...succeeded.data, amount: 100 } } as PaymentEvent;
  given(created)
    .when({ type: 'record-success', ...asked, ...success, amount: 100 })
    .then(less);
  given(created, less).when(refund(refundId, 101)).thenRefused('refund-exceeds-payment');
});
