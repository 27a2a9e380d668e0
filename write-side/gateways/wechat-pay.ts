/** WeChat Pay v3: orders paid inside the mini-program, their state, and refunds. */
import { payment } from '@yunzhen/contracts/payment/payment';
import { z } from 'zod';
import type { Success } from '../payment/decide.ts';
import { call, later, type Reaction, send } from '../processes/process.ts';
import { GatewayRefused, type Gateways, GatewayUnknown } from './gateways.ts';
import type { WechatPayClient } from './wechat-pay-client.ts';
import { numberOf, type WechatPaySettings } from './wechat-pay-settings.ts';

export interface WechatPayPorts {
  readonly client: WechatPayClient;
  /** Their name at WeChat; null when nobody may know it any more. */
  readonly openidOf: (patientId: string) => Promise<string | null>;
  readonly now: () => Date;
}

export type WechatPay = Pick<
  Gateways,
  'wechat-pay.prepay' | 'wechat-pay.query' | 'wechat-pay.refund' | 'wechat-pay.close'
> & {
  /** What was paid on an order, or null. Throws GatewayUnknown. */
  readonly queryOrder: (paymentId: string) => Promise<Success | null>;
};

const amount = z.object({ total: z.int(), currency: z.literal('CNY').optional() });
const order = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  trade_state: z.string(),
  transaction_id: z.string().optional(),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: amount.optional(),
});
const refund = z.object({
  refund_id: z.string(),
  out_refund_no: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: amount.extend({ refund: z.int() }),
});

/** Refusals of an order that are its own: of any other kind the settings are wrong, and every order would fail. */
const ofTheOrder = new Set([
  'PARAMERROR',
  'INVALIDREQUEST',
  'OUTTRADENOUSED',
  'ORDERPAID',
  'ORDERCLOSED',
  'RULELIMIT',
  'TRADEERROR',
  'ACCOUNTERROR',
]);
const outcomes = { SUCCESS: 'succeeded', CLOSED: 'closed', ABNORMAL: 'abnormal' } as const;
const minutes = 60_000;

const utc = (time: string): string => new Date(time).toISOString();
/** Their own notation: the time in China, without milliseconds. */
const china = (time: string): string =>
  new Date(Date.parse(time) + 480 * minutes).toISOString().replace(/\.\d{3}Z$/, '+08:00');

const refusedWith = (error: unknown, codes: ReadonlySet<string> | string): boolean =>
  error instanceof GatewayRefused && (typeof codes === 'string' ? error.code === codes : codes.has(error.code));

export const wechatPay = (settings: WechatPaySettings, { client, openidOf, now }: WechatPayPorts): WechatPay => {
  const { appId, mchId, notifyUrl } = settings;
  const close = (paymentId: string, reason: 'expired' | 'refused-by-channel'): readonly Reaction[] => [
    send(payment, paymentId, 'close', { reason }),
  ];
  const paid = (paymentId: string, success: Success): readonly Reaction[] => [
    send(payment, paymentId, 'record-success', success),
  ];
  const after = (wait: number, reaction: Reaction): Reaction =>
    later(new Date(now().getTime() + wait * minutes).toISOString(), reaction);

  const queryOrder = async (paymentId: string): Promise<Success | null> => {
    const number = numberOf(paymentId);
    const path = `v3/pay/transactions/out-trade-no/${number}`;
    try {
      const found = await client.get(path, { mchid: mchId }, order);
      if (found.out_trade_no !== number || found.mchid !== mchId)
        throw new GatewayUnknown('WeChat Pay answered about another order');
      // An order that was refunded at their side was paid all the same.
      if (found.trade_state !== 'SUCCESS' && found.trade_state !== 'REFUND') return null;
      const { transaction_id: transactionId, success_time: at, amount } = found;
      if (!transactionId || !at || !amount)
        throw new GatewayUnknown('WeChat Pay answered a paid order without its payment');
      return { transactionId, amount: amount.total, paidAt: utc(at) };
    } catch (error) {
      if (refusedWith(error, 'ORDERNOTEXIST')) return null;
      throw error;
    }
  };

  return {
    queryOrder,
    'wechat-pay.prepay': async ({ paymentId, patientId, amount, description, expiresAt }) => {
      if (expiresAt <= now().toISOString()) return close(paymentId, 'expired');
      const openid = await openidOf(patientId);
      if (!openid) return close(paymentId, 'refused-by-channel');
      const body = {
        appid: appId,
        mchid: mchId,
        description,
        out_trade_no: numberOf(paymentId),
        time_expire: china(expiresAt),
        notify_url: notifyUrl,
        amount: { total: amount, currency: 'CNY' },
        payer: { openid },
      };
      try {
        const answer = z.object({ prepay_id: z.string().min(1) });
        const { prepay_id: prepayId } = await client.post('v3/pay/transactions/jsapi', body, answer);
        return [send(payment, paymentId, 'record-prepared', { prepayId })];
      } catch (error) {
        if (!refusedWith(error, ofTheOrder)) throw error;
        const success = await queryOrder(paymentId);
        return success ? paid(paymentId, success) : close(paymentId, 'refused-by-channel');
      }
    },
    'wechat-pay.query': async ({ paymentId }) => {
      const success = await queryOrder(paymentId);
      return success ? paid(paymentId, success) : [];
    },
    'wechat-pay.close': async ({ paymentId }) => {
      try {
        const path = `v3/pay/transactions/out-trade-no/${numberOf(paymentId)}/close`;
        await client.post(path, { mchid: mchId }, z.unknown());
        return close(paymentId, 'expired');
      } catch (error) {
        if (refusedWith(error, new Set(['ORDERNOTEXIST', 'ORDERCLOSED']))) return close(paymentId, 'expired');
        if (!refusedWith(error, 'ORDERPAID')) throw error;
        const success = await queryOrder(paymentId);
        if (!success) throw new GatewayUnknown('WeChat Pay calls an order paid and not paid');
        return paid(paymentId, success);
      }
    },
    /** Asked again under the same number it answers what became of it, and pays nothing twice. */
    'wechat-pay.refund': async input => {
      const { paymentId, refundId, reason } = input;
      const recorded = (outcome: 'succeeded' | 'closed' | 'abnormal', channelRefundId: string, at: string) => [
        send(payment, paymentId, 'record-refund', { refundId, outcome, channelRefundId, at }),
      ];
      const body = {
        out_trade_no: numberOf(paymentId),
        out_refund_no: numberOf(refundId),
        reason,
        notify_url: notifyUrl,
        amount: { refund: input.amount, total: input.total, currency: 'CNY' },
      };
      try {
        const answer = await client.post('v3/refund/domestic/refunds', body, refund);
        if (answer.out_refund_no !== body.out_refund_no || answer.amount.refund !== input.amount)
          throw new GatewayRefused('REFUND_DIFFERS', 'WeChat Pay answered about another refund');
        const { status, refund_id: id, success_time: at } = answer;
        if (status === 'PROCESSING') return [after(10, call('wechat-pay.refund', input))];
        return recorded(outcomes[status], id, at ? utc(at) : now().toISOString());
      } catch (error) {
        if (refusedWith(error, 'NOTENOUGH')) return [after(30, call('wechat-pay.refund', input))];
        if (refusedWith(error, 'USERACCOUNTABNORMAL')) return recorded('abnormal', '', now().toISOString());
        throw error;
      }
    },
  };
};
