/** What WeChat Pay answers, and its times and refusals in our words. */
import { z } from 'zod';
import type { Success } from '../../payment/state.ts';
import { type Around, callsOf, GatewayRefused, GatewayUnknown } from '../gateway.ts';
import type { WechatPayClient } from './client.ts';
import { numberOf, type WechatPaySettings } from './settings.ts';

export type AroundPay = Pick<Around<WechatPayClient, WechatPaySettings>, 'client' | 'settings'>;
export const calling = callsOf<WechatPayClient, WechatPaySettings>();

const instant = z.iso.datetime({ offset: true });
const amount = z.object({ total: z.int(), currency: z.literal('CNY').optional() });
/** What a channel or the merchant gave; NOCASH is not settled. */
export const promotions = z
  .array(z.looseObject({ type: z.string().optional(), amount: z.int().nonnegative() }))
  .default([]);

export const orderAnswer = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  trade_state: z.string(),
  transaction_id: z.string().optional(),
  success_time: instant.optional(),
  amount: amount.optional(),
  promotion_detail: promotions,
});
export const refundAnswer = z.object({
  refund_id: z.string(),
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  create_time: instant,
  success_time: instant.optional(),
  user_received_account: z.string().optional(),
  /** `settlement_refund`: what of it leaves the merchant's account, without coupons that were never settled. */
  amount: amount.extend({ refund: z.int(), settlement_refund: z.int().nonnegative().optional() }),
});
export type RefundAnswer = z.output<typeof refundAnswer>;

/** What is not settled of a payment. */
export const discountOf = (given: z.output<typeof promotions>): number =>
  given.reduce((sum, one) => (one.type === 'NOCASH' ? sum + one.amount : sum), 0);

export const notSettledOf = ({ amount: { refund, settlement_refund: settled = refund } }: RefundAnswer): number =>
  Math.max(0, refund - settled);

export const minutes = 60_000;
export const utc = (time: string): string => new Date(time).toISOString();
/** Their own notation: the time in China, without milliseconds. */
export const china = (time: string): string =>
  new Date(Date.parse(time) + 480 * minutes).toISOString().replace(/\.\d{3}Z$/, '+08:00');

export const refusedWith = (error: unknown, codes: ReadonlySet<string> | string): boolean =>
  error instanceof GatewayRefused && (typeof codes === 'string' ? error.code === codes : codes.has(error.code));

/** What was paid on an order, or null. Throws GatewayUnknown. */
export const queryOrder =
  ({ client, settings: { mchId } }: AroundPay, patientId: string | null = null) =>
  async (paymentId: string): Promise<Success | null> => {
    const number = numberOf(paymentId);
    const path = `v3/pay/transactions/out-trade-no/${number}`;
    try {
      const found = await client(patientId).get(path, { mchid: mchId }, orderAnswer);
      if (found.out_trade_no !== number || found.mchid !== mchId)
        throw new GatewayUnknown('WeChat Pay answered about another order');
      // An order that was refunded at their side was paid all the same.
      if (found.trade_state !== 'SUCCESS' && found.trade_state !== 'REFUND') return null;
      const { transaction_id: transactionId, success_time: at, amount: paid, promotion_detail: given } = found;
      if (!transactionId || !at || !paid)
        throw new GatewayUnknown('WeChat Pay answered a paid order without its payment');
      return { transactionId, amount: paid.total, discount: discountOf(given), paidAt: utc(at) };
    } catch (error) {
      if (refusedWith(error, 'ORDERNOTEXIST')) return null;
      throw error;
    }
  };
