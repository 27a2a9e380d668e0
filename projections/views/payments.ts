import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import type { Operation } from '../view.ts';
import { project } from '../view.ts';

type Refund = PaymentRow['refunds'][number];
/** A refund moves on by taking its older state out. */
const refund = (id: string, to: Refund, more: Operation<PaymentRow> = { id }): Operation<PaymentRow>[] => [
  { id, pull: { refunds: { refundId: to.refundId } } },
  { ...more, push: { refunds: to } },
];

/** P6.9, P7.6: every order at the channel and what became of it. */
export const payments = project(paymentsView)<PaymentEvent>(
  {
    'payment.created': (e, { at }) => ({
      id: e.paymentId,
      set: {
        ...e,
        status: 'created',
        createdAt: at,
        prepayId: null,
        transactionId: null,
        paidAt: null,
        paid: 0,
        closedReason: null,
        refunds: [],
        refundReason: null,
        refunded: 0,
      },
    }),
    'payment.prepared': e => ({ id: e.paymentId, set: { status: 'prepared', prepayId: e.prepayId } }),
    'payment.succeeded': ({ paymentId, transactionId, paidAt, amount }) => ({
      id: paymentId,
      set: { status: 'succeeded', transactionId, paidAt, paid: amount },
    }),
    'payment.closed': e => ({ id: e.paymentId, set: { status: 'closed', closedReason: e.reason } }),
    'payment.refund-requested': ({ paymentId, refundId, amount, reason }, { at }) =>
      refund(
        paymentId,
        { refundId, amount, status: 'requested', at },
        { id: paymentId, set: { refundReason: reason } },
      ),
    'payment.refund-succeeded': ({ paymentId, refundId, amount, refundedAt }) =>
      refund(
        paymentId,
        { refundId, amount, status: 'succeeded', at: refundedAt },
        { id: paymentId, inc: { refunded: amount } },
      ),
    'payment.refund-failed': ({ paymentId, refundId, amount, cause }, { at }) =>
      refund(paymentId, { refundId, amount, status: cause, at }),
  },
  [{ patientId: 1, createdAt: -1 }, { subjectId: 1 }, { 'refunds.status': 1 }, { createdAt: -1 }],
);
