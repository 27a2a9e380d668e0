/** 交易账单 of a day from the books: payments on the day they succeeded, refunds on the day they were taken. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import { feeOf, feeRate } from '../account.ts';
import type { BillFault, Order, Refund } from '../books.ts';
import type { Context } from '../context.ts';
import { billTime } from '../times.ts';
import { type BillType, tradeColumns } from './columns.ts';
import { type Cells, plain, type Table, yuan } from './table.ts';

const dayMs = 86_400_000;
/** Amounts in fen; a refund has none of a payment's and the other way round. */
interface Trade {
  readonly at: number;
  readonly appid: string;
  readonly order: Order;
  readonly refund?: Refund;
  /** 订单金额, and what of it is not settled. */
  readonly total: number;
  readonly discount: number;
  /** 申请退款金额, and what of it is cash. */
  readonly asked: number;
  readonly cash: number;
  /** Goes back when negative. */
  readonly fee: number;
  readonly state: string;
}

const refundStates = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'FAIL' } as const;

const paid = (order: Order, { at, amount, discount }: NonNullable<Order['payment']>): Trade => ({
  ...{ at, appid: order.appid, order, total: amount, discount, asked: 0, cash: 0 },
  fee: feeOf(amount - discount),
  state: 'SUCCESS',
});
const given = (order: Order, refund: Refund): Trade => ({
  ...{ at: refund.createdAt, appid: order.appid, order, refund, total: 0, discount: 0 },
  asked: refund.amount,
  cash: refund.cash,
  fee: -refund.fee,
  state: 'REFUND',
});

const numberOf = ({ order, refund }: Trade) => refund?.outRefundNo ?? order.outTradeNo;

/** What this row is told to be instead; of a row nobody lies about, itself. */
const suffered = (row: Trade, faults: readonly BillFault[]): readonly Trade[] =>
  faults
    .filter(({ bill, number }) => bill === 'trade' && number === numberOf(row))
    .reduce<readonly Trade[]>(
      (rows, { kind, delta, state }) =>
        rows.flatMap(one => {
          switch (kind) {
            case 'missing':
              return [];
            case 'duplicate':
              return [one, one];
            case 'shift':
              return [{ ...one, at: one.at + delta * dayMs }];
            case 'fee':
              return [{ ...one, fee: one.fee + delta }];
            case 'state':
              return [{ ...one, state }];
            case 'amount':
              return one.refund
                ? [{ ...one, asked: one.asked + delta, cash: one.cash + delta }]
                : [{ ...one, total: one.total + delta }];
            default:
              return [one];
          }
        }),
      [row],
    );

/** An order that the books know nothing of: another system's of the same merchant, or one of our shape. */
const strange = ({ number, at = 0, delta, foreign }: BillFault, { merchant, books }: Context): Trade => {
  const order: Order = {
    ...{ outTradeNo: number, asked: '', appid: foreign ? 'wx0000000000000000' : merchant.appid },
    ...{ description: foreign ? '停车费' : '网络门诊挂号费', attach: '', notifyUrl: '', openid: `o${'z'.repeat(27)}` },
    ...{ total: delta, createdAt: at, expiresAt: at, prepayId: '', prepaidAt: at, closed: false, refunds: [] },
    payment: { transactionId: `4299${books.next().toString().padStart(24, '0')}`, at, amount: delta, discount: 0 },
  };
  return { ...paid(order, { transactionId: '', at, amount: delta, discount: 0 }), order };
};

const cells = (mchid: string, { at, appid, order, refund, ...row }: Trade): Cells => ({
  ...{ 交易时间: billTime(at), 公众账号ID: appid, 商户号: mchid, 特约商户号: 0, 设备号: '' },
  ...{ 微信订单号: order.payment?.transactionId ?? '', 商户订单号: order.outTradeNo, 用户标识: order.openid },
  ...{ 交易类型: 'JSAPI', 交易状态: row.state, 付款银行: 'OTHERS', 货币种类: 'CNY' },
  ...{ 应结订单金额: yuan(row.total - row.discount), 代金券金额: yuan(row.discount) },
  退款申请时间: refund ? billTime(refund.createdAt) : '',
  退款成功时间: refund?.status === 'SUCCESS' && refund.settledAt ? billTime(refund.settledAt) : '',
  ...{ 微信退款单号: refund?.refundId ?? 0, 商户退款单号: refund?.outRefundNo ?? 0, 退款金额: yuan(row.cash) },
  ...{
    充值券退款金额: '0.00',
    退款类型: refund ? 'ORIGINAL' : '',
    退款状态: refund ? refundStates[refund.status] : '',
  },
  ...{ 商品名称: plain(order.description), 商户数据包: plain(order.attach), 手续费: `${yuan(row.fee)}000` },
  ...{ 费率: feeRate, 订单金额: yuan(row.total), 申请退款金额: yuan(row.asked), 费率备注: '' },
});

const sum = (rows: readonly Trade[], of: (row: Trade) => number) => rows.reduce((total, row) => total + of(row), 0);

const tradesOf = (context: Context): readonly Trade[] => {
  const { books } = context;
  const trades: Trade[] = [];
  for (const { value: order } of books.orders.getRange({})) {
    if (!order.payment) continue;
    trades.push(paid(order, order.payment));
    for (const refund of order.refunds.map(no => books.refunds.get(no))) if (refund) trades.push(given(order, refund));
  }
  return trades;
};

/** Undefined on a day without trade of this kind. */
export const tradeBill = (context: Context, day: string, type: BillType): Table | undefined => {
  const { start, end } = chinaDay(day);
  const faults = Array.from(context.books.billFaults.getRange({}), ({ value }) => value);
  const rows = [
    ...tradesOf(context).flatMap(row => suffered(row, faults)),
    ...faults.filter(({ kind, bill }) => kind === 'strange' && bill === 'trade').map(one => strange(one, context)),
  ]
    .filter(({ at }) => at >= Date.parse(start) && at < Date.parse(end))
    .filter(({ refund }) => type === 'ALL' || (refund !== undefined) === (type === 'REFUND'))
    .sort((a, b) => a.at - b.at);
  if (rows.length === 0) return undefined;
  return {
    columns: tradeColumns[type],
    rows: rows.map(row => cells(context.merchant.mchid, row)),
    sums: {
      总交易单数: rows.length,
      应结订单总金额: yuan(sum(rows, row => row.total - row.discount)),
      退款总金额: yuan(sum(rows, row => row.cash)),
      充值券退款总金额: '0.00',
      手续费总金额: `${yuan(sum(rows, row => row.fee))}000`,
      订单总金额: yuan(sum(rows, row => row.total)),
      申请退款总金额: yuan(sum(rows, row => row.asked)),
    },
  };
};
