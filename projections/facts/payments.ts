import { payment } from '@yunzhen/contracts/payment/payment';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.1: every movement of money, on the channel's day where it tells. */
export const payments = factOf(
  facts.payments,
  payment,
  {
    paymentId: 'id',
    purpose: 'word',
    subjectId: 'id',
    patientId: 'id',
    amount: 'fen',
    /** Why it was closed, or what became of a refund that failed. */
    cause: ['word', { closed: 'reason', refundFailed: 'cause' }],
  },
  ['paidAt', 'refundedAt'],
);
