/** A kind of statement as data: its columns by their names, how a row is made of them, and what its summary must add up to. */
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import type { StatementFault } from '@yunzhen/contracts/reconciliation/statement';
import { StatementBroken } from './broken.ts';
import { fenOf, unitsOf } from './decimal.ts';

/** Text of a cell to its value; null: it cannot be one. */
interface Reader<T> {
  readonly fault: StatementFault;
  readonly read: (text: string) => T | null;
}
export interface Column<T> extends Reader<T> {
  /** Headers it stands under; the first that a file has is taken. */
  readonly names: readonly string[];
  /** What a file without the column means; absent: such a file is refused. */
  readonly without?: T;
}
const of =
  <T>(fault: StatementFault, read: Reader<T>['read']) =>
  (names: string | readonly string[], without?: T): Column<T> => ({
    names: [names].flat(),
    fault,
    read,
    ...(without !== undefined && { without }),
  });

const shape = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

export interface ChinaTime {
  /** ISO, UTC. */
  readonly at: string;
  readonly day: string;
}
/** Epoch milliseconds of a day's begin; NaN for a day that does not exist: some engines roll it over. */
const beginOf = (day: string): number => {
  const begin = Date.parse(chinaDay(day).start);
  return chinaDayOf(new Date(begin)) === day ? begin : Number.NaN;
};
/** Of a day of Asia/Shanghai, each of its hours in UTC as ISO begins with it; empty for a day that does not exist. */
const hoursOf = (day: string): readonly string[] => {
  const begin = Number.isNaN(Date.parse(day)) ? Number.NaN : beginOf(day);
  if (Number.isNaN(begin)) return [];
  return Array.from({ length: 24 }, (_, hour) => new Date(begin + hour * 3_600_000).toISOString().slice(0, 13));
};
/** Remembers the day before: a million rows are of few days, and dates cost more than all else of a row. */
const timeReader = () => {
  let known: { readonly day: string; readonly hours: readonly string[] } = { day: '', hours: [] };
  return (text: string): ChinaTime | null => {
    const [, day, hour] = shape.exec(text) ?? [];
    if (day === undefined) return null;
    if (known.day !== day) known = { day, hours: hoursOf(day) };
    const begins = known.hours[Number(hour)];
    return begins === undefined ? null : { at: `${begins}${text.slice(13)}.000Z`, day };
  };
};

export const column = {
  text: of('text', text => text),
  /** One of these words and no other. */
  word: <const W extends string>(fault: StatementFault, words: readonly W[]) =>
    of<W>(fault, text => words.find(word => word === text) ?? null),
  fen: of('amount', fenOf),
  /** In units of 0.00001 yuan. */
  units: of('amount', unitsOf),
  time: of('time', timeReader()),
} as const;

type Columns = Readonly<Record<string, Column<unknown>>>;
export type Cells<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** Whose statement it must be. */
export interface Own {
  readonly mchId: string;
  readonly appId: string;
  /** Whether a number is of the shape we give. */
  readonly isOurs: (number: string) => boolean;
}
export interface Form<R extends { readonly day: string } = { readonly day: string }, C extends Columns = Columns> {
  readonly columns: C;
  /** May refuse what no single cell tells. */
  readonly row: (cells: Cells<C>, own: Own, line: number) => R;
  /** By header of the summary: what a row adds to it, in units of 0.00001 yuan, or 1 where rows are counted. */
  readonly sums: Readonly<Record<string, { readonly counts: boolean; readonly of: (row: R) => number }>>;
  /** Of each list, one must stand in the summary. */
  readonly summed: readonly (readonly string[])[];
  /** Called on each row in the order of the file; answers what is wrong with the order. */
  readonly chain?: () => (row: R) => boolean;
}
export const form = <R extends { readonly day: string }, const C extends Columns>(declared: Form<R, C>): Form<R, C> =>
  declared;

export const counted = <R>(when: (row: R) => boolean = () => true) => ({
  counts: true,
  of: (row: R) => (when(row) ? 1 : 0),
});
export const summed = <R>(units: (row: R) => number) => ({ counts: false, of: units });

/** Cells of one row by where the file's header has them. Throws StatementBroken `header` when a column is missing or stands twice. */
export const cellsOf = <C extends Columns>(columns: C, header: readonly string[]) => {
  const places = Object.entries<Column<unknown>>(columns).map(([field, declared]) => {
    const name = declared.names.find(one => header.includes(one));
    if (name === undefined && declared.without === undefined) throw new StatementBroken('header', 1, declared.names[0]);
    if (name !== undefined && header.indexOf(name) !== header.lastIndexOf(name))
      throw new StatementBroken('header', 1, name);
    return { field, name: name ?? '', at: name === undefined ? -1 : header.indexOf(name), ...declared };
  });
  return (texts: readonly string[], line: number): Cells<C> => {
    const cells: Record<string, unknown> = {};
    for (const { field, name, at, read, without, fault } of places) {
      const text = texts[at];
      const value = text === undefined ? without : read(text);
      if (value === null || value === undefined) throw new StatementBroken(fault, line, name);
      cells[field] = value;
    }
    return cells as Cells<C>;
  };
};
