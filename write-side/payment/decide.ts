import type { PaymentCommand, PaymentEvent, PaymentRefusal, purposes } from '@yunzhen/contracts/payment/payment';
import type { PaymentStatus } from '@yunzhen/contracts/payment/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

/** An order as the channel knows it once it is paid. */
export interface Success {
  readonly transactionId: string;
  readonly amount: number;
  readonly paidAt: string;
}
interface Refund {
  readonly amount: number;
  readonly status: 'requested' | 'succeeded' | 'abnormal' | 'closed';
}
export interface Payment {
  readonly status: 'none' | PaymentStatus;
  readonly purpose: (typeof purposes)[number];
  readonly subjectId: string;
  readonly patientId: string;
  /** What was ordered, fen. */
  readonly amount: number;
  /** What the channel says was paid; null until then. */
  readonly success: Success | null;
  readonly prepayId: string | null;
  readonly refunds: Readonly<Record<string, Refund>>;
}

/** What the subject costs and how long it may be paid; what the channel says of an order that is asked about. */
export type Command = Facts<
  PaymentCommand,
  {
    create: { amount: number; description: string; expiresAt: string };
    check: { success: Success | null };
  }
>;

const refuse = refusing<PaymentRefusal>();

const subjectOf = ({ purpose, subjectId, patientId }: Payment) => ({ purpose, subjectId, patientId });

/** A refund the channel closed never left; an abnormal one may still arrive. */
const returned = ({ refunds }: Payment): number =>
  Object.values(refunds).reduce((sum, { amount, status }) => (status === 'closed' ? sum : sum + amount), 0);

/** Recorded once, and also after closing: the money is there, and what it was for decides what becomes of it. */
const succeeded = (paymentId: string, success: Success, state: Payment): readonly PaymentEvent[] => {
  if (state.status === 'succeeded') return [];
  const { purpose, subjectId, patientId } = state;
  const { transactionId, amount, paidAt } = success;
  return [
    {
      type: 'payment.succeeded',
      data: { paymentId, purpose, subjectId, patientId, transactionId, amount, paidAt },
    },
  ];
};

export const decider: Decider<Command, PaymentEvent, Payment> = {
  initial: {
    status: 'none',
    purpose: 'registration',
    subjectId: '',
    patientId: '',
    amount: 0,
    success: null,
    prepayId: null,
    refunds: {},
  },
  owners: ({ status, patientId }) => (status === 'none' ? {} : { patient: patientId }),
  decide: {
    create: ({ id, purpose, subjectId, by, amount, description, expiresAt }, state) => {
      if (state.status !== 'none')
        return state.purpose === purpose && state.subjectId === subjectId ? [] : refuse('not-payable');
      return [
        {
          type: 'payment.created',
          data: { paymentId: id, purpose, subjectId, patientId: by.id, amount, description, expiresAt },
        },
      ];
    },
    check: ({ id, success }, state) => {
      if (state.status === 'none') return refuse('unknown-payment');
      if (success) return succeeded(id, success, state);
      return state.status === 'closed' ? refuse('payment-closed') : [];
    },
    'record-prepared': ({ id, prepayId }, { status, patientId }) => {
      if (status === 'none') return refuse('unknown-payment');
      return status === 'created' ? [{ type: 'payment.prepared', data: { paymentId: id, patientId, prepayId } }] : [];
    },
    'record-success': ({ id, transactionId, amount, paidAt }, state) =>
      state.status === 'none' ? refuse('unknown-payment') : succeeded(id, { transactionId, amount, paidAt }, state),
    close: ({ id, reason }, { status, patientId }) => {
      if (status === 'none') return refuse('unknown-payment');
      return status === 'created' || status === 'prepared'
        ? [{ type: 'payment.closed', data: { paymentId: id, patientId, reason } }]
        : [];
    },
    'request-refund': ({ id, refundId, amount, reason }, state) => {
      if (state.status === 'none') return refuse('unknown-payment');
      if (state.refunds[refundId]) return [];
      if (!state.success) return refuse('not-paid');
      if (amount === 0) return [];
      const total = state.success.amount;
      if (returned(state) + amount > total) return refuse('refund-exceeds-payment');
      const back = { paymentId: id, refundId, ...subjectOf(state), amount };
      return [{ type: 'payment.refund-requested', data: { ...back, total, reason } }];
    },
    'record-refund': ({ id, refundId, outcome, channelRefundId, at }, state) => {
      if (state.status === 'none') return refuse('unknown-payment');
      const refund = state.refunds[refundId];
      if (!refund) return refuse('unknown-refund');
      const { amount, status } = refund;
      // Finance may have paid an abnormal one back by hand: its success still counts.
      const open = status === 'requested' || (status === 'abnormal' && outcome !== 'abnormal');
      if (!open) return [];
      const back = { paymentId: id, refundId, ...subjectOf(state), amount };
      return [
        outcome === 'succeeded'
          ? { type: 'payment.refund-succeeded', data: { ...back, channelRefundId, refundedAt: at } }
          : { type: 'payment.refund-failed', data: { ...back, cause: outcome } },
      ];
    },
  },
  evolve: {
    'payment.created': (state, { purpose, subjectId, patientId, amount }) => ({
      ...state,
      status: 'created',
      purpose,
      subjectId,
      patientId,
      amount,
    }),
    'payment.prepared': (state, { prepayId }) => ({ ...state, status: 'prepared', prepayId }),
    'payment.succeeded': (state, { transactionId, amount, paidAt }) => ({
      ...state,
      status: 'succeeded',
      success: { transactionId, amount, paidAt },
    }),
    'payment.closed': state => ({ ...state, status: 'closed' }),
    'payment.refund-requested': (state, { refundId, amount }) => withRefund(state, refundId, amount, 'requested'),
    'payment.refund-succeeded': (state, { refundId, amount }) => withRefund(state, refundId, amount, 'succeeded'),
    'payment.refund-failed': (state, { refundId, amount, cause }) => withRefund(state, refundId, amount, cause),
  },
};

const withRefund = (state: Payment, refundId: string, amount: number, status: Refund['status']): Payment => ({
  ...state,
  refunds: { ...state.refunds, [refundId]: { amount, status } },
});
