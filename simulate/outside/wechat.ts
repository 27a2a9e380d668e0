/** WeChat Pay with books of its own: orders, payments and refunds as its documents say, and notifications that need not arrive. */
import { GatewayRefused, GatewayUnknown } from '@yunzhen/write-side/gateways/gateway';
import type { WechatPayClient } from '@yunzhen/write-side/gateways/wechat-pay/client';
import type { Network } from '../world/network.ts';

export const merchant = 'merchant';

export interface Order {
  readonly number: string;
  readonly asked: string;
  readonly prepayId: string;
  readonly total: number;
  readonly expiresAt: number;
  closed: boolean;
  paid: { readonly transactionId: string; readonly amount: number; readonly at: string } | null;
}
export interface Refund {
  readonly number: string;
  readonly id: string;
  readonly order: string;
  readonly amount: number;
  readonly total: number;
  readonly created: string;
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
  at: string | null;
}
export interface WechatBooks {
  readonly orders: Map<string, Order>;
  readonly refunds: Map<string, Refund>;
}
/** Answers so many fen short of what was asked, or nothing special. */
export interface WechatMoods {
  /** Refuses a refund for want of money. */
  readonly poor: () => boolean;
  /** Settles a refund at once. */
  readonly quick: () => boolean;
}

const refuse = (code: string): never => {
  throw new GatewayRefused(code, `WeChat Pay refused: ${code}`);
};

export const wechatBooks = (): WechatBooks => ({ orders: new Map(), refunds: new Map() });

/** Null when the order can not be paid any more. */
export const payOrder = (order: Order, amount: number, now: number): Order | null => {
  if (order.paid || order.closed || now >= order.expiresAt) return null;
  order.paid = { transactionId: `T${order.number}`, amount, at: new Date(now).toISOString() };
  return order;
};

interface Prepay {
  readonly out_trade_no: string;
  readonly time_expire: string;
  readonly amount: { readonly total: number };
}
interface AskedRefund {
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly amount: { readonly refund: number; readonly total: number };
}

const desk = ({ orders, refunds }: WechatBooks, now: () => number, moods: WechatMoods) => {
  const orderOf = (number: string): Order => orders.get(number) ?? refuse('ORDERNOTEXIST');
  return {
    prepay: (asked: Prepay) => {
      const known = orders.get(asked.out_trade_no);
      const expiresAt = Date.parse(asked.time_expire);
      if (known?.paid) return refuse('ORDERPAID');
      if (known && (known.closed || now() >= known.expiresAt)) return refuse('ORDERCLOSED');
      if (known && known.asked !== JSON.stringify(asked)) return refuse('INVALIDREQUEST');
      if (expiresAt <= now()) return refuse('INVALIDREQUEST');
      const order: Order = known ?? {
        number: asked.out_trade_no,
        asked: JSON.stringify(asked),
        prepayId: `wx${asked.out_trade_no}`,
        total: asked.amount.total,
        expiresAt,
        closed: false,
        paid: null,
      };
      orders.set(order.number, order);
      return { prepay_id: order.prepayId };
    },
    query: (number: string) => {
      const { paid, closed, expiresAt, total } = orderOf(number);
      const about = { mchid: merchant, out_trade_no: number };
      if (!paid)
        return { ...about, trade_state: closed || now() >= expiresAt ? 'CLOSED' : 'NOTPAY', amount: { total } };
      const refunded = [...refunds.values()].some(({ order }) => order === number);
      return {
        ...about,
        trade_state: refunded ? 'REFUND' : 'SUCCESS',
        transaction_id: paid.transactionId,
        success_time: paid.at,
        amount: { total: paid.amount },
      };
    },
    close: (number: string) => {
      const order = orderOf(number);
      if (order.paid) return refuse('ORDERPAID');
      order.closed = true;
      return {};
    },
    refund: (asked: AskedRefund) => {
      const order = orderOf(asked.out_trade_no);
      if (!order.paid) return refuse('INVALIDREQUEST');
      let known = refunds.get(asked.out_refund_no);
      if (known && (known.amount !== asked.amount.refund || known.order !== order.number))
        return refuse('INVALIDREQUEST');
      if (!known) {
        if (asked.amount.total !== order.paid.amount) return refuse('INVALIDREQUEST');
        if (refundedOf(refunds, order.number) + asked.amount.refund > order.paid.amount)
          return refuse('INVALIDREQUEST');
        // One of an order in a minute: who asks sooner is told to come again.
        if ([...refunds.values()].some(one => one.order === order.number && now() - Date.parse(one.created) < 60_000))
          throw new GatewayUnknown('WeChat Pay did not answer: FREQUENCYLIMITED');
        if (moods.poor()) return refuse('NOTENOUGH');
        known = {
          number: asked.out_refund_no,
          id: `R${asked.out_refund_no}`,
          order: order.number,
          amount: asked.amount.refund,
          total: asked.amount.total,
          created: new Date(now()).toISOString(),
          status: 'PROCESSING',
          at: null,
        };
        refunds.set(known.number, known);
        if (moods.quick()) settleRefund(known, 'SUCCESS', now());
      }
      return refundView(known);
    },
    queryRefund: (number: string) => refundView(refunds.get(number) ?? refuse('RESOURCENOTEXISTS')),
  };
};

const refundView = ({ id, number, order, status, created, at, total, amount }: Refund) => ({
  refund_id: id,
  out_refund_no: number,
  out_trade_no: order,
  status,
  create_time: created,
  ...(at && status === 'SUCCESS' && { success_time: at }),
  amount: { total, refund: amount },
});

/** Fen that went back or are on their way. */
const refundedOf = (refunds: ReadonlyMap<string, Refund>, order: string): number =>
  [...refunds.values()].reduce(
    (sum, refund) => (refund.order === order && refund.status !== 'CLOSED' ? sum + refund.amount : sum),
    0,
  );

export const settleRefund = (refund: Refund, status: 'SUCCESS' | 'ABNORMAL' | 'CLOSED', now: number): void => {
  refund.status = status;
  refund.at = new Date(now).toISOString();
};

export const wechatClient = (
  books: WechatBooks,
  network: Network,
  now: () => number,
  moods: WechatMoods,
): WechatPayClient => {
  const { prepay, query, close, refund, queryRefund } = desk(books, now, moods);
  const unknown = () => new GatewayUnknown('WeChat Pay did not answer');
  const nameOf = (path: string, body: object): string => {
    if (path.endsWith('/close')) return `closes ${number(path)}`;
    if (path.endsWith('/jsapi')) return `orders ${(body as Prepay).out_trade_no}`;
    return `refunds ${(body as AskedRefund).out_refund_no}`;
  };
  const number = (path: string): string => path.split('/')[4] ?? '';
  return {
    get: async (path, _, answer) => {
      const found = () => (path.startsWith('v3/refund/') ? queryRefund : query)(number(path));
      return answer.parse(await network.ask(`asks WeChat Pay of ${number(path)}`, found, unknown));
    },
    post: async (path, body, answer) => {
      const effect = (): unknown => {
        if (path === 'v3/pay/transactions/jsapi') return prepay(body as Prepay);
        return path.endsWith('/close') ? close(number(path)) : refund(body as AskedRefund);
      };
      return answer.parse(await network.change(`WeChat Pay: ${nameOf(path, body)}`, effect, unknown));
    },
  };
};
