import { z } from 'zod';
import {
  type CommandOf,
  capability,
  type EventOf,
  fen,
  id,
  instant,
  type RefusalOf,
  sealed,
  text,
} from '../language.ts';
import { businesses, lineNames, methods, mostLines, paymentLine, refundGrounds, share } from './bill.ts';

const method = z.enum(methods);
export const closedReasons = ['expired', 'cancelled', 'refused-by-channel'] as const;
/** Why a payment that money came for does not count: it all goes back. */
export const declinedCauses = ['amount-differs', 'half-paid'] as const;
/** Where a refund goes that cannot arrive: to a bank card of the payer's, or to the hospital's, to be transferred by hand. */
export const redirections = ['user-bank-card', 'merchant-bank-card'] as const;

/** Of the payer, for a refund that cannot go back the way it came; sealed. */
export const bankCard = z.object({
  bankType: z.string().regex(/^[A-Z]{2,12}_DEBIT$/),
  bankAccount: z.string().regex(/^\d{12,24}$/),
  accountName: text(40),
});

const whose = { paymentId: id, patientId: id };
/** What a channel says of a tender that was paid. Fen; `discount`: what the channel gave and does not settle. */
const success = { transactionId: z.string(), amount: fen, discount: fen, paidAt: instant };
/** How much of which tender goes back for which line. Without a line: all that came for a payment that was declined. */
const refund = {
  ...whose,
  refundId: id,
  method,
  amount: fen,
  lineId: id.optional(),
  business: z.enum(businesses).optional(),
  subjectId: id.optional(),
  visitPersonId: id.optional(),
  departmentId: id.optional(),
  doctorId: id.optional(),
};
/** `discount`: what of it goes back to whoever gave the coupon, and does not leave the hospital's account. */
const settled = { ...refund, discount: fen };
const requested = { ...whose, requestId: id, ...lineNames, amount: fen };

const about = { patient: 'patientId' } as const;
/** Of a line: what was paid for leads to the visit. */
const aboutLine = { ...about, visitPerson: 'visitPersonId', doctor: 'doctorId', visit: 'subjectId' } as const;
const told = { ...about, tells: ['patient'] } as const;
const toldOfLine = { ...aboutLine, tells: ['patient'] } as const;

/**
 * 支付: a bill of lines, paid by tenders. One stream, so that no money is counted twice; `out_trade_no` of its WeChat tender is the id
 * without hyphens. Stream `payment-<id>`.
 */
export const payment = capability('payment', {
  events: {
    created: {
      ...whose,
      lines: z.array(paymentLine).min(1).max(mostLines),
      tenders: z.array(share).min(1),
      amount: fen,
      description: text(60),
      expiresAt: instant,
    },
    tenderPrepared: { ...whose, method, prepayId: z.string() },
    /** `asked`: what it should have been. */
    tenderSucceeded: { ...whose, method, asked: fen, ...success },
    /** Every tender came as it was asked for; a `linePaid` for each line follows. */
    succeeded: { ...whose, amount: fen, paidAt: instant },
    linePaid: { ...whose, ...lineNames, amount: fen, paidAt: instant },
    declined: { ...whose, cause: z.enum(declinedCauses) },
    closed: { ...whose, reason: z.enum(closedReasons) },
    /** `total`: what the tender was paid with. The channel takes one of a payment in a minute: it is not asked before `askAt`. */
    refundRequested: {
      ...refund,
      total: fen,
      ground: z.enum(refundGrounds),
      reason: sealed('patientId'),
      askAt: instant,
      /** The request of a person it was granted on. */
      requestId: id.optional(),
      /** The refund the channel had closed, which is asked for again under this number. */
      replaces: id.optional(),
    },
    /** The channel has it, and the money has left the hospital's account there. */
    refundAccepted: { ...settled, channelRefundId: z.string(), acceptedAt: instant },
    refundSucceeded: {
      ...settled,
      channelRefundId: z.string(),
      refundedAt: instant,
      /** Where it arrived, as the channel names it, without any number: 招商银行信用卡. */
      receivedBy: z.string().max(64).optional(),
    },
    /**
     * `abnormal`: it lies at the channel and cannot arrive; `closed`: it is with the hospital again, or never left. `accepted`: whether it
     * had left before; without a ground nobody here asked for it.
     */
    refundFailed: {
      ...settled,
      cause: z.enum(['abnormal', 'closed']),
      accepted: z.boolean(),
      ground: z.enum(refundGrounds).optional(),
    },
    /** An abnormal one is sent elsewhere. */
    refundRedirected: {
      ...refund,
      channelRefundId: z.string(),
      proposedBy: id,
      staffId: id,
      to: z.enum(redirections),
      card: sealed('patientId', bankCard).optional(),
    },
    /** It came to the hospital's bank account: what is owed is transferred by hand. */
    refundDiverted: { ...settled, channelRefundId: z.string(), divertedAt: instant },
    refundTransferred: { ...settled, staffId: id, reference: text(64), transferredAt: instant },
    /** Money went back at the channel that nobody here asked for; `number`: its refund number there. */
    refundFound: {
      ...whose,
      refundId: id,
      method,
      amount: fen,
      discount: fen,
      number: z.string().max(64),
      channelRefundId: z.string(),
      acceptedAt: instant,
    },
    /** P7.7: a person asks; what follows by rule at once is not asked for here. */
    refundAsked: { ...requested, reason: sealed('patientId') },
    refundGranted: { ...requested, staffId: id },
    refundDenied: { ...requested, staffId: id, reason: sealed('patientId') },
  },
  about: {
    created: about,
    tenderPrepared: told,
    tenderSucceeded: about,
    succeeded: told,
    linePaid: aboutLine,
    declined: told,
    closed: told,
    refundRequested: toldOfLine,
    refundAccepted: toldOfLine,
    refundSucceeded: toldOfLine,
    refundFailed: toldOfLine,
    refundRedirected: { ...toldOfLine, staff: 'staffId' },
    refundDiverted: toldOfLine,
    refundTransferred: { ...toldOfLine, staff: 'staffId' },
    refundFound: told,
    refundAsked: toldOfLine,
    refundGranted: { ...toldOfLine, staff: 'staffId' },
    refundDenied: { ...toldOfLine, staff: 'staffId' },
  },
  commands: {
    create: {
      summary: 'P6.9 P7.2 P7.3 Pay a registration, or prescriptions together',
      access: { patient: 'own' },
      input: {
        lines: z
          .array(z.object({ business: z.enum(businesses), subjectId: id }))
          .min(1)
          .max(mostLines),
      },
    },
    check: { summary: 'P6.9 Ask the channel what became of it', access: { patient: 'own' }, input: {} },
    'record-prepared': { summary: 'The channel gave a prepay id', input: { method, prepayId: z.string() } },
    'record-success': { summary: 'The channel says paid', input: { method, ...success } },
    close: { summary: 'It can no longer be paid', input: { reason: z.enum(closedReasons) } },
    'give-back': {
      summary: 'What was paid for a line goes back, as far as it has not',
      input: { subjectId: id, ground: z.enum(['declined', 'cancelled']), reason: text(80) },
    },
    'record-refund': {
      summary: 'The channel says where a refund stands',
      input: {
        refundId: id,
        outcome: z.enum(['accepted', 'succeeded', 'abnormal', 'closed']),
        channelRefundId: z.string(),
        /** When the channel took it; absent: it never did. */
        acceptedAt: instant.optional(),
        discount: fen.default(0),
        at: instant,
        receivedBy: z.string().max(64).optional(),
      },
    },
    'record-found-refund': {
      summary: 'Money went back at the channel that nobody here asked for',
      input: {
        method,
        amount: fen,
        discount: fen.default(0),
        number: z.string().max(64),
        channelRefundId: z.string(),
        acceptedAt: instant,
      },
    },
    'ask-refund-again': {
      summary: 'A refund that the channel has closed is asked for under a new number',
      input: { refundId: id },
    },
    'redirect-refund': {
      summary: 'I1 P7.7 Send an abnormal refund to a bank card of the payer’s or of the hospital’s, by two people',
      access: { operator: 'any', manager: 'any' },
      input: { refundId: id, to: z.enum(redirections), card: bankCard.optional() },
      approval: { by: ['manager'], hours: 72, input: {} },
    },
    'record-transfer': {
      summary: 'I1 P7.7 A refund that came to the hospital’s bank account was transferred to the payer',
      access: { manager: 'any' },
      input: { refundId: id, reference: text(64) },
    },
    'ask-refund': {
      summary: 'P7.7 Ask for money back of what a person has to decide on',
      access: { patient: 'own' },
      input: { requestId: id, subjectId: id, reason: text(200) },
    },
    'grant-refund': {
      summary: 'P7.7 Grant a refund that was asked for, in whole or in part',
      access: { operator: 'any', manager: 'any' },
      input: { requestId: id, amount: fen },
    },
    'deny-refund': {
      summary: 'P7.7 Deny a refund that was asked for, and say why',
      access: { operator: 'any', manager: 'any' },
      input: { requestId: id, reason: text(200) },
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
    'unknown-request',
    'request-over',
    'refund-asked-already',
    'refund-not-closed',
    'refund-not-abnormal',
    'refund-not-diverted',
    'bank-card-required',
    'not-refundable',
    'refund-at-once',
    'refund-too-late',
    'too-many-refunds',
  ],
});

export type PaymentEvent = EventOf<typeof payment>;
export type PaymentCommand = CommandOf<typeof payment>;
export type PaymentRefusal = RefusalOf<typeof payment>;
