/** What a payment is made of: lines that are paid for, tenders they are paid by, and shares of the one in the other. */
import { z } from 'zod';
import { fen, id, text } from '../language.ts';

/** What can be paid for; each has a payable that says what it costs, until when and in which words. */
export const businesses = ['registration', 'prescription'] as const;
export type Business = (typeof businesses)[number];

/** 微信支付, 医保个人账户, 医保统筹, 家庭共济, 其他: by whom or from which purse it is paid. At most one of a kind in a payment. */
export const methods = ['wechat', 'personal-account', 'pooled-fund', 'family-aid', 'other'] as const;
export type Method = (typeof methods)[number];

/** Why money goes back: it came too late, twice or otherwise than asked; what it paid for was cancelled; a person was granted it. */
export const refundGrounds = ['declined', 'cancelled', 'granted'] as const;

/**
 * What becomes of a refund. `accepted`: it has left the hospital's account at the channel; `abnormal`: it lies at the channel and cannot
 * arrive; `closed`: it never left; `redirected`: it was sent on elsewhere; `diverted`: it lies in the hospital's bank account, to be
 * transferred by hand.
 */
export const refundStatuses = [
  'requested',
  'accepted',
  'succeeded',
  'abnormal',
  'redirected',
  'diverted',
  'closed',
] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** Names one line of a payment with what statistics and books group by. */
export const lineNames = {
  /** Derives from payment and subject; HIS and invoices know the line by it. */
  lineId: id,
  business: z.enum(businesses),
  /** The registration or prescription. */
  subjectId: id,
  visitPersonId: id,
  departmentId: id,
  doctorId: id,
};

/** An amount by one method. */
export const share = z.object({ method: z.enum(methods), amount: fen });
export type Share = z.infer<typeof share>;

/** The shares of a line sum up to its amount, those of a method in all lines to its tender. */
export const paymentLine = z.object({
  ...lineNames,
  amount: fen,
  description: text(60),
  shares: z.array(share).min(1),
});
export type PaymentLine = z.infer<typeof paymentLine>;

/** How many lines one payment has at the most. */
export const mostLines = 20;
