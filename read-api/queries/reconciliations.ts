import { bookRanks, importsTable, ledgers, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { type BookLine, type bookNames, reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { differencesView, periodsView, reconciliationsView } from '@yunzhen/contracts/reconciliation/row';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { type Asking, answer, shown, type View } from '../answer.ts';
import { withBusiness } from '../book-business.ts';
import { ask } from '../figures.ts';
import { equal } from '../filters.ts';
import { pageOf } from '../paging.ts';

const unexplained = ['open', 'assigned'] as const;

/** How much of each day waits for people, by the day's id. */
const openOf = async (view: View, ids: readonly string[]) => {
  const rows = await view(differencesView)
    .find({ reconciliationId: { $in: [...ids] }, status: { $in: [...unexplained] } })
    .toArray();
  const byDay = new Map(ids.map(one => [one, { count: 0, amount: 0 }]));
  for (const { reconciliationId, effect } of rows) {
    const sum = byDay.get(reconciliationId);
    if (sum) byDay.set(reconciliationId, { count: sum.count + 1, amount: sum.amount + Math.abs(effect) });
  }
  return (id: string) => byDay.get(id) ?? { count: 0, amount: 0 };
};

export const reconciliations = answer(
  'reconciliations',
  reconciliationQueries.reconciliations,
  async ({ params: { month }, view }) => {
    const found = await view(reconciliationsView)
      .find({ day: { $gte: `${month}-01`, $lte: `${month}-31` } })
      .sort({ day: 1 })
      .toArray();
    const rows = found.map(row => shown(row));
    const open = await openOf(
      view,
      rows.map(({ reconciliationId }) => reconciliationId),
    );
    return rows.map(row => ({ ...row, open: open(row.reconciliationId) }));
  },
);

export const reconciliation = answer(
  'reconciliation',
  reconciliationQueries.reconciliation,
  async ({ params: { reconciliationId }, view }) => {
    const row = shown(await view(reconciliationsView).findOne({ _id: reconciliationId }));
    return { ...row, open: (await openOf(view, [reconciliationId]))(reconciliationId) };
  },
);

export const differences = answer('differences', reconciliationQueries.differences, async ({ params, view }) => {
  const { status, day, kind, line, ownerId, key, ...paging } = params;
  const filter = {
    ...(status === 'waiting' ? { status: { $in: unexplained } } : equal({ status })),
    ...equal({ day, kind, line, ownerId, key }),
  };
  return pageOf(view(differencesView), filter, { field: 'openedAt', direction: -1 }, paging);
});

type Asked = Pick<Asking<never>, 'clickhouse'>;
interface Where {
  /** Of the table's columns; the parameters stand beside. */
  readonly platform: string;
  readonly statement: string;
  readonly values: Readonly<Record<string, unknown>>;
}
const current = `import IN (SELECT import FROM ${importsTable} FINAL)`;
/** As an event of ours says it. */
const words = Object.entries(bookRanks)
  .map(([word, rank]) => `rank = ${rank}, '${word}'`)
  .join(', ');
const ofPlatform = (where: string) => `
  SELECT 'platform' AS book, toString(day) AS date, line, 'main' AS part, key, ord, '' AS tx, amount, 0 AS settle, 0 AS fee, CAST(NULL AS Nullable(Int64)) AS left,
    multiIf(${words}, '') AS word, formatDateTime(at, '%FT%TZ') AS told, 1 AS ours, 0 AS number
  FROM ${factTable('books')} FINAL WHERE rank > ${bookRanks.item} AND ${where}`;
const ofStatements = (where: string) => `
  SELECT if(ledger = ${ledgers.trade}, 'trade', 'fund-flow') AS book, toString(day) AS date, line, part, key, ord, tx, amount, settle, fee,
    if(ledger = ${ledgers.trade}, NULL, balance) AS left, word, formatDateTime(at, '%FT%TZ') AS told, ours, number
  FROM ${linesTable} WHERE ${current} AND ${where}`;
interface Line {
  book: (typeof bookNames)[number];
  date: string;
  line: BookLine['line'];
  part: string;
  key: string;
  ord: string;
  tx: string;
  amount: number;
  settle: number;
  fee: number;
  left: number | null;
  word: string;
  told: string;
  ours: number;
  number: number;
}
const lineOf = ({ date, ord, tx, settle, left, told, ours, ...row }: Line): BookLine => ({
  ...row,
  day: date,
  order: ord,
  transaction: tx,
  settled: settle,
  balance: left,
  at: told,
  ours: ours === 1,
});

const linesOf = async ({ clickhouse }: Asked, { platform, statement, values }: Where): Promise<BookLine[]> =>
  (
    await ask<Line>(
      clickhouse,
      `SELECT * FROM (${ofPlatform(platform)} UNION ALL ${ofStatements(statement)}) ORDER BY told, book, number`,
      values,
    )
  ).map(lineOf);

const items = `SELECT subject FROM ${factTable('books')} WHERE rank = ${bookRanks.item} AND key = {key:String}`;
/** Which rows stand beside each other: those of one number, or of every payment for the same thing. */
const whatOf = {
  none: 'false',
  key: 'key = {key:String}',
  subject: `key IN (SELECT key FROM ${factTable('books')} WHERE rank = ${bookRanks.item} AND subject IN (${items}))`,
} as const;

export const difference = answer(
  'difference',
  reconciliationQueries.difference,
  async ({ params: { differenceId }, view, clickhouse }) => {
    const row = shown(await view(differencesView).findOne({ _id: differenceId }));
    const ofOne = whatOf[row.kind === 'duplicate-payment' ? 'subject' : row.line === 'fee' ? 'none' : 'key'];
    const lines = await linesOf({ clickhouse }, { platform: ofOne, statement: ofOne, values: { key: row.key } });
    return { ...row, lines };
  },
);

export const bookLines = answer('bookLines', reconciliationQueries.bookLines, async ({ params, clickhouse }) => {
  const { book, day, to = day, business, line, part, ours, cursor, limit } = params;
  const from = Number(cursor ?? 0) || 0;
  const filter = [
    'day BETWEEN {day:Date} AND {to:Date}',
    ...(line ? ['line = {line:String}'] : []),
    ...(part && book !== 'platform' ? ['part = {part:String}'] : []),
    ...(ours !== undefined && book !== 'platform' ? ['ours = {ours:UInt8}'] : []),
  ].join(' AND ');
  const all =
    book === 'platform'
      ? ofPlatform(`${filter} AND final = 1`)
      : ofStatements(`ledger = ${ledgers[book]} AND ${filter}`);
  const found = business
    ? `SELECT * EXCEPT business FROM (${withBusiness(all, '{day:Date}', '{to:Date}')}) WHERE business = {business:String}`
    : all;
  const source = `SELECT * FROM (${found}) ORDER BY ${book === 'platform' ? 'told, key' : 'date, number'}`;
  const counted = ours === undefined ? undefined : Number(ours);
  const values = { day, to, business, line, part, ours: counted, limit: limit + 1, from };
  const rows = await ask<Line>(clickhouse, `${source} LIMIT {limit:UInt32} OFFSET {from:UInt64}`, values);
  return { rows: rows.slice(0, limit).map(lineOf), next: rows.length > limit ? `${from + limit}` : null };
});

export const periods = answer('periods', reconciliationQueries.periods, async ({ view }) =>
  (await view(periodsView).find({}).sort({ month: -1 }).toArray()).map(row => shown(row)),
);
