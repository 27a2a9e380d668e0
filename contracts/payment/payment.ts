import { z } from 'zod';
import { type CommandOf, capability, type EventOf, fen, id, instant, type RefusalOf, text } from '../language.ts';

/** What becomes of a refund; `abnormal`: the channel could not pay it back, so finance settles it by hand; `closed`: it never left. */
export const refundStatuses = ['requested', 'succeeded', 'abnormal', 'closed'] as const;
export const purposes = ['registration', 'prescription'] as const;

/** What goes back, of which payment, for what and to whom. */
const refund = {
  paymentId: id,
  refundId: id,
  purpose: z.enum(purposes),
  /** The registration or prescription that was paid. */
  subjectId: id,
  patientId: id,
  amount: fen,
};

const about = { patient: 'patientId', visit: 'subjectId' } as const;
const told = { ...about, tells: ['patient'] } as const;

/** 支付: one order at the payment channel; `out_trade_no` is the id without hyphens. Stream `payment-<id>`. */
export const payment = capability('payment', {
  events: {
    created: {
      paymentId: id,
      purpose: z.enum(purposes),
      /** The registration or prescription that is paid. */
      subjectId: id,
      patientId: id,
      amount: fen,
      description: text(60),
      expiresAt: instant,
    },
    prepared: { paymentId: id, patientId: id, prepayId: z.string() },
    succeeded: {
      paymentId: id,
      purpose: z.enum(purposes),
      subjectId: id,
      patientId: id,
      transactionId: z.string(),
      amount: fen,
      paidAt: instant,
    },
    closed: { paymentId: id, patientId: id, reason: z.enum(['expired', 'cancelled', 'refused-by-channel']) },
    refundRequested: { ...refund, total: fen, reason: text(80) },
    refundSucceeded: {
      ...refund,
      channelRefundId: z.string(),
      refundedAt: instant,
    },
    /** The channel could not pay it back: finance handles it by hand. */
    refundFailed: { ...refund, cause: z.enum(['abnormal', 'closed']) },
  },
  about: {
    created: about,
    prepared: { patient: 'patientId', tells: ['patient'] },
    succeeded: told,
    closed: { patient: 'patientId', tells: ['patient'] },
    refundRequested: told,
    refundSucceeded: told,
    refundFailed: told,
  },
  commands: {
    create: {
      summary: 'P6.9 P7.3 Pay a registration or a prescription',
      access: { patient: 'own' },
      input: { purpose: z.enum(purposes), subjectId: id },
    },
    check: { summary: 'P6.9 Ask the channel what became of it', access: { patient: 'own' }, input: {} },
    'record-prepared': { summary: 'The channel gave a prepay id', input: { prepayId: z.string() } },
    'record-success': {
      summary: 'The channel says paid',
      input: { transactionId: z.string(), amount: fen, paidAt: instant },
    },
    close: {
      summary: 'It can no longer be paid',
      input: { reason: z.enum(['expired', 'cancelled', 'refused-by-channel']) },
    },
    'request-refund': { summary: 'Give money back', input: { refundId: id, amount: fen, reason: text(80) } },
    'record-refund': {
      summary: 'The channel says what became of a refund',
      input: {
        refundId: id,
        outcome: z.enum(['succeeded', 'abnormal', 'closed']),
        channelRefundId: z.string(),
        at: instant,
      },
    },
  },
  boards: ['operations'],
  refusals: [
    'unknown-payment',
    'not-payable',
    'visit-cancelled',
    'payment-closed',
    'refund-exceeds-payment',
    'not-paid',
    'unknown-refund',
    'unknown-subject',
  ],
});

export type PaymentEvent = EventOf<typeof payment>;
export type PaymentCommand = CommandOf<typeof payment>;
export type PaymentRefusal = RefusalOf<typeof payment>;
