/** Refunds: asked for, settled after a while as the settings say or as told, never twice under one number. */
import { constants, privateDecrypt } from 'node:crypto';
import { z } from 'zod';
import { type Alarms, createAlarms } from '../alarms.ts';
import { balanceOf, cashOf, feeOf, move } from './account.ts';
import type { Order, Refund, RefundStatus } from './books.ts';
import type { Context } from './context.ts';
import { invalidRequest, parse, WechatError } from './errors.ts';
import { compactTime, rfc3339 } from './times.ts';

const maxParts = 50;
const maxAge = 366 * 86_400_000;

const refundShape = z.looseObject({
  transaction_id: z.string().optional(),
  out_trade_no: z.string().optional(),
  out_refund_no: z.string().regex(/^[\w\-|*@]{1,64}$/),
  reason: z.string().max(80).optional(),
  notify_url: z
    .url({ protocol: /^https?$/ })
    .max(256)
    .optional(),
  amount: z.looseObject({ refund: z.int().positive(), total: z.int().positive(), currency: z.literal('CNY') }),
});

const amountOf = (order: Order, refund: Refund) => ({
  total: order.payment?.amount ?? order.total,
  refund: refund.amount,
  payer_total: (order.payment?.amount ?? order.total) - (order.payment?.discount ?? 0),
  payer_refund: refund.cash,
});
const orderOf = ({ books }: Context, refund: Refund): Order => {
  const order = books.orders.get(refund.outTradeNo);
  if (!order) throw new Error('a refund without its order');
  return order;
};

/** A refund as requests and queries answer it. */
const refundView = (context: Context, refund: Refund) => {
  const amount = amountOf(orderOf(context, refund), refund);
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: context.settings().receivedAccount,
    ...(refund.status === 'SUCCESS' && refund.settledAt ? { success_time: rfc3339(refund.settledAt) } : {}),
    create_time: rfc3339(refund.createdAt),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      ...amount,
      settlement_total: amount.payer_total,
      settlement_refund: amount.payer_refund,
      discount_refund: amount.refund - amount.payer_refund,
      currency: 'CNY',
      from: [],
    },
    promotion_detail: [],
  };
};

/** POST /v3/refund/domestic/refunds */
export const requestRefund = async (context: Context, alarms: Alarms, body: unknown) => {
  const { books, now, settings } = context;
  const asked = parse(refundShape, body, 'body');
  const refund = await books.write(() => {
    const known = books.refunds.get(asked.out_refund_no);
    if (known && known.asked !== JSON.stringify(asked)) throw invalidRequest('订单金额或退款金额与之前请求不一致');
    if (known) return known;
    const outTradeNo = asked.transaction_id
      ? books.numbers.get(`transaction:${asked.transaction_id}`)
      : asked.out_trade_no;
    const order = books.orders.get(outTradeNo ?? '');
    if (!order) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    if (!order.payment) throw invalidRequest('订单未支付，不能退款');
    if (asked.amount.total !== order.payment.amount) throw invalidRequest('订单金额与原订单不一致');
    const earlier = order.refunds.map(no => books.refunds.get(no)).filter(one => one && one.status !== 'CLOSED');
    const gone = earlier.reduce((sum, one) => sum + (one?.amount ?? 0), 0);
    if (gone + asked.amount.refund > order.payment.amount) throw invalidRequest('申请退款金额大于订单剩余可退金额');
    if (order.refunds.length >= maxParts) throw invalidRequest('该订单部分退款次数已达上限');
    if (now() - order.payment.at > maxAge) throw invalidRequest('订单已超过可退款的最大期限');
    const { payment } = order;
    const cash = cashOf(payment, gone, asked.amount.refund);
    const [settled, cashGone] = [payment.amount - payment.discount, cashOf(payment, 0, gone)];
    if (settings().balance === 'enforced' && balanceOf(context) < cash)
      throw new WechatError(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起');
    const { refundSeconds, refundSpacingSeconds, timeFactor } = settings();
    const last = Math.max(...order.refunds.map(no => books.refunds.get(no)?.createdAt ?? 0));
    if (now() - last < refundSpacingSeconds * 1000 * timeFactor)
      throw new WechatError(429, 'FREQUENCY_LIMITED', '同一订单多次退款请间隔1分钟');
    const dueAt = Date.now() + refundSeconds * 1000 * timeFactor;
    const refund: Refund = {
      outRefundNo: asked.out_refund_no,
      asked: JSON.stringify(asked),
      refundId: `5030${compactTime(now()).slice(0, 8)}${books.next().toString().padStart(17, '0')}`,
      outTradeNo: order.outTradeNo,
      transactionId: order.payment.transactionId,
      amount: asked.amount.refund,
      cash,
      // So that all parts together give back exactly the fee.
      fee: feeOf(settled - cashGone) - feeOf(settled - cashGone - cash),
      reason: asked.reason ?? '',
      notifyUrl: asked.notify_url,
      createdAt: now(),
      status: 'PROCESSING',
      dueAt,
    };
    books.refunds.putSync(refund.outRefundNo, refund);
    // It leaves the merchant's account when it is taken, for an account between that and the payer's.
    const of = { businessNo: refund.refundId, note: refund.reason, voucher: refund.outRefundNo };
    move(context, { ...of, type: '退还交易手续费', amount: refund.fee });
    move(context, { ...of, type: '退款', amount: -refund.cash });
    books.orders.putSync(order.outTradeNo, { ...order, refunds: [...order.refunds, refund.outRefundNo] });
    return refund;
  });
  if (refund.dueAt !== undefined) alarms.set(refund.outRefundNo, refund.dueAt);
  return refundView(context, refund);
};

/** GET /v3/refund/domestic/refunds/{out_refund_no} */
export const queryRefund = (context: Context, outRefundNo: string) => {
  const refund = context.books.refunds.get(outRefundNo);
  if (!refund) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  return refundView(context, refund);
};

const summaries = { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' } as const;
export type Settled = Exclude<RefundStatus, 'PROCESSING'>;

/** Ends a refund; an abnormal one may still succeed, as when the merchant handles it by hand. */
export const settleRefund = async (context: Context, outRefundNo: string, status: Settled) => {
  const { books, now, merchant, notifications } = context;
  const { refund, tell } = await books.write(() => {
    const found = books.refunds.get(outRefundNo);
    if (!found) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
    if (found.status === 'SUCCESS' || found.status === 'CLOSED') throw invalidRequest('退款已有结果');
    const { dueAt: _, ...pending } = found;
    const refund: Refund = { ...pending, status, settledAt: now() };
    books.refunds.putSync(outRefundNo, refund);
    if (status === 'CLOSED') {
      const of = { businessNo: refund.refundId, note: refund.reason, voucher: refund.outRefundNo };
      move(context, { ...of, type: '退款关闭', amount: refund.cash });
      move(context, { ...of, type: '扣除交易手续费', amount: -refund.fee });
    }
    const tell =
      refund.notifyUrl &&
      notifications.queue({
        type: `REFUND.${status}`,
        summary: summaries[status],
        about: outRefundNo,
        url: refund.notifyUrl,
        resource: {
          mchid: merchant.mchid,
          transaction_id: refund.transactionId,
          out_trade_no: refund.outTradeNo,
          refund_id: refund.refundId,
          out_refund_no: outRefundNo,
          refund_status: status,
          ...(status === 'SUCCESS' ? { success_time: rfc3339(now()) } : {}),
          user_received_account: context.settings().receivedAccount,
          amount: amountOf(orderOf(context, refund), refund),
        },
      });
    return { refund, tell };
  });
  if (tell) tell();
  return refundView(context, refund);
};

const redirectShape = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('USER_BANK_CARD'),
    out_refund_no: z.string(),
    bank_type: z.string(),
    bank_account: z.string(),
    real_name: z.string(),
  }),
  z.looseObject({ type: z.literal('MERCHANT_BANK_CARD'), out_refund_no: z.string() }),
]);

/** POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund; `keyId`: the key that personal fields are encrypted for. */
export const redirectRefund = async (
  context: Context,
  alarms: Alarms,
  refundId: string,
  body: unknown,
  keyId: string,
) => {
  const { books, platform, settings } = context;
  const asked = parse(redirectShape, body, 'body');
  if (asked.type === 'USER_BANK_CARD')
    for (const field of [asked.bank_account, asked.real_name]) decrypted(platform.signingKeys[keyId], field);
  const refund = await books.write(() => {
    const found = books.refunds.get(asked.out_refund_no);
    if (found?.refundId !== refundId) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
    if (found.redirected === asked.type && found.status !== 'ABNORMAL') return found;
    if (found.status !== 'ABNORMAL') throw invalidRequest('退款单状态不是退款异常');
    const { refundSeconds, timeFactor } = settings();
    const dueAt = Date.now() + refundSeconds * 1000 * timeFactor;
    const refund: Refund = { ...found, status: 'PROCESSING', redirected: asked.type, dueAt };
    books.refunds.putSync(refund.outRefundNo, refund);
    return refund;
  });
  if (refund.dueAt !== undefined) alarms.set(refund.outRefundNo, refund.dueAt);
  return refundView(context, refund);
};

/** Throws PARAM_ERROR for what was not encrypted with this key. */
const decrypted = (key: string | undefined, text: string): string => {
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return privateDecrypt({ key: key ?? '', padding }, Buffer.from(text, 'base64')).toString();
  } catch {
    throw new WechatError(400, 'PARAM_ERROR', '敏感信息解密失败');
  }
};

const outcomes = { succeed: 'SUCCESS', abnormal: 'ABNORMAL', close: 'CLOSED' } as const;

/** Settles refunds when they are due, as the settings then say; one that is held stays processing. */
export const refundAlarms = (context: Context): Alarms =>
  createAlarms(async outRefundNo => {
    const outcome = context.settings().refund;
    if (outcome === 'hold' || context.books.refunds.get(outRefundNo)?.status !== 'PROCESSING') return;
    await settleRefund(context, outRefundNo, outcomes[outcome]).catch(error => {
      // Told otherwise in the same moment.
      if (!(error instanceof WechatError)) throw error;
    });
  });

/** After a start and after a hold: every refund that still waits. */
export const resumeRefunds = ({ books }: Context, alarms: Alarms): void => {
  for (const { value } of books.refunds.getRange({}))
    if (value.dueAt !== undefined) alarms.set(value.outRefundNo, value.dueAt);
};
