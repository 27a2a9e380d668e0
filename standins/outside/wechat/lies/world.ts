/** A merchant's true books, and what a lying channel tells of them: rows of its two statements, as text. */
import { flowColumns, tradeColumns } from '../bills/columns.ts';
import { type Cells, type Table, written, yuan } from '../bills/table.ts';

/** A payment or a refund. Days `YYYY-MM-DD`, times `HH:MM:SS` in Asia/Shanghai; fen. A refund gives back its part of the fee. */
export interface Trade {
  readonly kind: 'pay' | 'refund';
  readonly day: string;
  readonly time: string;
  /** The merchant's number of the payment or of the refund. */
  readonly key: string;
  readonly order: string;
  readonly amount: number;
  readonly fee: number;
}
/** A movement on the account, positive into it. */
export interface Move {
  readonly day: string;
  readonly time: string;
  readonly type: string;
  readonly key: string;
  readonly tx: string;
  readonly amount: number;
}
/** What the merchant's own system believes. */
export interface Belief {
  readonly kind: 'pay' | 'refund';
  readonly day: string;
  readonly time: string;
  readonly key: string;
  readonly order: string;
  readonly amount: number;
  /** What it paid for. */
  readonly subject: string;
  /** Given back in whole because it does not count; of the refund, too. */
  readonly declined?: boolean;
  /** `waiting`: it does not know that it was paid, or that the refund was taken; `under-way`: the refund was taken, nothing more. */
  readonly state: 'waiting' | 'done' | 'under-way' | 'abnormal' | 'closed';
}
/** By the merchant's number, so that one lie among many is told at once. */
type Rows<R> = Map<string, readonly R[]>;
export interface World {
  readonly trade: Rows<Trade>;
  readonly flow: Rows<Move>;
  readonly beliefs: Rows<Belief>;
}

export const txOf = ({ kind, key }: Pick<Trade, 'kind' | 'key'>): string =>
  `${kind === 'pay' ? '42' : '50'}${key.slice(-26)}`;

/** What a trade moves on the account. */
export const movesOf = (trade: Trade): readonly Move[] => {
  const { day, time, key, kind, amount, fee } = trade;
  const of = { day, time, key, tx: txOf(trade) };
  const moves: readonly Move[] =
    kind === 'pay'
      ? [
          { ...of, type: '交易', amount },
          { ...of, type: '扣除交易手续费', amount: -fee },
        ]
      : [
          { ...of, type: '退还交易手续费', amount: fee },
          { ...of, type: '退款', amount: -amount },
        ];
  return moves.filter(move => move.amount !== 0);
};
const put = <R extends { readonly key: string }>(into: Rows<R>, rows: readonly R[]): void => {
  for (const row of rows) into.set(row.key, [...(into.get(row.key) ?? []), row]);
};
/** It happened, and the channel says so. */
export const happened = ({ trade, flow }: Omit<World, 'beliefs'>, one: Trade): void => {
  put(trade, [one]);
  put(flow, movesOf(one));
};
export const moved = ({ flow }: Pick<World, 'flow'>, move: Move): void => put(flow, [move]);

/** It happened, the channel says so, and the merchant knows. */
export const known = (world: World, one: Trade, more: Partial<Belief> = {}): void => {
  happened(world, one);
  put(world.beliefs, [{ ...one, subject: one.order, state: 'done', ...more }]);
};

/** Everybody tells the truth. */
export const truth = (trades: readonly Trade[]): World => {
  const world: World = { trade: new Map(), flow: new Map(), beliefs: new Map() };
  for (const one of trades) known(world, one);
  return world;
};
const byDay = <R extends { readonly day: string; readonly time: string }>(rows: Rows<R>): ReadonlyMap<string, R[]> => {
  const days = new Map<string, R[]>();
  for (const some of rows.values())
    for (const row of some) {
      const day = days.get(row.day);
      if (day) day.push(row);
      else days.set(row.day, [row]);
    }
  for (const day of days.values()) day.sort((a, b) => a.time.localeCompare(b.time));
  return days;
};

export interface Merchant {
  readonly mchId: string;
  readonly appId: string;
}
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const file = (table: Table): string => `\uFEFF${written(table)}`;

const tradeFile = (rows: readonly Trade[], { mchId, appId }: Merchant): string => {
  const paid = yuan(sum(rows.map(({ kind, amount }) => (kind === 'pay' ? amount : 0))));
  const back = yuan(sum(rows.map(({ kind, amount }) => (kind === 'refund' ? amount : 0))));
  const fees = `${yuan(sum(rows.map(({ kind, fee }) => (kind === 'pay' ? fee : -fee))))}000`;
  const cells = (row: Trade): Cells => {
    const isPay = row.kind === 'pay';
    const [pay, refund] = isPay ? [row.amount, 0] : [0, row.amount];
    return {
      ...{ 交易时间: `${row.day} ${row.time}`, 公众账号ID: appId, 商户号: mchId, 特约商户号: 0 },
      ...{ 微信订单号: txOf({ kind: 'pay', key: row.order }), 商户订单号: row.order },
      ...{ 用户标识: 'oLIES00000000000000000000000', 交易类型: 'JSAPI', 交易状态: isPay ? 'SUCCESS' : 'REFUND' },
      ...{ 付款银行: 'OTHERS', 货币种类: 'CNY', 应结订单金额: yuan(pay), 代金券金额: '0.00' },
      ...{ 微信退款单号: isPay ? 0 : txOf(row), 商户退款单号: isPay ? 0 : row.key, 退款金额: yuan(refund) },
      ...{ 充值券退款金额: '0.00', 退款类型: isPay ? '' : 'ORIGINAL', 退款状态: isPay ? '' : 'PROCESSING' },
      ...{ 商品名称: '挂号费', 手续费: `${yuan(isPay ? row.fee : -row.fee)}000`, 费率: '0.60%' },
      ...{ 订单金额: yuan(pay), 申请退款金额: yuan(refund) },
    };
  };
  return file({
    columns: tradeColumns.ALL,
    rows: rows.map(cells),
    sums: {
      ...{ 总交易单数: rows.length, 应结订单总金额: paid, 退款总金额: back, 充值券退款总金额: '0.00' },
      ...{ 手续费总金额: fees, 订单总金额: paid, 申请退款总金额: back },
    },
  });
};
/** Trade statements by day; each agrees with its rows, whatever those are. A day without rows has none. */
export const tradeFiles = ({ trade }: World, merchant: Merchant): ReadonlyMap<string, string> =>
  new Map([...byDay(trade)].map(([day, rows]) => [day, tradeFile(rows, merchant)]));

const inOrder = <R extends { readonly day: string; readonly time: string }>(rows: Rows<R>) =>
  [...byDay(rows)].sort(([a], [b]) => a.localeCompare(b));
/** One file of all days, as the merchant's site gives it. */
export const wholeTradeFile = ({ trade }: World, merchant: Merchant): string =>
  tradeFile(
    inOrder(trade).flatMap(([, rows]) => rows),
    merchant,
  );

/** From a balance; answers the one it ends with too. */
const flowFile = (rows: readonly Move[], opening: number): { readonly text: string; readonly closing: number } => {
  let balance = opening;
  const cells = rows.map(({ day, time, tx, type, amount, key }, index): Cells => {
    balance += amount;
    return {
      ...{ 记账时间: `${day} ${time}`, 微信支付业务单号: tx, 资金流水单号: `19${day}${index}` },
      ...{
        业务名称: type.endsWith('手续费') ? '交易' : type,
        业务类型: type,
        收支类型: amount > 0 ? '收入' : '支出',
      },
      ...{ '收支金额(元)': yuan(Math.abs(amount)), '账户结余(元)': yuan(balance), 资金变更提交申请人: 'system' },
      业务凭证号: key,
    };
  });
  const [into, out] = [rows.filter(row => row.amount > 0), rows.filter(row => row.amount < 0)];
  const total = (of: readonly Move[]) => yuan(Math.abs(sum(of.map(({ amount }) => amount))));
  const sums = {
    ...{ 资金流水总笔数: rows.length, 收入笔数: into.length, 收入金额: total(into) },
    ...{ 支出笔数: out.length, 支出金额: total(out) },
  };
  return { text: file({ columns: flowColumns, rows: cells, sums }), closing: balance };
};
/** Fund flows by day, each from the balance of the one before. A day without movement has none. */
export const flowFiles = ({ flow }: World): ReadonlyMap<string, string> => {
  let balance = 0;
  return new Map(
    inOrder(flow).map(([day, rows]) => {
      const { text, closing } = flowFile(rows, balance);
      balance = closing;
      return [day, text];
    }),
  );
};
export const wholeFlowFile = ({ flow }: World): string =>
  flowFile(
    inOrder(flow).flatMap(([, rows]) => rows),
    0,
  ).text;
