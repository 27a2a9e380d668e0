/** Which business a number of the books is of: from what its payment paid for, and for a refund from what it was asked for. */
import { bookRanks, ledgers, linesTable } from '@yunzhen/contracts/reconciliation/books';
import type { bookBusinesses } from '@yunzhen/contracts/reconciliation/queries';
import { factTable } from '@yunzhen/contracts/statistics/facts';

type Known = Extract<(typeof bookBusinesses)[number], 'several' | 'foreign' | 'unknown'>;
const [several, foreign, unknown] = ['several', 'foreign', 'unknown'] as const satisfies readonly Known[];

/** A payment is made known a little before its day in a statement, and a refund names its business itself but where all goes back. */
const near = (from: string, to: string) => `day BETWEEN ${from} - 31 AND ${to} + 1`;

/** `key` and `business` of ours around days that are given as SQL. */
const businessOf = (from: string, to: string): string => {
  const paid = `
    SELECT ord, if(min(business) = max(business), min(business), '${several}') AS business FROM ${factTable('books')} FINAL
    WHERE rank = ${bookRanks.item} AND ${near(from, to)} GROUP BY ord`;
  // Of a refund that was made by hand at the channel only the trade statement knows the order.
  const refunds = `
    SELECT key, ord, business FROM ${factTable('books')} FINAL WHERE line = 'refund' AND ${near(from, to)}
    UNION ALL
    SELECT key, ord, '' FROM ${linesTable} WHERE ledger = ${ledgers.trade} AND line = 'refund' AND ours = 1 AND ${near(from, to)}`;
  return `
    SELECT ord AS key, business FROM (${paid})
    UNION ALL
    SELECT r.key AS key, multiIf(r.business != '', r.business, p.business != '', p.business, '${unknown}') AS business
    FROM (SELECT key, any(ord) AS ord, max(business) AS business FROM (${refunds}) GROUP BY key) AS r
    LEFT JOIN (${paid}) AS p ON r.ord = p.ord`;
};

/** Rows (with `key` and `ours`) with their `business`. */
export const withBusiness = (rows: string, from: string, to: string): string => `
  SELECT l.* EXCEPT business, multiIf(b.business != '', b.business, l.ours = 0, '${foreign}', '${unknown}') AS business
  FROM (SELECT *, '' AS business FROM (${rows})) AS l LEFT JOIN (${businessOf(from, to)}) AS b ON l.key = b.key`;
