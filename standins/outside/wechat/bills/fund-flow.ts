/** 资金账单 of the basic account on a day: every movement with the balance after it. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import type { BillFault, Movement } from '../books.ts';
import type { Context } from '../context.ts';
import { billTime } from '../times.ts';
import { flowColumns } from './columns.ts';
import { type Cells, plain, type Table, yuan } from './table.ts';

const dayMs = 86_400_000;
type Row = Omit<Movement, 'type'> & { readonly key: number; readonly type: string };

/** 业务名称 by 业务类型: fees belong to the trade, recharges and withdrawals have one of their own. */
const nameOf = (type: string): string => {
  if (type.endsWith('手续费')) return '交易';
  if (type === '充值' || type === '提现') return '充值/提现';
  return type === '退款关闭' ? '退款' : type;
};

const suffered = (row: Row, faults: readonly BillFault[]): readonly Row[] =>
  faults
    .filter(
      ({ bill, number, state }) => bill === 'fund-flow' && number === row.voucher && (state || row.type) === row.type,
    )
    .reduce<readonly Row[]>(
      (rows, { kind, delta }) =>
        rows.flatMap(one => {
          switch (kind) {
            case 'missing':
              return [];
            case 'duplicate':
              return [one, one];
            case 'shift':
              return [{ ...one, at: one.at + delta * dayMs }];
            case 'amount':
              return [{ ...one, amount: one.amount + (one.amount > 0 ? delta : -delta) }];
            default:
              return [one];
          }
        }),
      [row],
    );

/** A movement of a kind that nobody has heard of. */
const strange = ({ number, at = 0, delta, state }: BillFault): Row => ({
  ...{ key: 0, at, businessNo: number, type: state || '其他', amount: delta, balance: 0, note: '', voucher: number },
});

const cells = ({ key, at, businessNo, type, amount, balance, note, voucher }: Row): Cells => ({
  ...{ 记账时间: billTime(at), 微信支付业务单号: businessNo, 资金流水单号: key.toString().padStart(28, '0') },
  ...{ 业务名称: nameOf(type), 业务类型: type, 收支类型: amount > 0 ? '收入' : '支出' },
  ...{ '收支金额(元)': yuan(Math.abs(amount)), '账户结余(元)': yuan(balance), 资金变更提交申请人: 'system' },
  ...{ 备注: plain(note), 业务凭证号: voucher },
});

/** The balances follow from the rows that are told, so that the chain holds in the file though not with the books. */
const chained = (rows: readonly Row[], before: number): readonly Row[] => {
  let balance = before;
  return rows.map(row => {
    balance += row.amount;
    return { ...row, balance };
  });
};

/** Undefined on a day without movement. */
export const fundFlowBill = ({ books }: Context, day: string): Table | undefined => {
  const [start, end] = [Date.parse(chinaDay(day).start), Date.parse(chinaDay(day).end)];
  const faults = Array.from(books.billFaults.getRange({}), ({ value }) => value).filter(
    ({ bill }) => bill === 'fund-flow',
  );
  const all: Row[] = Array.from(books.movements.getRange({}), ({ key, value }) => ({ key, ...value }));
  const ever = [
    ...all.flatMap(row => suffered(row, faults)),
    ...faults.filter(({ kind }) => kind === 'strange').map(strange),
  ];
  // Of what is told, as the rows are: the next day goes on where this one ended.
  const before = ever.reduce((sum, { at, amount }) => (at < start ? sum + amount : sum), 0);
  const told = ever.filter(({ at }) => at >= start && at < end).sort((a, b) => a.at - b.at || a.key - b.key);
  const broken = faults.some(({ kind, number }) => kind === 'chain' && number === day);
  const rows = broken ? told : chained(told, before);
  if (rows.length === 0) return undefined;
  const amounts = (sign: 1 | -1) => rows.map(({ amount }) => amount * sign).filter(amount => amount > 0);
  const sum = (list: readonly number[]) => yuan(list.reduce((total, amount) => total + amount, 0));
  return {
    columns: flowColumns,
    rows: rows.map(cells),
    sums: {
      ...{ 资金流水总笔数: rows.length, 收入笔数: amounts(1).length, 收入金额: sum(amounts(1)) },
      ...{ 支出笔数: amounts(-1).length, 支出金额: sum(amounts(-1)) },
    },
  };
};
