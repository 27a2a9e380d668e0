/** The merchant's side of an order: prepay, query, close. */
import { z } from 'zod';
import type { Order } from './books.ts';
import type { Context } from './context.ts';
import { invalidRequest, orderNotExist, parse, WechatError } from './errors.ts';
import { compactTime, rfc3339 } from './times.ts';

const day = 86_400_000;
const prepayValid = 2 * 3_600_000;
const openid = z.string().regex(/^o[\w-]{27}$/);
const ownMchid = z.looseObject({ mchid: z.string() });

const prepayShape = z.looseObject({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[\w\-|*]{6,32}$/),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: z.string().max(128).optional(),
  notify_url: z.url({ protocol: /^https?$/ }).max(255),
  amount: z.looseObject({ total: z.int().positive(), currency: z.literal('CNY').default('CNY') }),
  payer: z.looseObject({ openid }),
});

const checkMchid = ({ merchant }: Context, mchid: string) => {
  if (mchid !== merchant.mchid) throw invalidRequest('商户号与签名商户号不一致');
};

export const isOver = (order: Order, now: number) => order.closed || now >= order.expiresAt;

/** POST /v3/pay/transactions/jsapi: the same order again gets its prepay id again, another one under the number is refused. */
export const prepay = async (context: Context, body: unknown): Promise<{ readonly prepay_id: string }> => {
  const { books, merchant } = context;
  const asked = parse(prepayShape, body, 'body');
  checkMchid(context, asked.mchid);
  if (asked.appid !== merchant.appid) throw new WechatError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mchid不匹配');
  const now = context.now();
  const expiresAt = asked.time_expire ? Date.parse(asked.time_expire) : now + 7 * day;
  return books.write(() => {
    const known = books.orders.get(asked.out_trade_no);
    if (known?.payment) throw new WechatError(400, 'ORDERPAID', '该订单已支付');
    if (known && isOver(known, now)) throw new WechatError(400, 'ORDER_CLOSED', '该订单已关闭');
    if (known && known.asked !== JSON.stringify(asked))
      throw invalidRequest('请求重入时，参数与首次请求时不一致，请更换商户订单号或使用原参数');
    if (expiresAt <= now) throw invalidRequest('订单失效时间不能早于当前时间');
    if (known && now < known.prepaidAt + prepayValid) return { prepay_id: known.prepayId };
    const prepayId = `wx${compactTime(now)}${books.next().toString().padStart(20, '0')}`;
    const order: Order = {
      outTradeNo: asked.out_trade_no,
      asked: JSON.stringify(asked),
      appid: asked.appid,
      description: asked.description,
      attach: asked.attach ?? '',
      notifyUrl: asked.notify_url,
      openid: asked.payer.openid,
      total: asked.amount.total,
      createdAt: known?.createdAt ?? now,
      expiresAt,
      prepayId,
      prepaidAt: now,
      closed: false,
      refunds: [],
    };
    books.orders.putSync(order.outTradeNo, order);
    books.numbers.putSync(`prepay:${prepayId}`, order.outTradeNo);
    return { prepay_id: prepayId };
  });
};

/** The order behind a prepay id, with whether that id can still be paid. */
export const orderOfPrepay = ({ books, now }: Context, prepayId: string) => {
  const order = books.orders.get(books.numbers.get(`prepay:${prepayId}`) ?? '');
  if (!order) throw orderNotExist();
  const current = order.prepayId === prepayId && now() < order.prepaidAt + prepayValid;
  return { order, payable: !order.payment && current && !isOver(order, now()) };
};

const states = { SUCCESS: '支付成功', REFUND: '转入退款', NOTPAY: '订单未支付', CLOSED: '订单已关闭' } as const;
const stateOf = (order: Order, now: number): keyof typeof states => {
  if (order.payment) return order.refunds.length > 0 ? 'REFUND' : 'SUCCESS';
  return isOver(order, now) ? 'CLOSED' : 'NOTPAY';
};

/** An order as queries answer it and notifications carry it. */
export const transactionOf = ({ merchant, now }: Context, order: Order) => {
  const state = stateOf(order, now());
  return {
    appid: order.appid,
    mchid: merchant.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: state,
    trade_state_desc: states[state],
    attach: order.attach,
    payer: { openid: order.openid },
    ...(order.payment
      ? {
          transaction_id: order.payment.transactionId,
          trade_type: 'JSAPI',
          bank_type: 'OTHERS',
          success_time: rfc3339(order.payment.at),
          amount: {
            total: order.payment.amount,
            payer_total: order.payment.amount - order.payment.discount,
            currency: 'CNY',
            payer_currency: 'CNY',
          },
          promotion_detail:
            order.payment.discount > 0
              ? [{ coupon_id: '109519', type: 'NOCASH', scope: 'GLOBAL', amount: order.payment.discount }]
              : [],
        }
      : { amount: { total: order.total, currency: 'CNY' } }),
  };
};

/** GET …/out-trade-no/{} and …/id/{}: what became of an order. */
export const queryOrder = (context: Context, outTradeNo: string | undefined, query: unknown) => {
  checkMchid(context, parse(ownMchid, query, 'query').mchid);
  const order = context.books.orders.get(outTradeNo ?? '');
  if (!order) throw orderNotExist();
  return transactionOf(context, order);
};

/** POST …/close: an unpaid order can no longer be paid; closing it again changes nothing. */
export const closeOrder = async (context: Context, outTradeNo: string, body: unknown): Promise<void> => {
  const { books } = context;
  checkMchid(context, parse(ownMchid, body, 'body').mchid);
  await books.write(() => {
    const order = books.orders.get(outTradeNo);
    if (!order) throw orderNotExist();
    if (order.payment) throw new WechatError(400, 'ORDERPAID', '该订单已支付，不能关闭');
    books.orders.putSync(outTradeNo, { ...order, closed: true });
  });
};
