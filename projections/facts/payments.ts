import { payment } from '@yunzhen/contracts/payment/payment';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.1: every movement of money, on the channel's day where it tells. */
export const payments = factOf(
  facts.payments,
  payment,
  {
    paymentId: 'id',
    refundId: 'id',
    business: 'word',
    /** Of a line: none where the money was for no line. */
    subjectId: 'id',
    departmentId: 'id',
    doctorId: 'id',
    patientId: 'id',
    method: 'word',
    amount: 'fen',
    /** Why it was closed or declined, or what became of a refund that failed. */
    cause: ['word', { closed: 'reason', declined: 'cause', refundFailed: 'cause' }],
  },
  ['paidAt', 'acceptedAt', 'refundedAt', 'transferredAt'],
);
