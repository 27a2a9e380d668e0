/** Holds our books, the trade statement and the fund flow of a day against each other: all lines of one number in one group, no joins. */
import type { ClickHouseClient } from '@clickhouse/client';
import { importsTable, linesTable, bookRanks as rank } from '@yunzhen/contracts/reconciliation/books';
import { isDifference, type LineKind, type Outcome } from '@yunzhen/contracts/reconciliation/kinds';
import { ourTable } from './books.ts';

/** More differences than this on one day: the file is doubted, not the day. */
export const mostDifferences = 1_000;

export interface Asked {
  readonly day: string;
  /** The day on which it is looked at. */
  readonly asOf: string;
  /** Numbers of differences that are open or carried, of whatever day, and the first of those days. */
  readonly tracked: readonly string[];
  readonly since: string;
  /** Of each fen, what a payment costs. */
  readonly feeRate: number;
}
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

const windowed = (column: string) =>
  `(${column} BETWEEN {day:Date} - 1 AND {day:Date} + 1 OR (${column} >= {since:Date} AND key IN {tracked:Array(String)}))`;

/** Our rows and those of the current imports under the same columns; `l` 1: ours, 2: trade statement, 3: fund flow. */
const lines = `
  SELECT toUInt8(1) AS l, line, key, ord, amount, toInt64(0) AS settle, toInt64(0) AS fee, rank, final, day, toUInt8(1) AS ours,
    toLowCardinality('main') AS part
  FROM ${ourTable()} FINAL WHERE ${windowed('day')}
  UNION ALL
  SELECT ledger, line, key, ord, amount, settle, fee, toUInt8(0), toUInt8(0), day, ours, part
  FROM ${linesTable} WHERE import IN (SELECT import FROM ${importsTable} FINAL) AND ${windowed('day')}`;

const inTransit = "dateDiff('day', if(nc > 0, dc, dp), {asOf:Date}) < 2";
/** In this order, because several may fit. */
const outcomes: readonly (readonly [when: string, outcome: Outcome])[] = [
  ["line = 'other' AND unknown = 0", 'matched'],
  ["line = 'other'", 'arrival-other'],
  ['np = 0 AND isOurs = 0', 'foreign'],
  ['nc > 1', 'duplicate-row'],
  [`nc > 0 AND rp = ${rank.abnormal}`, 'refund-abnormal'],
  [`nc > 0 AND rp = ${rank.closed}`, 'refund-closed'],
  ['nc > 0 AND np = 0', 'channel-only'],
  ['nc > 0 AND fp = 0', 'state-differs'],
  ['nc > 0 AND ac != ap', 'amount-differs'],
  [`nc = 0 AND fp = 1 AND ${inTransit}`, 'in-transit'],
  ['nc = 0 AND fp = 1', 'platform-only'],
  ['nc = 0', 'arrival-other'],
  [`nf = 0 AND ${inTransit}`, 'in-transit'],
  ['nf = 0', 'arrival-missing'],
  ['sf != sc', 'arrival-other'],
  ['dp != dc', 'matched-cross-day'],
];

const groups = `
  SELECT line, key, anyIf(ord, ord != '') AS ord, max(ours) AS isOurs,
    countIf(l = 1) AS np, maxIf(final, l = 1) AS fp, maxIf(rank, l = 1) AS rp, maxIf(amount, l = 1 AND final = 1) AS ap,
    minIf(day, l = 1 AND final = 1) AS dp, minIf(day, l = 1) AS dw,
    countIf(l = 2) AS nc, sumIf(amount, l = 2) AS ac, sumIf(settle, l = 2) AS sc, sumIf(fee, l = 2) AS fc, minIf(day, l = 2) AS dc,
    sumIf(amount, l = 2 AND day = {day:Date}) AS acd, countIf(l = 2 AND day = {day:Date}) AS ncd,
    countIf(l = 3 AND part = 'main') AS nf, countIf(part = 'other') AS unknown, sumIf(settle, l = 3) AS sf, sumIf(fee, l = 3) AS ff,
    minIf(day, l = 3) AS df,
    if(line = 'refund', -1, 1) AS sign,
    multiIf(nc > 0, dc, fp = 1, dp, df > toDate(0), df, dw) AS batch,
    multiIf(${outcomes.map(([when, outcome]) => `${when}, '${outcome}'`).join(', ')}, 'matched') AS outcome,
    sign * (ac - ap) AS gap,
    multiIf(
      outcome IN ('foreign', 'refund-abnormal', 'refund-closed', 'matched', 'matched-cross-day'), 0,
      outcome = 'duplicate-row', if(nf > 1, gap, 0),
      outcome = 'arrival-missing' OR (outcome = 'in-transit' AND nc > 0), -sign * sc,
      outcome = 'arrival-other', sign * (sf - sc),
      -- Where money moved, the fund flow decides; what a coupon paid was never to come.
      nf > 0 AND outcome IN ('platform-only', 'amount-differs'), sign * (sf - ap + ac - sc),
      gap) AS effect,
    sign * round(ac * {feeRate:Float64}) * 1000 AS expected,
    nc = 1 AND fp = 1 AND (abs(fc - expected) > 1000 OR (nf > 0 AND abs(ff - fc) > 1000)) AS wrongFee
  FROM (${lines}) GROUP BY line, key
  HAVING nc > 0 OR fp = 1 OR df > toDate(0)`;

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
      (batch = {day:Date} AND outcome NOT IN ('matched', 'matched-cross-day', 'foreign')) OR
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

/** Refunds at the channel that nobody here asked for, by orders of which more came back than was paid. */
const overs = `
  SELECT ord FROM (
    SELECT line, key, max(ord) AS ord, max(if(l = 2 AND part = 'main', amount, 0)) AS told, maxIf(amount, l = 1 AND final = 1) AS known,
      max(if(l = 1, rank, 0)) = ${rank.closed} AS isClosed
    FROM (
      SELECT 1 AS l, line, key, ord, amount, rank, final, 'main' AS part FROM ${ourTable()} FINAL WHERE ord IN {orders:Array(String)}
      UNION ALL
      SELECT ledger, line, key, ord, amount, 0, 0, part FROM ${linesTable}
      WHERE ord IN {orders:Array(String)} AND import IN (SELECT import FROM ${importsTable} FINAL))
    GROUP BY line, key)
  WHERE NOT isClosed
  GROUP BY ord HAVING sumIf(greatest(told, known), line = 'refund') > sumIf(greatest(told, known), line = 'pay')`;

/** Matches one day. Reads only; the same books answer the same. */
export const match = async (clickhouse: ClickHouseClient, asked: Asked): Promise<Matched> => {
  const ask = async <T>(query: string, query_params: Record<string, unknown>): Promise<T[]> =>
    (await clickhouse.query({ query, query_params, format: 'JSONEachRow' })).json<T>();
  const rows = await ask<Row>(sums, { ...asked });

  const all = rows.flatMap(({ line, found }) => found.map(one => groupOf(line, one)));
  const hands = all.filter(({ outcome, line }) => outcome === 'channel-only' && line === 'refund');
  const over = new Set(
    hands.length === 0
      ? []
      : (await ask<{ ord: string }>(overs, { orders: [...new Set(hands.map(({ order }) => order))] })).map(
          ({ ord }) => ord,
        ),
  );
  const judged = all.map(group =>
    group.outcome === 'channel-only' && group.line === 'refund' && over.has(group.order)
      ? { ...group, outcome: 'refund-over' as const }
      : group,
  );
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
