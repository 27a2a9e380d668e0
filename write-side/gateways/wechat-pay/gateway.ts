/** WeChat Pay v3: orders paid inside the mini-program, their state, and refunds. */
import { fen, id, instant } from '@yunzhen/contracts/language';
import { payment } from '@yunzhen/contracts/payment/payment';
import { z } from 'zod';
import { patient } from '../../patient/patient.ts';
import type { Success } from '../../payment/decide.ts';
import { type Reaction, send } from '../../reactions/reaction.ts';
import { type Around, callsOf, GatewayPending, GatewayRefused, GatewayUnknown, gateway } from '../gateway.ts';
import { type WechatPayClient, wechatPayClient } from './client.ts';
import { numberOf, type WechatPaySettings, wechatPaySettings } from './settings.ts';

type AroundPay = Pick<Around<WechatPayClient, WechatPaySettings>, 'client' | 'settings'>;
const calling = callsOf<WechatPayClient, WechatPaySettings>();

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

const close = (paymentId: string, reason: 'expired' | 'refused-by-channel'): readonly Reaction[] => [
  send(payment, paymentId, 'close', { reason }),
];
const paid = (paymentId: string, success: Success): readonly Reaction[] => [
  send(payment, paymentId, 'record-success', success),
];

/** What was paid on an order, or null. Throws GatewayUnknown. */
export const queryOrder =
  ({ client, settings: { mchId } }: AroundPay, patientId: string | null = null) =>
  async (paymentId: string): Promise<Success | null> => {
    const number = numberOf(paymentId);
    const path = `v3/pay/transactions/out-trade-no/${number}`;
    try {
      const found = await client(patientId).get(path, { mchid: mchId }, order);
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

const byPayment = ({ paymentId }: { paymentId: string }) => paymentId;

export const wechatPay = gateway('wechat-pay', {
  settings: wechatPaySettings,
  client: wechatPayClient,
  width: 32,
  timeout: 25_000,
  calls: {
    /** Orders; answers `record-prepared`, `close`, or `record-success` of what is paid already. Amount in fen. */
    prepay: calling({
      input: z.object({ paymentId: id, patientId: id, amount: fen, description: z.string(), expiresAt: instant }),
      key: byPayment,
      run: async ({ paymentId, patientId, amount, description, expiresAt }, around) => {
        const { client, settings, state, open, now } = around;
        if (expiresAt <= now().toISOString()) return close(paymentId, 'expired');
        const { openid: sealed } = await state(patient, patientId);
        const openid = sealed ? await open(sealed) : null;
        if (!openid) return close(paymentId, 'refused-by-channel');
        const body = {
          appid: settings.appId,
          mchid: settings.mchId,
          description,
          out_trade_no: numberOf(paymentId),
          time_expire: china(expiresAt),
          notify_url: settings.notifyUrl,
          amount: { total: amount, currency: 'CNY' },
          payer: { openid },
        };
        try {
          const answer = z.object({ prepay_id: z.string().min(1) });
          const { prepay_id: prepayId } = await client(patientId).post('v3/pay/transactions/jsapi', body, answer);
          return [send(payment, paymentId, 'record-prepared', { prepayId })];
        } catch (error) {
          if (!refusedWith(error, ofTheOrder)) throw error;
          const success = await queryOrder(around, patientId)(paymentId);
          return success ? paid(paymentId, success) : close(paymentId, 'refused-by-channel');
        }
      },
    }),
    /** Asks what became of a payment; answers `record-success` or nothing. */
    query: calling({
      input: z.object({ paymentId: id }),
      key: byPayment,
      run: async ({ paymentId }, around) => {
        const success = await queryOrder(around)(paymentId);
        return success ? paid(paymentId, success) : [];
      },
    }),
    /** Closes an unpaid order, so that it cannot be paid any more; a payment that was faster is recorded. */
    close: calling({
      input: z.object({ paymentId: id }),
      key: byPayment,
      run: async ({ paymentId }, around) => {
        try {
          const path = `v3/pay/transactions/out-trade-no/${numberOf(paymentId)}/close`;
          await around.client(null).post(path, { mchid: around.settings.mchId }, z.unknown());
          return close(paymentId, 'expired');
        } catch (error) {
          if (refusedWith(error, new Set(['ORDERNOTEXIST', 'ORDERCLOSED']))) return close(paymentId, 'expired');
          if (!refusedWith(error, 'ORDERPAID')) throw error;
          const success = await queryOrder(around)(paymentId);
          if (!success) throw new GatewayUnknown('WeChat Pay calls an order paid and not paid');
          return paid(paymentId, success);
        }
      },
    }),
    /** Refunds; answers `record-refund`. Asked again under the same number it answers what became of it, and pays nothing twice. */
    refund: calling({
      input: z.object({ paymentId: id, refundId: id, amount: fen, total: fen, reason: z.string() }),
      key: ({ refundId }) => refundId,
      run: async ({ paymentId, refundId, reason, amount, total }, { client, settings, now }) => {
        const recorded = (outcome: 'succeeded' | 'closed' | 'abnormal', channelRefundId: string, at: string) => [
          send(payment, paymentId, 'record-refund', { refundId, outcome, channelRefundId, at }),
        ];
        const pending = (why: string, wait: number) =>
          new GatewayPending(why, new Date(now().getTime() + wait * minutes));
        const body = {
          out_trade_no: numberOf(paymentId),
          out_refund_no: numberOf(refundId),
          reason,
          notify_url: settings.notifyUrl,
          amount: { refund: amount, total, currency: 'CNY' },
        };
        try {
          const answer = await client(null).post('v3/refund/domestic/refunds', body, refund);
          if (answer.out_refund_no !== body.out_refund_no || answer.amount.refund !== amount)
            throw new GatewayRefused('REFUND_DIFFERS', 'WeChat Pay answered about another refund');
          const { status, refund_id: id, success_time: at } = answer;
          if (status === 'PROCESSING') throw pending('WeChat Pay is refunding', 10);
          return recorded(outcomes[status], id, at ? utc(at) : now().toISOString());
        } catch (error) {
          if (refusedWith(error, 'NOTENOUGH')) throw pending('the merchant balance does not cover a refund', 30);
          if (refusedWith(error, 'USERACCOUNTABNORMAL')) return recorded('abnormal', '', now().toISOString());
          throw error;
        }
      },
    }),
  },
});
