import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import { project } from '../view.ts';

type Refund = PaymentRow['refunds'][number];
const settled = (refundId: string, status: Refund['status'], at: string) => ({
  refunds: { match: { refundId }, set: { status, at } },
});

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
    'payment.refund-requested': ({ paymentId, refundId, amount, reason }, { at }) => ({
      id: paymentId,
      set: { refundReason: reason },
      push: { refunds: { refundId, amount, status: 'requested', at } },
    }),
    'payment.refund-succeeded': ({ paymentId, refundId, amount, refundedAt }) => ({
      id: paymentId,
      inc: { refunded: amount },
      patch: settled(refundId, 'succeeded', refundedAt),
    }),
    'payment.refund-failed': ({ paymentId, refundId, cause }, { at }) => ({
      id: paymentId,
      patch: settled(refundId, cause, at),
    }),
  },
  [{ patientId: 1, createdAt: -1 }, { subjectId: 1 }, { 'refunds.status': 1 }, { createdAt: -1 }],
);
