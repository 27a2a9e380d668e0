/** What a statement adds up to, row by row: the terms of the day's equations and of the ledger's entries. */
import type { Movements } from '@yunzhen/contracts/reconciliation/reconciliation';
import type { FlowRow } from '../statements/fund-flow.ts';
import type { TradeRow } from '../statements/trade.ts';

interface Sum {
  readonly count: number;
  readonly amount: number;
}
const add = ({ count, amount }: Sum, more: number): Sum => ({ count: count + 1, amount: amount + more });
const nothing: Sum = { count: 0, amount: 0 };

/** Fen; fees in units of 0.00001 yuan. `settled` and `returned` are what of both moves on the account. */
export interface TradeTotals {
  readonly paid: Sum;
  readonly refunded: Sum;
  readonly settled: number;
  readonly returned: number;
  readonly fees: number;
  /** Payments less refunds of numbers that are not ours, within the sums above. */
  readonly foreign: Sum & { readonly settled: number; readonly fees: number };
}
export const tradeTotals = {
  none: (): TradeTotals => ({
    ...{ paid: nothing, refunded: nothing, settled: 0, returned: 0, fees: 0 },
    foreign: { ...nothing, settled: 0, fees: 0 },
  }),
  add: (to: TradeTotals, { kind, amount, settle, fee, ours }: TradeRow): TradeTotals => ({
    paid: kind === 'pay' ? add(to.paid, amount) : to.paid,
    refunded: kind === 'refund' ? add(to.refunded, amount) : to.refunded,
    settled: to.settled + (kind === 'pay' ? settle : 0),
    returned: to.returned + (kind === 'refund' ? settle : 0),
    fees: to.fees + fee,
    foreign: ours
      ? to.foreign
      : {
          ...add(to.foreign, kind === 'pay' ? amount : -amount),
          settled: to.foreign.settled + (kind === 'pay' ? settle : -settle),
          fees: to.foreign.fees + fee,
        },
  }),
};

export interface FlowTotals {
  readonly moved: readonly Movements[];
  /** Balance before the first movement and after the last, whichever of them stands first in the file. */
  readonly opening: number;
  readonly closing: number;
  readonly first: FlowRow | null;
  readonly last: FlowRow | null;
}
const before = ({ balance, into, amount }: FlowRow): number => balance - (into ? amount : -amount);

export const flowTotals = {
  none: (): FlowTotals => ({ moved: [], opening: 0, closing: 0, first: null, last: null }),
  add: (to: FlowTotals, row: FlowRow): FlowTotals => {
    const { kind, into, ours, amount } = row;
    const same = (one: Movements): boolean => one.kind === kind && one.into === into && one.ours === ours;
    const known = to.moved.some(same);
    const first = to.first ?? row;
    // The newest stands first in files of some merchants.
    const falling = to.last !== null && before(to.last) === row.balance && to.last.balance !== before(row);
    return {
      moved: known
        ? to.moved.map(one => (same(one) ? { ...one, count: one.count + 1, amount: one.amount + amount } : one))
        : [...to.moved, { kind, into, ours, count: 1, amount }],
      opening: falling ? before(row) : to.first ? to.opening : before(row),
      closing: falling ? first.balance : row.balance,
      first,
      last: row,
    };
  },
};
