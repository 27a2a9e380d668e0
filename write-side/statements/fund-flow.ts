/** 资金账单: what moved on the merchant's account, with the balance after each movement. */
import type { Movement } from '@yunzhen/contracts/reconciliation/statement';
import { StatementBroken } from './broken.ts';
import { unitsPerFen } from './decimal.ts';
import { column, counted, form, summed } from './form.ts';

/** The channel's words for what a movement is; its list may grow. */
const movements: Readonly<Record<string, Movement>> = {
  交易: 'pay',
  退款: 'refund',
  退款关闭: 'refund-closed',
  扣除交易手续费: 'fee',
  退还交易手续费: 'fee-back',
  提现: 'withdrawal',
  充值: 'recharge',
};

/** One movement; amounts in fen. */
export interface FlowRow {
  readonly day: string;
  readonly at: string;
  readonly kind: Movement;
  /** 业务凭证号: our order or refund number. */
  readonly key: string;
  /** 微信支付业务单号 */
  readonly tx: string;
  readonly into: boolean;
  readonly amount: number;
  /** Of the account after the movement. */
  readonly balance: number;
  /** The channel's own word, for what is `other`. */
  readonly word: string;
  readonly ours: boolean;
}

const { text, word, fen, time } = column;
const columns = {
  time: time('记账时间'),
  tx: text('微信支付业务单号'),
  type: text('业务类型'),
  direction: word('state', ['收入', '支出'])('收支类型'),
  amount: fen('收支金额(元)'),
  balance: fen('账户结余(元)'),
  voucher: text('业务凭证号'),
};

const kindOf = (type: string): Movement => (Object.hasOwn(movements, type) && movements[type]) || 'other';
const signed = ({ into, amount }: FlowRow): number => (into ? amount : -amount);

/** The balance follows from the row before, whether the oldest stands first or last. */
const chain = () => {
  let before: FlowRow | undefined;
  let [rising, falling] = [true, true];
  return (row: FlowRow): boolean => {
    if (before) {
      rising &&= row.balance === before.balance + signed(row);
      falling &&= before.balance === row.balance + signed(before);
    }
    before = row;
    return rising || falling;
  };
};

export const fundFlow = form<FlowRow, typeof columns>({
  columns,
  row: ({ time: { at, day }, ...cells }, own, line) => {
    if (cells.amount < 0) throw new StatementBroken('amount', line, '收支金额(元)');
    return {
      day,
      at,
      kind: kindOf(cells.type),
      key: cells.voucher,
      tx: cells.tx,
      into: cells.direction === '收入',
      amount: cells.amount,
      balance: cells.balance,
      word: cells.type,
      ours: own.isOurs(cells.voucher),
    };
  },
  sums: {
    资金流水总笔数: counted(),
    收入笔数: counted(row => row.into),
    收入金额: summed(row => (row.into ? row.amount * unitsPerFen : 0)),
    支出笔数: counted(row => !row.into),
    支出金额: summed(row => (row.into ? 0 : row.amount * unitsPerFen)),
  },
  summed: [['资金流水总笔数'], ['收入笔数'], ['收入金额'], ['支出笔数'], ['支出金额']],
  chain,
});
