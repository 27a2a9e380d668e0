import { z } from 'zod';
import { fen, id, instant } from '../language.ts';
import { businesses, methods, refundGrounds, refundStatuses } from '../payment/bill.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';

/** O1.4: one refund, of whatever payment. */
export const refundRow = z.object({
  refundId: id,
  paymentId: id,
  patientId: id,
  method: z.enum(methods),
  /** Null: all of a payment that was declined, or one that was made at the channel by hand. */
  business: z.enum(businesses).nullable(),
  subjectId: id.nullable(),
  amount: fen,
  status: z.enum(refundStatuses),
  /** Null: nobody here asked for it. */
  ground: z.enum(refundGrounds).nullable(),
  reason: opened(z.string()).nullable(),
  requestedAt: instant,
  acceptedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  /** When it came to where it stands. */
  at: instant,
  channelRefundId: z.string().nullable(),
  receivedBy: z.string().nullable(),
  /** Who sent it elsewhere or transferred it by hand. */
  staffId: id.nullable(),
});
export type RefundRow = z.infer<typeof refundRow>;

export const refundsView = viewShape({
  name: 'refunds',
  version: 1,
  row: refundRow,
  owners: { patient: 'patientId' },
  events: [
    'payment.refund-requested',
    'payment.refund-accepted',
    'payment.refund-succeeded',
    'payment.refund-failed',
    'payment.refund-redirected',
    'payment.refund-diverted',
    'payment.refund-transferred',
    'payment.refund-found',
  ],
});
