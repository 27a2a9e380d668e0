/** What happened at WeChat before it was started here: payments and refunds that are over, in the books as if they had come by themselves. */
import { z } from 'zod';
import { cashOf, feeOf, move } from './account.ts';
import type { Context } from './context.ts';

const number = z.string().regex(/^[\w\-|*]{6,64}$/);
const at = z.int().positive();
const paid = z.strictObject({
  kind: z.literal('pay'),
  number,
  transactionId: z.string().max(64),
  description: z.string().min(1).max(127),
  amount: z.int().positive(),
  discount: z.int().nonnegative().default(0),
  at,
});
const refunded = z.strictObject({
  kind: z.literal('refund'),
  number,
  order: number,
  refundId: z.string().max(64),
  reason: z.string().max(80),
  amount: z.int().positive(),
  at,
  status: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED', 'PROCESSING']).default('SUCCESS'),
  /** When it came to that. */
  settledAt: at,
});
/** In the order in which it happened; what is known by its number already is left as it is. */
export const historyShape = z.array(z.discriminatedUnion('kind', [paid, refunded])).max(1_000);
type History = z.output<typeof historyShape>;

const takePayment = (context: Context, { number: outTradeNo, at: paidAt, ...rest }: z.output<typeof paid>): void => {
  const { books, merchant } = context;
  const { transactionId, description, amount, discount } = rest;
  if (books.orders.get(outTradeNo)) return;
  books.orders.putSync(outTradeNo, {
    ...{ outTradeNo, asked: '', appid: merchant.appid, description, attach: '', notifyUrl: '' },
    ...{ openid: `o${'h'.repeat(27)}`, total: amount, createdAt: paidAt, expiresAt: paidAt, prepayId: '' },
    ...{ prepaidAt: paidAt, closed: false, refunds: [], payment: { transactionId, at: paidAt, amount, discount } },
  });
  books.numbers.putSync(`transaction:${transactionId}`, outTradeNo);
  const then = { ...context, now: () => paidAt };
  const of = { businessNo: transactionId, note: description, voucher: outTradeNo };
  move(then, { ...of, type: '交易', amount: amount - discount });
  move(then, { ...of, type: '扣除交易手续费', amount: -feeOf(amount - discount) });
};

const takeRefund = (
  context: Context,
  {
    number: outRefundNo,
    order: outTradeNo,
    refundId,
    reason,
    amount,
    status,
    at: createdAt,
    settledAt,
  }: z.output<typeof refunded>,
): void => {
  const { books } = context;
  const order = books.orders.get(outTradeNo);
  if (!order?.payment || books.refunds.get(outRefundNo)) return;
  const { payment } = order;
  const gone = order.refunds.reduce((sum, no) => sum + (books.refunds.get(no)?.amount ?? 0), 0);
  const [cash, before, all] = [
    cashOf(payment, gone, amount),
    cashOf(payment, 0, gone),
    payment.amount - payment.discount,
  ];
  const fee = feeOf(all - before) - feeOf(all - before - cash);
  books.refunds.putSync(outRefundNo, {
    ...{
      outRefundNo,
      asked: '',
      refundId,
      outTradeNo,
      transactionId: payment.transactionId,
      amount,
      cash,
      fee,
      reason,
    },
    ...{ notifyUrl: undefined, createdAt, status, settledAt },
  });
  books.orders.putSync(outTradeNo, { ...order, refunds: [...order.refunds, outRefundNo] });
  const then = { ...context, now: () => createdAt };
  const of = { businessNo: refundId, note: reason, voucher: outRefundNo };
  move(then, { ...of, type: '退还交易手续费', amount: fee });
  move(then, { ...of, type: '退款', amount: -cash });
  if (status === 'CLOSED') move({ ...context, now: () => settledAt }, { ...of, type: '退款关闭', amount: cash });
};

export const takeHistory = (context: Context, history: History): Promise<void> =>
  context.books.write(() => {
    for (const one of history) one.kind === 'pay' ? takePayment(context, one) : takeRefund(context, one);
  });
