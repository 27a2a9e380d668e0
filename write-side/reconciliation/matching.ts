/** Holds our books, the trade statement and the fund flow of a day against each other: all lines of one number in one group, no joins. */
import type { ClickHouseClient } from '@clickhouse/client';
import { isDifference, type LineKind, type Outcome, settled } from '@yunzhen/contracts/reconciliation/kinds';
import { type AskBooks, lateRefunds, overRefunded, paidAgain } from './beside.ts';
import { type Asked, groups, quoted } from './groups.ts';

/** More differences than this on one day: the file is doubted, not the day. */
export const mostDifferences = 1_000;

/** One group that does not simply agree. */
export interface Group {
  readonly batch: string;
  readonly outcome: Outcome;
  readonly line: LineKind;
  readonly key: string;
  readonly order: string;
  readonly gap: number;
  readonly effect: number;
  readonly platform: number | null;
  readonly channelSays: number | null;
  readonly arrived: number | null;
}
interface Sum {
  readonly count: number;
  readonly amount: number;
}
export interface Term {
  readonly outcome: Outcome;
  readonly line: LineKind;
  readonly count: number;
  readonly gap: number;
  readonly effect: number;
}
export interface Matched {
  readonly platform: Record<'paid' | 'refunded', Sum>;
  readonly channelSays: Record<'paid' | 'refunded', Sum>;
  readonly terms: readonly Term[];
  readonly movedIn: Record<'paid' | 'refunded', number>;
  readonly movedOut: Record<'paid' | 'refunded', number>;
  /** Of the statement's rows, what a group of another day has more of them than this day of others. */
  readonly movedRows: Record<'paid' | 'refunded', number>;
  /** Of this day. */
  readonly groups: readonly Group[];
  /** Tracked ones of other days, as they stand now; those that agree too. */
  readonly late: readonly Group[];
}

const sums = `
  SELECT line, if(batch = {day:Date}, outcome, '') AS what, count() AS n, sum(gap) AS gaps, sum(effect) AS effects,
    sumIf(ap, batch = {day:Date} AND fp = 1 AND dp != {day:Date}) AS movedIn,
    sumIf(ap, batch != {day:Date} AND fp = 1 AND dp = {day:Date}) AS movedOut,
    countIf(fp = 1 AND dp = {day:Date}) AS platformCount, sumIf(ap, fp = 1 AND dp = {day:Date}) AS platformAmount,
    sum(acd) AS channelAmount, sum(ncd) AS channelCount, sumIf(ac, batch = {day:Date}) AS batchAmount,
    countIf(wrongFee AND batch = {day:Date}) AS fees, sumIf(expected - fc, wrongFee AND batch = {day:Date}) AS feeGap,
    sumIf(if(nf > 0, expected - ff, 0), wrongFee AND batch = {day:Date}) AS feeEffect,
    groupArrayIf(${mostDifferences + 1})(
      (toString(batch), outcome, key, ord, gap, effect, np, fp, ap, nc, ac, nf, sf),
      (batch = {day:Date} AND outcome NOT IN (${quoted(settled)})) OR
      (batch != {day:Date} AND key IN {tracked:Array(String)})) AS found
  FROM (${groups}) WHERE batch = {day:Date} OR dp = {day:Date} OR ncd > 0 OR key IN {tracked:Array(String)}
  GROUP BY line, what`;

type Found = [
  ...[batch: string, outcome: Outcome, key: string, ord: string, gap: string, effect: string],
  ...[np: string, fp: number, ap: string, nc: string, ac: string, nf: string, sf: string],
];
type Row = Counted & {
  readonly line: LineKind;
  readonly what: Outcome | '';
  readonly found: readonly Found[];
};
interface Counted {
  n: string;
  gaps: string;
  effects: string;
  movedIn: string;
  movedOut: string;
  platformCount: string;
  platformAmount: string;
  channelCount: string;
  channelAmount: string;
  batchAmount: string;
  fees: string;
  feeGap: string;
  feeEffect: string;
}

const groupOf = (line: LineKind, found: Found): Group => {
  const [batch, outcome, key, order, gap, effect, np, fp, ap, nc, ac, nf, sf] = found;
  return {
    ...{ batch, outcome, line, key, order: order || key, gap: Number(gap), effect: Number(effect) },
    platform: Number(np) === 0 ? null : fp === 1 ? Number(ap) : 0,
    channelSays: Number(nc) === 0 ? null : Number(ac),
    arrived: Number(nf) === 0 && line !== 'other' ? null : Number(sf),
  };
};

/** Matches one day. Reads only; the same books answer the same. */
export const match = async (clickhouse: ClickHouseClient, asked: Asked): Promise<Matched> => {
  const ask: AskBooks = async <T>(query: string, query_params: Readonly<Record<string, unknown>>): Promise<T[]> =>
    (await clickhouse.query({ query, query_params, format: 'JSONEachRow' })).json<T>();
  const late = await lateRefunds(ask, asked);
  const rows = await ask<Row>(sums, {
    ...{ ...asked, doubled: await paidAgain(ask, asked), tracked: [...asked.tracked, ...late.keys] },
    since: [late.since, asked.since].sort()[0],
  });

  const all = rows.flatMap(({ line, found }) => found.map(one => groupOf(line, one)));
  const byHand = ({ outcome, line }: Group): boolean => outcome === 'channel-only' && line === 'refund';
  const over = await overRefunded(
    ask,
    all.filter(byHand).map(({ order }) => order),
  );
  const judged = all.map((group): Group => {
    if (byHand(group) && over.has(group.order)) return { ...group, outcome: 'refund-over' };
    // One that is late belongs to the day on which it becomes so.
    const becomes = group.outcome === 'refund-processing' && late.keys.has(group.key);
    return becomes ? { ...group, batch: asked.day } : group;
  });
  const groups = judged.filter(({ batch }) => batch === asked.day);

  const total = (line: LineKind, of: keyof Counted): number =>
    rows.reduce((sum, row) => sum + (row.line === line ? Number(row[of]) : 0), 0);
  const of = <T>(value: (line: LineKind) => T) => ({ paid: value('pay'), refunded: value('refund') });
  const fees = rows.reduce((sum, { fees: count }) => sum + Number(count), 0);
  const fee = (name: 'feeGap' | 'feeEffect') => rows.reduce((sum, row) => sum + Number(row[name]), 0) / 1_000;
  const feeTerm: Group | null =
    fees === 0
      ? null
      : {
          ...{ batch: asked.day, outcome: 'fee-differs', line: 'fee', key: asked.day, order: asked.day },
          ...{ gap: fee('feeGap'), effect: fee('feeEffect'), platform: null, channelSays: null, arrived: null },
        };

  const stuck = groups.filter(({ outcome }) => outcome === 'refund-processing').length;
  const counted = rows.flatMap(({ line, what, n, gaps, effects }): Term[] =>
    what === '' ? [] : [{ outcome: what, line, count: Number(n), gap: Number(gaps), effect: Number(effects) }],
  );
  return {
    platform: of(line => ({ count: total(line, 'platformCount'), amount: total(line, 'platformAmount') })),
    channelSays: of(line => ({ count: total(line, 'channelCount'), amount: total(line, 'channelAmount') })),
    movedIn: of(line => total(line, 'movedIn')),
    movedOut: of(line => total(line, 'movedOut')),
    movedRows: of(line => total(line, 'channelAmount') - total(line, 'batchAmount')),
    terms: [
      ...split(counted, groups),
      ...(feeTerm
        ? [{ outcome: 'fee-differs', line: 'fee', count: fees, gap: 0, effect: feeTerm.effect } as const]
        : []),
      ...(stuck > 0
        ? [{ outcome: 'refund-processing', line: 'refund', count: stuck, gap: 0, effect: 0 } as const]
        : []),
    ],
    groups: [...groups, ...(feeTerm ? [feeTerm] : [])],
    late: judged.filter(({ batch }) => batch !== asked.day),
  };
};

/** Terms in which refunds that are too much stand apart from other ones nobody asked for. */
const split = (terms: readonly Term[], groups: readonly Group[]): readonly Term[] => {
  const moved = groups.filter(({ outcome }) => outcome === 'refund-over');
  if (moved.length === 0) return terms;
  const sum = (of: (group: Group) => number) => moved.reduce((total, group) => total + of(group), 0);
  const [count, gap, effect] = [moved.length, sum(group => group.gap), sum(group => group.effect)];
  return [
    ...terms.map(term =>
      term.outcome === 'channel-only' && term.line === 'refund'
        ? { ...term, count: term.count - count, gap: term.gap - gap, effect: term.effect - effect }
        : term,
    ),
    { outcome: 'refund-over', line: 'refund', count, gap, effect },
  ];
};
export const differencesOf = (groups: readonly Group[]): readonly Group[] =>
  groups.filter(({ outcome }) => isDifference(outcome));
