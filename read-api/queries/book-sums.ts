import { importsTable, ledgers, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { type BookSum, bookBusinesses, reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { answer } from '../answer.ts';
import { withBusiness } from '../book-business.ts';
import { ask, rangeOf } from '../figures.ts';

/** Payments and refunds of every book; `l` as the ledgers are numbered, 1 ours. */
const rows = `
  SELECT 1 AS l, line, key, amount, toInt64(0) AS settle, toInt64(0) AS fee, 1 AS ours FROM ${factTable('books')} FINAL
  WHERE final = 1 AND day BETWEEN {from:Date} AND {to:Date}
  UNION ALL
  SELECT ledger, line, key, amount, settle, fee, ours FROM ${linesTable}
  WHERE line IN ('pay', 'refund') AND day BETWEEN {from:Date} AND {to:Date} AND import IN (SELECT import FROM ${importsTable} FINAL)`;

const sums = `
  SELECT business,
    sumIf(amount, l = 1 AND line = 'pay') AS paid, sumIf(amount, l = 1 AND line = 'refund') AS refunded, countIf(l = 1) AS count,
    sumIf(amount, l = ${ledgers.trade} AND line = 'pay') AS channelPaid,
    sumIf(amount, l = ${ledgers.trade} AND line = 'refund') AS channelRefunded,
    toInt64(round(sumIf(fee, l = ${ledgers.trade}) / 1000)) AS fees,
    sumIf(if(line = 'pay', settle, -settle) - intDiv(fee, 1000), l = ${ledgers['fund-flow']}) AS arrived,
    channelPaid - channelRefunded - paid + refunded AS gap
  FROM (${withBusiness(rows, '{from:Date}', '{to:Date}')}) GROUP BY business`;

/** All there are in one page: as many as there are businesses. */
export const bookSums = answer('bookSums', reconciliationQueries.bookSums, async ({ params, clickhouse, now }) => {
  const { from, to } = rangeOf(params, now);
  const found = await ask<Omit<BookSum, 'channel' | 'from' | 'to'>>(clickhouse, sums, { from, to });
  const inOrder = bookBusinesses.flatMap(business => found.filter(row => row.business === business));
  return { rows: inOrder.map(row => ({ ...row, channel: 'wechat' as const, from, to })), next: null };
});
