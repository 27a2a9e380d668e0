import { methods } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent, PaymentRefusal } from '@yunzhen/contracts/payment/payment';
import { type Decider, refusing } from '../decider.ts';
import type { Command } from './command.ts';
import { refundIdOf } from './ids.ts';
import { askAfter, refunds } from './refunds.ts';
import { requests } from './requests.ts';
import { evolve, initial, namesOf, type Payment, returned, type Success, tendersOf } from './state.ts';

const refuse = refusing<PaymentRefusal>();

const sum = (amounts: readonly { readonly amount: number }[]): number =>
  amounts.reduce((total, { amount }) => total + amount, 0);

/** A payment whose money is not what was asked for: all that came goes back, also what comes later. */
const allBack = (state: Payment, paymentId: string, now: string): readonly PaymentEvent[] =>
  tendersOf(state).flatMap(([method, { success }]) => {
    const refundId = refundIdOf(paymentId, method);
    const amount = (success?.amount ?? 0) - returned(state, refund => refund.method === method);
    if (!success || amount <= 0 || state.refunds[refundId]) return [];
    const back = { paymentId, patientId: state.patientId, refundId, method, amount };
    const why = {
      ground: 'declined',
      reason: '支付金额与应付金额不一致',
      askAt: askAfter(state, method, now),
    } as const;
    return [{ type: 'payment.refund-requested', data: { ...back, total: success.amount, ...why } }];
  });

/** Once every tender came as it was asked for it is paid; until then a payment that was closed, or one that came otherwise, is declined. */
const concluded = (state: Payment, paymentId: string, now: string): readonly PaymentEvent[] => {
  const { patientId, lines } = state;
  const all = tendersOf(state).map(([, tender]) => tender);
  const differs = all.some(({ asked, success }) => success && success.amount !== asked);
  if (state.status === 'declined') return allBack(state, paymentId, now);
  const decline = (cause: 'amount-differs' | 'half-paid'): PaymentEvent[] => [
    { type: 'payment.declined', data: { paymentId, patientId, cause } },
    ...allBack(state, paymentId, now),
  ];
  if (differs) return decline('amount-differs');
  const successes = all.flatMap(({ success }) => success ?? []);
  if (successes.length < all.length) return state.status === 'closed' ? decline('half-paid') : [];
  const paidAt =
    successes
      .map(success => success.paidAt)
      .sort()
      .at(-1) ?? now;
  return [
    { type: 'payment.succeeded', data: { paymentId, patientId, amount: sum(lines), paidAt } },
    ...lines.map(
      (line): PaymentEvent => ({
        type: 'payment.line-paid',
        data: { paymentId, patientId, ...namesOf(line), amount: line.amount, paidAt },
      }),
    ),
  ];
};

/** Recorded once, and also after closing: the money is there, and what it was for decides what becomes of it. */
const succeeded = (
  {
    id: paymentId,
    now,
    method,
    ...success
  }: Success & Pick<Command, 'id' | 'now'> & { method: keyof Payment['tenders'] },
  state: Payment,
): readonly PaymentEvent[] => {
  const tender = state.tenders[method];
  if (!tender) return refuse('unknown-payment');
  if (tender.success) return [];
  const { transactionId, amount, discount, paidAt } = success;
  const told = { transactionId, amount, discount, paidAt };
  const came: PaymentEvent = {
    type: 'payment.tender-succeeded',
    data: { paymentId, patientId: state.patientId, method, asked: tender.asked, ...told },
  };
  const after = evolve['payment.tender-succeeded'](state, came.data);
  return [came, ...concluded(after, paymentId, now)];
};

const sameLines = ({ lines }: Payment, asked: readonly { readonly subjectId: string }[]): boolean =>
  lines.length === asked.length && asked.every(({ subjectId }) => lines.some(line => line.subjectId === subjectId));

export const decider: Decider<Command, PaymentEvent, Payment> = {
  initial,
  subject: ({ status, patientId }) => (status === 'none' ? null : { patientId }),
  decide: {
    create: ({ id, lines: asked, by, billed, description, expiresAt }, state) => {
      if (state.status !== 'none') return sameLines(state, asked) ? [] : refuse('not-payable');
      const shares = billed.flatMap(line => line.shares);
      const tenders = methods
        .map(method => ({ method, amount: sum(shares.filter(share => share.method === method)) }))
        .filter(({ amount }) => amount > 0);
      return [
        {
          type: 'payment.created',
          data: {
            paymentId: id,
            patientId: by.id,
            lines: [...billed],
            tenders,
            amount: sum(billed),
            description,
            expiresAt,
          },
        },
      ];
    },
    check: ({ id, now, success }, state) => {
      if (state.status === 'none') return refuse('unknown-payment');
      if (success) return succeeded({ id, now, method: 'wechat', ...success }, state);
      return state.status === 'closed' ? refuse('payment-closed') : [];
    },
    'record-prepared': ({ id, method, prepayId }, { status, patientId, tenders }) => {
      if (status === 'none') return refuse('unknown-payment');
      const tender = tenders[method];
      return status === 'created' && tender && !tender.prepayId && !tender.success
        ? [{ type: 'payment.tender-prepared', data: { paymentId: id, patientId, method, prepayId } }]
        : [];
    },
    'record-success': (command, state) =>
      state.status === 'none' ? refuse('unknown-payment') : succeeded(command, state),
    close: ({ id, reason, now }, state) => {
      if (state.status === 'none') return refuse('unknown-payment');
      if (state.status !== 'created') return [];
      const { patientId } = state;
      const closed: PaymentEvent = { type: 'payment.closed', data: { paymentId: id, patientId, reason } };
      const came = tendersOf(state).some(([, { success }]) => success);
      return came ? [closed, ...concluded({ ...state, status: 'closed' }, id, now)] : [closed];
    },
    ...refunds,
    ...requests,
  },
  evolve,
};
