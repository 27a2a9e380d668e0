/** 交易账单: all column sets of WeChat Pay (ALL, SUCCESS, REFUND, the 24 columns of older merchants), by header. */
import { StatementBroken } from './broken.ts';
import { unitsPerFen } from './decimal.ts';
import { column, counted, form, summed } from './form.ts';

/** One payment or refund as the channel tells it. Amounts in fen, the fee in units of 0.00001 yuan. */
export interface TradeRow {
  readonly day: string;
  readonly at: string;
  readonly kind: 'pay' | 'refund';
  /** Our order number, or for a refund our refund number. */
  readonly key: string;
  /** The order that was paid. */
  readonly order: string;
  /** The channel's number of the payment or the refund. */
  readonly tx: string;
  /** What was ordered, or what was asked back. */
  readonly amount: number;
  /** What of it moves on the merchant's account. */
  readonly settle: number;
  readonly fee: number;
  readonly state: string;
  /** Whether the number is of our shape and of our mini-program. */
  readonly ours: boolean;
  /** As they stand in the file, for its sums. */
  readonly told: Readonly<Record<'total' | 'settled' | 'refunded' | 'asked' | 'refundCoupon', number>>;
}

const { text, word, fen, units, time } = column;
const columns = {
  time: time('交易时间'),
  appId: text('公众账号ID'),
  mchId: text('商户号'),
  tx: text('微信订单号'),
  order: text('商户订单号'),
  state: word('state', ['SUCCESS', 'REFUND', 'REVOKED'])('交易状态'),
  currency: word('currency', ['CNY'])('货币种类'),
  total: fen(['订单金额', '总金额']),
  // Who has no coupons of their own is paid out the whole amount.
  settled: fen(['应结订单金额', '总金额']),
  fee: units('手续费'),
  refundTx: text('微信退款单号', ''),
  refund: text('商户退款单号', ''),
  refundState: text('退款状态', ''),
  refunded: fen('退款金额', 0),
  asked: fen(['申请退款金额', '退款金额'], 0),
  refundCoupon: fen(['充值券退款金额', '代金券或立减优惠退款金额'], 0),
};

const total = (name: keyof TradeRow['told']) => summed<TradeRow>(({ told }) => told[name] * unitsPerFen);

export const trade = form<TradeRow, typeof columns>({
  columns,
  row: ({ time: { at, day }, ...cells }, own, line) => {
    if (cells.mchId !== own.mchId) throw new StatementBroken('merchant', line, '商户号');
    const refund = cells.state !== 'SUCCESS';
    const [key, tx] = refund ? [cells.refund, cells.refundTx] : [cells.order, cells.tx];
    if (key === '' || key === '0') throw new StatementBroken('text', line, refund ? '商户退款单号' : '商户订单号');
    const { total, settled, refunded, asked, refundCoupon } = cells;
    return {
      day,
      at,
      kind: refund ? 'refund' : 'pay',
      key,
      order: cells.order,
      tx,
      amount: refund ? asked : total,
      settle: refund ? refunded : settled,
      fee: cells.fee,
      state: refund ? cells.refundState : cells.state,
      ours: cells.appId === own.appId && own.isOurs(cells.order),
      told: { total, settled, refunded, asked, refundCoupon },
    };
  },
  sums: {
    总交易单数: counted(),
    应结订单总金额: total('settled'),
    订单总金额: total('total'),
    总交易额: total('total'),
    退款总金额: total('refunded'),
    总退款金额: total('refunded'),
    申请退款总金额: total('asked'),
    充值券退款总金额: total('refundCoupon'),
    总代金券或立减优惠退款金额: total('refundCoupon'),
    手续费总金额: summed(row => row.fee),
  },
  summed: [['总交易单数'], ['应结订单总金额', '总交易额'], ['手续费总金额']],
});
