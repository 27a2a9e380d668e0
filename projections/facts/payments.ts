import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';

interface Row {
  readonly payment_id: string;
  readonly kind: 'created' | 'succeeded' | 'closed' | 'refund-requested' | 'refund-succeeded' | 'refund-failed';
  /** The hospital's day of the transaction, by the channel's clock where it tells. */
  readonly day: string;
  /** Empty where the event does not say. */
  readonly purpose: string;
  readonly subject_id: string;
  readonly patient_id: string;
  /** Fen. */
  readonly amount: number;
  /** Why it was closed, or what became of a refund that failed. */
  readonly cause: string;
}

const row = (
  kind: Row['kind'],
  at: string,
  e: { paymentId: string; purpose?: string; subjectId?: string; patientId?: string; amount?: number },
  cause = '',
): Row => ({
  payment_id: e.paymentId,
  kind,
  day: chinaDayOf(at),
  purpose: e.purpose ?? '',
  subject_id: e.subjectId ?? nil.id,
  patient_id: e.patientId ?? nil.id,
  amount: e.amount ?? 0,
  cause,
});

/** O3.1: every movement of money. */
export const payments = fact<PaymentEvent, Row>('payments', factVersions.payments, {
  columns: {
    payment_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    purpose: 'LowCardinality(String)',
    subject_id: 'UUID',
    patient_id: 'UUID',
    amount: 'UInt32',
    cause: 'LowCardinality(String)',
  },
  orderBy: ['day', 'kind'],
  on: {
    'payment.created': (e, { at }) => row('created', at, e),
    'payment.succeeded': e => row('succeeded', e.paidAt, e),
    'payment.closed': (e, { at }) => row('closed', at, e, e.reason),
    'payment.refund-requested': (e, { at }) => row('refund-requested', at, e),
    'payment.refund-succeeded': e => row('refund-succeeded', e.refundedAt, e),
    'payment.refund-failed': (e, { at }) => row('refund-failed', at, e, e.cause),
  },
});
