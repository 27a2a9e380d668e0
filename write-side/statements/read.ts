/** Reads a statement of any form as a stream: each row once, and at the end whether its summary agrees. */
import { StatementBroken } from './broken.ts';
import { linesOf, type Source } from './bytes.ts';
import { unitsOf } from './decimal.ts';
import { cellsOf, type Form, type Own } from './form.ts';

/** Days `YYYY-MM-DD` that a file may speak of, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A row's cells; a comma within a value is no end, because each cell begins with a backtick. */
const texts = (line: string): readonly string[] => line.slice(1).split(',`');
/** The header's names are plain in some files and marked in others. */
const names = (line: string): readonly string[] => line.split(',').map(name => name.replace(/^`/, '').trim());

const sumsOf = <R>(sums: Form<R & { readonly day: string }>['sums']) =>
  new Map(Object.entries(sums).map(([name, sum]) => [name, { ...sum, total: 0 }]));

/** Throws StatementBroken `summary` when a sum differs or one that must be there is not. */
const compare = (
  header: readonly string[],
  cells: readonly string[],
  sums: ReturnType<typeof sumsOf>,
  needed: Form['summed'],
  line: number,
): void => {
  if (header.length !== cells.length) throw new StatementBroken('columns', line);
  for (const names of needed)
    if (!names.some(name => header.includes(name))) throw new StatementBroken('header', line - 1, names[0]);
  for (const [index, name] of header.entries()) {
    const sum = sums.get(name);
    if (!sum) continue;
    const said = unitsOf(cells[index] ?? '');
    if (said === null) throw new StatementBroken('amount', line, name);
    if (said !== (sum.counts ? sum.total * 100_000 : sum.total)) throw new StatementBroken('summary', line, name);
  }
};

/**
 * Rows with the line each stands on, as many at a time as a chunk has.
 * Nothing may be made of them before the end is reached: StatementBroken may come with the last line.
 */
export async function* rowsOf<R extends { readonly day: string }, C extends Form['columns']>(
  of: Form<R, C>,
  source: Source,
  own: Own,
  days: Days,
): AsyncIterable<readonly (R & { readonly line: number })[]> {
  const sums = sumsOf<R>(of.sums as never);
  const inOrder = of.chain?.() ?? (() => true);
  let number = 0;
  let width = 0;
  let cells: ReturnType<typeof cellsOf<C>> | undefined;
  let summary: readonly string[] | undefined;
  let over = false;

  const rowOf = (line: string): R & { readonly line: number } => {
    const found = texts(line);
    if (!cells || found.length !== width) throw new StatementBroken('columns', number);
    const row = of.row(cells(found, number), own, number);
    if (row.day < days.from || row.day > days.to) throw new StatementBroken('day', number);
    if (!inOrder(row)) throw new StatementBroken('balance', number);
    for (const sum of sums.values()) sum.total += sum.of(row as never);
    return { ...row, line: number };
  };

  for await (const lines of linesOf(source)) {
    const rows: (R & { readonly line: number })[] = [];
    for (const line of lines) {
      number++;
      if (over) {
        if (line !== '') throw new StatementBroken('after-summary', number);
      } else if (!cells) {
        const header = names(line);
        width = header.length;
        cells = cellsOf(of.columns, header);
      } else if (summary) {
        if (!line.startsWith('`')) throw new StatementBroken('columns', number);
        compare(summary, texts(line), sums as never, of.summed, number);
        over = true;
      } else if (line.startsWith('`')) rows.push(rowOf(line));
      else summary = names(line);
    }
    if (rows.length > 0) yield rows;
  }
  if (!over) throw new StatementBroken('summary', number);
}
