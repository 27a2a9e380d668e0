/** Puts a statement into the books in ClickHouse: all of it or nothing, and for each of its days in place of what stood there. */
import type { ClickHouseClient } from '@clickhouse/client';
import { importsTable, ledgers, linesTable } from '@yunzhen/contracts/reconciliation/books';
import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import { StatementBroken } from '../statements/broken.ts';
import { hashed, type Source } from '../statements/bytes.ts';
import type { Own } from '../statements/form.ts';
import { type FlowRow, fundFlow } from '../statements/fund-flow.ts';
import { type Days, rowsOf } from '../statements/read.ts';
import { type TradeRow, trade } from '../statements/trade.ts';
import { flowLine, lineColumns, tradeLine } from './books.ts';
import { type FlowTotals, flowTotals, type TradeTotals, tradeTotals } from './totals.ts';

/** Rows in one insert. */
const batchSize = 20_000;

export interface Importing {
  readonly clickhouse: ClickHouseClient;
  readonly source: Source;
  /** SHA-1 the channel announced. */
  readonly sha1?: string;
  readonly own: Own;
  /** Those the file may speak of. */
  readonly days: Days;
  /** The one that is taken of them, where it is not all. */
  readonly only?: string | undefined;
  readonly newId: () => string;
  /** Rises with every import of a day; the highest is the one that counts. */
  readonly version: number;
  /** Balance of the account before the first movement, where it is known. */
  readonly opening?: number | null;
  /** Told of how many rows are read. */
  readonly progress?: (rows: number) => void;
}
export interface Imported<T> {
  readonly importId: string;
  readonly day: string;
  readonly sha256: string;
  readonly rows: number;
  readonly totals: T;
}

const daysOf = ({ from, to }: Days): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

/** Throws StatementBroken, after which nothing of the file counts. */
const importAs = async <R extends { readonly day: string; readonly line: number }, T>(
  { clickhouse, days, only, newId, version, progress, source, sha1 }: Importing,
  statement: Statement,
  rowsIn: (source: Source) => AsyncIterable<readonly R[]>,
  lineOf: (row: R, importId: string) => readonly (string | number)[],
  totals: { readonly none: () => T; readonly add: (to: T, row: R) => T },
  /** Throws StatementBroken for what only the whole file tells. */
  check: (imported: readonly { readonly rows: number; readonly totals: T }[]) => void = () => undefined,
): Promise<readonly Imported<T>[]> => {
  const { bytes, done } = hashed(source, sha1);
  const taken = only === undefined ? daysOf(days) : [only];
  const byDay = new Map(taken.map(day => [day, { day, importId: newId(), rows: 0, totals: totals.none() }]));
  let waiting: (readonly (string | number)[])[] = [];
  let read = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const values = waiting;
    waiting = [];
    await clickhouse.insert({
      table: linesTable,
      columns: [...lineColumns] as [string, ...string[]],
      values,
      format: 'JSONCompactEachRow',
    });
    progress?.(read);
  };
  for await (const rows of rowsIn(bytes)) {
    for (const row of rows) {
      const of = byDay.get(row.day);
      if (!of) continue;
      of.rows++;
      of.totals = totals.add(of.totals, row);
      waiting.push(lineOf(row, of.importId));
    }
    read += rows.length;
    if (waiting.length >= batchSize) await flush();
  }
  const { sha256 } = done();
  check([...byDay.values()]);
  await flush();
  const imported = [...byDay.values()].map(one => ({ ...one, sha256 }));
  // Lines count from here on: until now no reader saw any of them.
  await clickhouse.insert({
    table: importsTable,
    values: imported.map(({ day, importId }) => ({ ledger: ledgers[statement], day, import: importId, version })),
    format: 'JSONEachRow',
  });
  return imported;
};

export const importTrade = (importing: Importing): Promise<readonly Imported<TradeTotals>[]> =>
  importAs<TradeRow & { readonly line: number }, TradeTotals>(
    importing,
    'trade',
    source => rowsOf(trade, source, importing.own, importing.days),
    tradeLine,
    tradeTotals,
  );

/** Throws StatementBroken `balance` when it does not go on from the opening balance that is known. */
export const importFlow = (importing: Importing): Promise<readonly Imported<FlowTotals>[]> =>
  importAs<FlowRow & { readonly line: number }, FlowTotals>(
    importing,
    'fund-flow',
    source => rowsOf(fundFlow, source, importing.own, importing.days),
    flowLine,
    flowTotals,
    imported => {
      const first = imported.find(({ rows }) => rows > 0);
      if (first && (importing.opening ?? first.totals.opening) !== first.totals.opening)
        throw new StatementBroken('balance', 2);
    },
  );
