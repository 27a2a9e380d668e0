/** What WeChat Pay tells by itself, once it is kept: a payment is recorded, a refund is asked about, and what nobody here knows of is found by its order or becomes a case. */
import { fen, id, instant } from '@yunzhen/contracts/language';
import { payment } from '@yunzhen/contracts/payment/payment';
import { z } from 'zod';
import { foundIdOf } from '../../payment/ids.ts';
import { payment as payments } from '../../payment/payment.ts';
import { send } from '../../reactions/reaction.ts';
import { GatewayRefused } from '../gateway.ts';
import { calling, notSettledOf, utc } from './answers.ts';
import { queryRefund, recordRefund } from './refunds.ts';
import { idOf } from './settings.ts';

const paid = z.object({
  told: z.literal('paid'),
  paymentId: id,
  transactionId: z.string(),
  amount: fen,
  discount: fen,
  paidAt: instant,
});
/** `number`: its refund number, which need not be one of ours. */
const refunded = z.object({
  told: z.literal('refunded'),
  paymentId: id,
  number: z.string().max(64),
  status: z.string(),
});
const notice = z.discriminatedUnion('told', [paid, refunded]);
export type Notice = z.output<typeof notice>;

/** Tells one notice from another: a redelivery is the same. */
export const noticeKey = (told: Notice): string =>
  told.told === 'paid' ? told.transactionId : `${told.number} ${told.status}`;

export const notified = calling({
  input: notice,
  key: noticeKey,
  run: async (told, { client, state, now }) => {
    const { paymentId } = told;
    const known = await state(payments, paymentId);
    // Money for an order that is not in our books: somebody has to look.
    if (known.status === 'none') throw new GatewayRefused('UNKNOWN_PAYMENT', 'WeChat Pay tells of an unknown payment');
    if (told.told === 'paid') {
      const { told: _, paymentId: __, ...success } = told;
      return [send(payment, paymentId, 'record-success', { method: 'wechat', ...success })];
    }
    const { number } = told;
    const ours = idOf(number);
    const refundId = ours && known.refunds[ours] ? ours : foundIdOf(number);
    const answer = await queryRefund({ client }, number);
    if (known.refunds[refundId]) return [recordRefund(paymentId, refundId, answer, now)];
    const { refund_id: channelRefundId, create_time: created, amount } = answer;
    const found = {
      method: 'wechat',
      amount: amount.refund,
      discount: notSettledOf(answer),
      number,
      channelRefundId,
      acceptedAt: utc(created),
    } as const;
    return [send(payment, paymentId, 'record-found-refund', found)];
  },
});
