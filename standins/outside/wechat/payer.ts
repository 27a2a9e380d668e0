/** The payer's side, which the real WeChat app plays: pays an order. Failing and cancelling leave it unpaid. */
import { feeOf, move } from './account.ts';
import type { Order } from './books.ts';
import type { Context } from './context.ts';
import { WechatError } from './errors.ts';
import { orderOfPrepay, transactionOf } from './orders.ts';
import type { NotifyMode } from './settings.ts';
import { compactTime } from './times.ts';

const successEvent = (context: Context, order: Order, mode?: NotifyMode) =>
  ({
    type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    about: order.outTradeNo,
    url: order.notifyUrl,
    resource: transactionOf(context, order),
    mode,
  }) as const;

const paid = (context: Context, order: Order, amount: number, discount = 0): Order => ({
  ...order,
  payment: {
    transactionId: `4200${compactTime(context.now()).slice(0, 8)}${context.books.next().toString().padStart(16, '0')}`,
    at: context.now(),
    amount,
    discount,
  },
});

/** Throws when the prepay id is unknown or can no longer be paid. `amount` other than the order's is a lie on purpose; `discount`: how much of it a coupon pays. */
export const pay = async (
  context: Context,
  prepayId: string,
  {
    amount,
    discount,
    notify,
  }: {
    readonly amount?: number | undefined;
    readonly discount?: number | undefined;
    readonly notify?: NotifyMode | undefined;
  },
) => {
  const { books, notifications } = context;
  const { order, tell } = await books.write(() => {
    const { order: unpaid, payable } = orderOfPrepay(context, prepayId);
    if (!payable) throw new WechatError(409, 'NOT_PAYABLE', '订单已支付、已关闭或已过期');
    const order = paid(context, unpaid, amount ?? unpaid.total, discount);
    const { payment } = order;
    if (!payment) throw new Error('paid without a payment');
    books.orders.putSync(order.outTradeNo, order);
    books.numbers.putSync(`transaction:${payment.transactionId}`, order.outTradeNo);
    const of = { businessNo: payment.transactionId, note: '', voucher: order.outTradeNo };
    move(context, { ...of, type: '交易', amount: payment.amount - payment.discount });
    move(context, { ...of, type: '扣除交易手续费', amount: -feeOf(payment.amount - payment.discount) });
    return { order, tell: notifications.queue(successEvent(context, order, notify)) };
  });
  tell();
  return transactionOf(context, order);
};

/** Sends a false success of an unpaid order with a wrong signature; answers the merchant's status, which must not be 200. */
export const forgeSuccess = (context: Context, prepayId: string): Promise<number | string> => {
  const { order } = orderOfPrepay(context, prepayId);
  return context.notifications.forge(successEvent(context, paid(context, order, order.total)));
};
