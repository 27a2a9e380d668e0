/** What no single number tells: things paid for twice, more given back than was paid, refunds that do not arrive. */
import { importsTable, linesTable, bookRanks as rank } from '@yunzhen/contracts/reconciliation/books';
import { ourTable } from './books.ts';
import { type Asked, refundDays } from './groups.ts';

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

/** Things that were paid for more than once, with each payment of them, the first first; of this day or tracked. */
const doubles = `
  SELECT subject, ord, min(amount) AS amount, min(at) AS since FROM ${ourTable()} FINAL
  WHERE rank = ${rank.item} AND subject IN (
    SELECT subject FROM ${ourTable()} WHERE rank = ${rank.item} AND day BETWEEN least({since:Date}, {day:Date}) - 7 AND {day:Date} + 1
    GROUP BY subject HAVING min(ord) != max(ord) AND (max(day = {day:Date}) OR max(ord IN {tracked:Array(String)})))
  GROUP BY subject, ord ORDER BY subject, since, ord`;
/** What of payments goes back, for one thing or (empty) for all of it; what the channel closed does not. */
const returning = `
  SELECT ord, max(subject) AS subject, max(amount) AS amount FROM ${ourTable()} FINAL WHERE line = 'refund' AND ord IN {orders:Array(String)}
  GROUP BY ord, key HAVING max(rank) != ${rank.closed}`;
interface Part {
  readonly subject: string;
  readonly ord: string;
  readonly amount: string;
}
/** Of each thing the payments that count beside the first. */
const laterOf = (items: readonly Part[], backs: readonly Part[]): readonly string[] => {
  const backOf = ({ ord, subject }: Part): number =>
    backs
      .filter(back => back.ord === ord && (back.subject === subject || back.subject === ''))
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  const live = items.filter(item => backOf(item) < Number(item.amount));
  return live.filter(({ subject }, at) => live[at - 1]?.subject === subject).map(({ ord }) => ord);
};

/** Of our refunds that the channel took so many days before this one, those that have not arrived. */
const processing = `
  SELECT key, min(day) AS since FROM ${ourTable()} FINAL
  WHERE line = 'refund' AND key IN (
    SELECT key FROM ${ourTable()} WHERE line = 'refund' AND final = 1 AND day = {day:Date} - ${refundDays})
  GROUP BY key HAVING max(rank) = ${rank.accepted}`;

/** Answers the rows of a query. */
export type AskBooks = <T>(query: string, values: Readonly<Record<string, unknown>>) => Promise<T[]>;

/** Of these payments those of which more came back than was paid. */
export const overRefunded = async (ask: AskBooks, orders: readonly string[]): Promise<ReadonlySet<string>> => {
  if (orders.length === 0) return new Set();
  return new Set((await ask<{ ord: string }>(overs, { orders: [...new Set(orders)] })).map(({ ord }) => ord));
};

/** Numbers of payments for what another one paid before. */
export const paidAgain = async (ask: AskBooks, asked: Pick<Asked, 'day' | 'since' | 'tracked'>) => {
  const items = await ask<Part>(doubles, { ...asked });
  const orders = items.map(({ ord }) => ord);
  return orders.length === 0 ? [] : laterOf(items, await ask<Part>(returning, { orders }));
};

/** Numbers of refunds that become late on this day, and the first day they are of. */
export const lateRefunds = async (ask: AskBooks, { day }: Pick<Asked, 'day'>) => {
  const found = await ask<{ key: string; since: string }>(processing, { day });
  const [first = day] = found.map(({ since }) => since).sort();
  return { keys: new Set(found.map(({ key }) => key)), since: first };
};
