/** The bills of a day as files: trade bill ALL and fund flow, in WeChat's columns, amounts in yuan. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import { feeOf, feeRate } from './account.ts';
import type { BillFault, Order, Refund } from './books.ts';
import type { Context } from './context.ts';
import { billTime } from './times.ts';

const tradeColumns =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const tradeSummary = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const flowColumns =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const flowSummary = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';

const yuan = (fen: number) => {
  const digits = Math.abs(fen).toString().padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const plain = (text: string) => text.replace(/[,`\r\n]/g, ' ');
const line = (fields: readonly (string | number)[]) => fields.map(field => `\`${field}`).join(',');
const file = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const within = (day: string) => {
  const { start, end } = chinaDay(day);
  return (at: number) => at >= Date.parse(start) && at < Date.parse(end);
};

/** One row of the trade bill; amounts in fen, a refund has none of a payment's and the other way round. */
interface TradeRow {
  readonly at: number;
  readonly order: Order;
  readonly paid: number;
  readonly refund?: Refund;
}

const refundState = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'FAIL' } as const;

const tradeLine = (mchid: string, { at, order, paid, refund }: TradeRow) => {
  const fee = refund ? -refund.fee : feeOf(paid);
  const refunded = yuan(refund?.amount ?? 0);
  return line([
    ...[billTime(at), order.appid, mchid, 0, '', order.payment?.transactionId ?? '', order.outTradeNo, order.openid],
    ...['JSAPI', refund ? 'REFUND' : 'SUCCESS', 'OTHERS', 'CNY', yuan(paid), '0.00'],
    ...[refund?.refundId ?? 0, refund?.outRefundNo ?? 0, refunded, '0.00'],
    ...[refund ? 'ORIGINAL' : '', refund ? refundState[refund.status] : '', plain(order.description)],
    ...[plain(order.attach), `${yuan(fee)}000`, feeRate, yuan(paid), refunded, ''],
  ]);
};

const suffer = (rows: readonly TradeRow[], faults: readonly BillFault[]): readonly TradeRow[] =>
  rows.flatMap(row => {
    const fault = row.refund ? undefined : faults.find(({ outTradeNo }) => outTradeNo === row.order.outTradeNo);
    if (!fault) return [row];
    if (fault.kind === 'missing') return [];
    return fault.kind === 'duplicate' ? [row, row] : [{ ...row, paid: row.paid + fault.delta }];
  });

/** Trade bill ALL of a day `YYYY-MM-DD`; undefined on a day without trade. */
export const tradeBill = ({ books, merchant }: Context, day: string): string | undefined => {
  const inDay = within(day);
  const rows: TradeRow[] = [];
  for (const { value: order } of books.orders.getRange({})) {
    if (!order.payment) continue;
    if (inDay(order.payment.at)) rows.push({ at: order.payment.at, order, paid: order.payment.amount });
    for (const refund of order.refunds.map(no => books.refunds.get(no)))
      if (refund && inDay(refund.createdAt)) rows.push({ at: refund.createdAt, order, paid: 0, refund });
  }
  const faults = Array.from(books.billFaults.getRange({}), ({ value }) => value);
  const trades = suffer(
    rows.sort((a, b) => a.at - b.at),
    faults,
  );
  if (trades.length === 0) return undefined;
  const paid = sum(trades.map(row => row.paid));
  const refunded = sum(trades.map(row => row.refund?.amount ?? 0));
  const fees = sum(trades.map(row => (row.refund ? -row.refund.fee : feeOf(row.paid))));
  return file(
    tradeColumns,
    ...trades.map(row => tradeLine(merchant.mchid, row)),
    tradeSummary,
    line([trades.length, yuan(paid), yuan(refunded), '0.00', `${yuan(fees)}000`, yuan(paid), yuan(refunded)]),
  );
};

/** Fund flow of the basic account on a day; undefined on a day without movement. */
export const fundFlowBill = ({ books }: Context, day: string): string | undefined => {
  const inDay = within(day);
  const rows = [...books.movements.getRange({})].filter(({ value }) => inDay(value.at));
  if (rows.length === 0) return undefined;
  const income = rows.filter(({ value }) => value.amount > 0).map(({ value }) => value.amount);
  const spent = rows.filter(({ value }) => value.amount < 0).map(({ value }) => -value.amount);
  return file(
    flowColumns,
    ...rows.map(({ key, value: { at, businessNo, type, amount, balance, note, voucher } }) =>
      line([
        ...[billTime(at), businessNo, key.toString().padStart(28, '0'), type.endsWith('手续费') ? '交易' : type, type],
        ...[amount > 0 ? '收入' : '支出', yuan(Math.abs(amount)), yuan(balance), 'system', plain(note), voucher],
      ]),
    ),
    flowSummary,
    line([rows.length, income.length, yuan(sum(income)), spent.length, yuan(sum(spent))]),
  );
};
