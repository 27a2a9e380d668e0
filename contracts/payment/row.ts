import { z } from 'zod';
import { fen, id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import type { Waiting } from '../waiting.ts';
import { businesses, methods, paymentLine, refundGrounds, refundStatuses } from './bill.ts';
import { closedReasons } from './payment.ts';
import { paymentStates } from './states.ts';

export const paymentStatuses = paymentStates.statuses;
/** Where a tender stands; the payment itself is closed or not. */
export const tenderStatuses = ['waiting', 'prepared', 'succeeded'] as const;
export const requestStatuses = ['asked', 'granted', 'denied'] as const;

/** P6.9, P7.6: a bill with what was paid by which means, and what went back. */
export const paymentRow = z.object({
  paymentId: id,
  patientId: id,
  lines: z.array(paymentLine),
  amount: fen,
  description: z.string(),
  status: z.enum(paymentStatuses),
  createdAt: instant,
  expiresAt: instant,
  tenders: z.array(
    z.object({
      method: z.enum(methods),
      amount: fen,
      status: z.enum(tenderStatuses),
      prepayId: z.string().nullable(),
      transactionId: z.string().nullable(),
      paidAt: instant.nullable(),
      /** What the channel says was paid, 0 before. */
      paid: fen,
    }),
  ),
  paidAt: instant.nullable(),
  /** Of all tenders. */
  paid: fen,
  closedReason: z.enum(closedReasons).nullable(),
  refunds: z.array(
    z.object({
      refundId: id,
      /** The request it was granted on. */
      requestId: id.nullable(),
      method: z.enum(methods),
      /** Null: all of a payment that was declined, or one that was made at the channel by hand. */
      lineId: id.nullable(),
      business: z.enum(businesses).nullable(),
      amount: fen,
      status: z.enum(refundStatuses),
      /** Null: nobody here asked for it. */
      ground: z.enum(refundGrounds).nullable(),
      reason: opened(z.string()).nullable(),
      requestedAt: instant,
      /** When it came to where it stands. */
      at: instant,
      acceptedAt: instant.nullable(),
      channelRefundId: z.string().nullable(),
      receivedBy: z.string().nullable(),
    }),
  ),
  /** What has arrived at the patient again. */
  refunded: fen,
  requests: z.array(
    z.object({
      requestId: id,
      lineId: id,
      status: z.enum(requestStatuses),
      /** What could go back when it was asked for; once granted, what does. */
      amount: fen,
      reason: personal('text').nullable(),
      askedAt: instant,
      staffId: id.nullable(),
      deniedFor: opened(z.string()).nullable(),
      decidedAt: instant.nullable(),
    }),
  ),
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentsView = viewShape({
  name: 'payments',
  version: 4,
  row: paymentRow,
  owners: { patient: 'patientId' },
  events: [
    'payment.created',
    'payment.tender-prepared',
    'payment.tender-succeeded',
    'payment.succeeded',
    'payment.declined',
    'payment.closed',
    'payment.refund-requested',
    'payment.refund-accepted',
    'payment.refund-succeeded',
    'payment.refund-failed',
    'payment.refund-redirected',
    'payment.refund-diverted',
    'payment.refund-transferred',
    'payment.refund-found',
    'payment.refund-asked',
    'payment.refund-granted',
    'payment.refund-denied',
  ],
});

/** Of the refunds of a payment: until the channel answers. */
export const refundsWaiting = {
  in: ['requested', 'accepted'],
  late: { since: 'requestedAt', minutes: 24 * 60 },
} as const satisfies Omit<Waiting, 'of' | 'next'>;
