import { test } from '@jest/globals';
import type { PaymentLine } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import type { Command } from './command.ts';
import { decider } from './decide.ts';
import { lineIdOf, nextRefundIdOf, refundIdOf } from './ids.ts';
import { lineNames } from './testing/lines.ts';

const { given } = spec(decider);
const [id, subjectId, patientId, other] = [idOf(1), idOf(2), idOf(3), idOf(5)];
const asked = { id, now, by: system };
const whose = { paymentId: id, patientId };
const expiresAt = '2026-03-02T01:15:00.000Z';
const paidAt = '2026-03-02T01:02:00.000Z';
const share = { method: 'wechat', amount: 2_500 } as const;
const success = { transactionId: '4200001', amount: 2_500, discount: 0, paidAt };
const names = lineNames(id, subjectId);
const line: PaymentLine = { ...names, amount: 2_500, description: '网络门诊挂号费', shares: [share] };

const created: PaymentEvent = {
  type: 'payment.created',
  data: { ...whose, lines: [line], tenders: [share], amount: 2_500, description: '网络门诊挂号费', expiresAt },
};
const prepared: PaymentEvent = {
  type: 'payment.tender-prepared',
  data: { ...whose, method: 'wechat', prepayId: 'wx1' },
};
const came = (amount = 2_500): PaymentEvent => ({
  type: 'payment.tender-succeeded',
  data: { ...whose, method: 'wechat', asked: 2_500, ...success, amount },
});
const paid: PaymentEvent[] = [
  came(),
  { type: 'payment.succeeded', data: { ...whose, amount: 2_500, paidAt } },
  { type: 'payment.line-paid', data: { ...whose, ...names, amount: 2_500, paidAt } },
];
const closed: PaymentEvent = { type: 'payment.closed', data: { ...whose, reason: 'expired' } };
const refundId = refundIdOf(lineIdOf(id, subjectId), 'wechat');
const back = { ...whose, refundId, method: 'wechat' as const, amount: 2_500, ...names };
const requested: PaymentEvent = {
  type: 'payment.refund-requested',
  data: { ...back, total: 2_500, ground: 'cancelled', reason: '挂号已取消', askAt: now },
};
const accepted: PaymentEvent = {
  type: 'payment.refund-accepted',
  data: { ...back, discount: 0, channelRefundId: '5030001', acceptedAt: paidAt },
};
const refunded: PaymentEvent = {
  type: 'payment.refund-succeeded',
  data: { ...back, discount: 0, channelRefundId: '5030001', refundedAt: paidAt },
};
const failed = (cause: 'abnormal' | 'closed'): PaymentEvent => ({
  type: 'payment.refund-failed',
  data: { ...back, discount: 0, cause, accepted: true, ground: 'cancelled' },
});

const short = 2_400;
const declined: PaymentEvent[] = [
  came(short),
  { type: 'payment.declined', data: { ...whose, cause: 'amount-differs' } },
  {
    type: 'payment.refund-requested',
    data: {
      ...whose,
      refundId: refundIdOf(id, 'wechat'),
      method: 'wechat',
      amount: short,
      total: short,
      ground: 'declined',
      reason: '支付金额与应付金额不一致',
      askAt: now,
    },
  },
];

const states = {
  none: [],
  created: [created],
  prepared: [created, prepared],
  closed: [created, prepared, closed],
  succeeded: [created, prepared, ...paid],
  declined: [created, prepared, ...declined],
  refunding: [created, prepared, ...paid, requested],
  accepted: [created, prepared, ...paid, requested, accepted],
  refunded: [created, prepared, ...paid, requested, accepted, refunded],
  abnormal: [created, prepared, ...paid, requested, accepted, failed('abnormal')],
  'refund closed': [created, prepared, ...paid, requested, accepted, failed('closed')],
} satisfies Record<string, PaymentEvent[]>;
type State = keyof typeof states;
/** A refusal's code, or what is decided. */
type Outcome = string | PaymentEvent[];

const create: Command = {
  type: 'create',
  ...asked,
  by: { id: patientId, role: 'patient' },
  lines: [{ business: 'registration', subjectId }],
  billed: [line],
  description: '网络门诊挂号费',
  expiresAt,
};
const check = (found: typeof success | null): Command => ({ type: 'check', ...asked, success: found });
const giveBack = (subject: string): Command => ({
  type: 'give-back',
  ...asked,
  subjectId: subject,
  ground: 'cancelled',
  reason: '挂号已取消',
});
const record = (outcome: 'accepted' | 'succeeded' | 'abnormal' | 'closed', refund = refundId): Command => ({
  type: 'record-refund',
  ...asked,
  refundId: refund,
  outcome,
  discount: 0,
  channelRefundId: '5030001',
  acceptedAt: paidAt,
  at: paidAt,
});

const all = (outcome: Outcome, except: Partial<Record<State, Outcome>>): Record<State, Outcome> =>
  ({ ...Object.fromEntries(Object.keys(states).map(state => [state, outcome])), ...except }) as Record<State, Outcome>;
const unpaid = { none: 'unknown-payment', created: 'not-paid', prepared: 'not-paid', closed: 'not-paid' } as const;

const table: readonly [string, Command, Record<State, Outcome>][] = [
  ['[P6.9] create', create, all([], { none: [created] })],
  [
    '[P6.9] create for another subject',
    { ...create, lines: [{ business: 'registration', subjectId: other }] },
    all('not-payable', { none: [created] }),
  ],
  [
    '[P6.9] prepare',
    { type: 'record-prepared', ...asked, method: 'wechat', prepayId: 'wx1' },
    all([], { none: 'unknown-payment', created: [prepared] }),
  ],
  [
    '[P6.9] success',
    { type: 'record-success', ...asked, method: 'wechat', ...success },
    all([], { none: 'unknown-payment', created: paid, prepared: paid, closed: paid }),
  ],
  [
    '[P6.9] success by a means that was not asked for',
    { type: 'record-success', ...asked, method: 'other', ...success },
    all('unknown-payment', {}),
  ],
  [
    '[P6.9] success with another amount',
    { type: 'record-success', ...asked, method: 'wechat', ...success, amount: short },
    all([], { none: 'unknown-payment', created: declined, prepared: declined, closed: declined }),
  ],
  [
    '[P6.9] check that finds a success',
    check(success),
    all([], { none: 'unknown-payment', created: paid, prepared: paid, closed: paid }),
  ],
  ['[P6.9] check that finds nothing', check(null), all([], { none: 'unknown-payment', closed: 'payment-closed' })],
  [
    '[P6.11] close',
    { type: 'close', ...asked, reason: 'expired' },
    all([], { none: 'unknown-payment', created: [closed], prepared: [closed] }),
  ],
  [
    '[P6.12] give a line back',
    giveBack(subjectId),
    all([], { ...unpaid, declined: 'not-paid', succeeded: [requested] }),
  ],
  ['[P6.12] give back another line', giveBack(other), all('unknown-subject', { none: 'unknown-payment' })],
  [
    '[P6.12] refund accepted',
    record('accepted'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [accepted],
      accepted: [],
      refunded: [],
      abnormal: [],
      'refund closed': [],
    }),
  ],
  [
    '[P6.12] refund success',
    record('succeeded'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [accepted, refunded],
      accepted: [refunded],
      refunded: [],
      // Finance may have paid it back by hand.
      abnormal: [refunded],
      'refund closed': [],
    }),
  ],
  [
    '[P6.12] refund abnormal',
    record('abnormal'),
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: [accepted, failed('abnormal')],
      accepted: [failed('abnormal')],
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
      refunding: [accepted, failed('closed')],
      accepted: [failed('closed')],
      refunded: [],
      abnormal: [failed('closed')],
      'refund closed': [],
    }),
  ],
  ['[P6.12] refund nobody asked for', record('succeeded', other), all('unknown-refund', { none: 'unknown-payment' })],
  [
    '[P7.7] a closed refund asked for again',
    { type: 'ask-refund-again', ...asked, refundId },
    all('unknown-refund', {
      none: 'unknown-payment',
      refunding: 'refund-not-closed',
      accepted: 'refund-not-closed',
      refunded: 'refund-not-closed',
      abnormal: 'refund-not-closed',
      'refund closed': [
        {
          type: 'payment.refund-requested',
          data: {
            ...back,
            refundId: nextRefundIdOf(refundId),
            total: 2_500,
            ground: 'cancelled',
            reason: '退款被关闭后重新申请',
            replaces: refundId,
            askAt: '2026-03-02T01:01:00.000Z',
          },
        },
      ],
    }),
  ],
];

for (const [title, command, outcomes] of table)
  for (const [state, past] of Object.entries(states))
    test(`${title} when ${state}`, () => {
      const outcome = outcomes[state as State];
      const decided = given(...past).when(command);
      if (typeof outcome === 'string') decided.thenRefused(outcome);
      else decided.then(...outcome);
    });
