import { z } from 'zod';
import { fen, id, instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import type { Waiting } from '../waiting.ts';
import { purposes, refundStatuses } from './payment.ts';
import { paymentStates } from './states.ts';

export const paymentStatuses = paymentStates.statuses;

/** P6.9, P7.6: an order at the payment channel, with what went back. */
export const paymentRow = z.object({
  paymentId: id,
  purpose: z.enum(purposes),
  subjectId: id,
  patientId: id,
  amount: fen,
  description: z.string(),
  status: z.enum(paymentStatuses),
  createdAt: instant,
  expiresAt: instant,
  prepayId: z.string().nullable(),
  transactionId: z.string().nullable(),
  paidAt: instant.nullable(),
  /** What the channel says was paid, 0 before. */
  paid: fen,
  closedReason: z.enum(['expired', 'cancelled', 'refused-by-channel']).nullable(),
  refunds: z.array(
    z.object({
      refundId: id,
      amount: fen,
      status: z.enum(refundStatuses),
      at: instant,
    }),
  ),
  refundReason: z.string().nullable(),
  /** What has arrived at the patient again. */
  refunded: fen,
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentsView = viewShape({
  name: 'payments',
  version: 1,
  row: paymentRow,
  owners: { patient: 'patientId' },
  events: [
    'payment.created',
    'payment.prepared',
    'payment.succeeded',
    'payment.closed',
    'payment.refund-requested',
    'payment.refund-succeeded',
    'payment.refund-failed',
  ],
});

/** Of the refunds of a payment: until the channel answers. */
export const refundsWaiting = { in: ['requested'], late: { since: 'at', minutes: 24 * 60 } } satisfies Omit<
  Waiting,
  'of'
>;
