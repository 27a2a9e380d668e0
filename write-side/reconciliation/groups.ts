/** All lines of one number in one group, and which outcome they are: a query of parameters `day`, `asOf`, `since`, `tracked`, `doubled`, `feeRate`. */
import { importsTable, linesTable, bookRanks as rank } from '@yunzhen/contracts/reconciliation/books';
import { type Outcome, settled } from '@yunzhen/contracts/reconciliation/kinds';
import { ourTable } from './books.ts';

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

const windowed = (column: string) =>
  `(${column} BETWEEN {day:Date} - 1 AND {day:Date} + 1 OR (${column} >= {since:Date} AND key IN {tracked:Array(String)}))`;

/** Our rows and those of the current imports under the same columns; `l` 1: ours, 2: trade statement, 3: fund flow. */
const lines = `
  SELECT toUInt8(1) AS l, line, key, ord, amount, toInt64(0) AS settle, toInt64(0) AS fee, rank, final, day, toUInt8(1) AS ours,
    toLowCardinality('main') AS part, declined
  FROM ${ourTable()} FINAL WHERE rank > ${rank.item} AND ${windowed('day')}
  UNION ALL
  SELECT ledger, line, key, ord, amount, settle, fee, toUInt8(0), toUInt8(0), day, ours, part, toUInt8(0)
  FROM ${linesTable} WHERE import IN (SELECT import FROM ${importsTable} FINAL) AND ${windowed('day')}`;

/** A refund that has not arrived after so many days is looked into: cards take up to three working days. */
export const refundDays = 7;
const isLate = (accepted: string) => `line = 'refund' AND dateDiff('day', ${accepted}, {asOf:Date}) >= ${refundDays}`;

const inTransit = "dateDiff('day', if(nc > 0, dc, dp), {asOf:Date}) < 2";
export const quoted = (words: readonly Outcome[]) => words.map(word => `'${word}'`).join(', ');
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
  ["line = 'pay' AND key IN {doubled:Array(String)}", 'duplicate-payment'],
  ['nc > 0 AND ac != ap', 'amount-differs'],
  [`nc = 0 AND fp = 1 AND ${inTransit}`, 'in-transit'],
  ['nc = 0 AND fp = 1', 'platform-only'],
  ['nc = 0', 'arrival-other'],
  [`nf = 0 AND ${inTransit}`, 'in-transit'],
  ['nf = 0', 'arrival-missing'],
  ['sf != sc', 'arrival-other'],
  // On its own day it is as under way as any other.
  [`rp = ${rank.accepted} AND batch != {day:Date} AND ${isLate('dc')}`, 'refund-processing'],
  ['dp != dc', 'matched-cross-day'],
  ['isDeclined = 1', 'declined'],
];

/** Of each number one row: what the books have of it, what that is, and how much more is outside. */
export const groups = `
  SELECT line, key, anyIf(ord, ord != '') AS ord, max(ours) AS isOurs,
    countIf(l = 1) AS np, maxIf(final, l = 1) AS fp, maxIf(rank, l = 1) AS rp, max(declined) AS isDeclined, maxIf(amount, l = 1 AND final = 1) AS ap,
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
      outcome IN (${quoted(['refund-abnormal', 'refund-closed', 'duplicate-payment', 'refund-processing', ...settled])}), 0,
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
