/** All rows that a filter shows, as a file: CSV for anything, XLSX for a spreadsheet. */
import { unitPriceInYuan } from '@yunzhen/contracts/unit-price';
import { yuanOf } from '../../words/format.ts';
import type { Column } from './column.ts';

type Value = string | number | null;

/** Titles say the unit of what is exported. */
const titleOf = ({ title, money, unitPrice }: Pick<Column<unknown>, 'title' | 'money' | 'unitPrice'>) =>
  money || unitPrice ? `${title}（元）` : title;
const heldIn = <T>({ value, money, unitPrice }: Column<T>, row: T): Value => {
  const held = value(row);
  if (typeof held !== 'number') return held;
  return money ? yuanOf(held) : unitPrice ? unitPriceInYuan(held) : held;
};

/** Text that a spreadsheet would run: also after blanks, and in the wide letters of Chinese keyboards. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;
/** A cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers of ours are numbers. */
const cell = (value: Value): string => {
  if (value === null) return '';
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * RFC 4180 with a mark for UTF-8, which spreadsheets need to read Chinese. Codes stand as they are: Excel takes `0301` for a number
 * and drops the zero, but `="0301"`, or a tab in front, would keep it for Excel alone and be wrong data for every other reader. Who
 * wants it in Excel is offered the workbook first, in which each code is a text.
 */
export const csvOf = <T>(columns: readonly Column<T>[], rows: readonly T[]): string => {
  const lines = [columns.map(titleOf), ...rows.map(row => columns.map(column => heldIn(column, row)))];
  return `\uFEFF${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`;
};

/** Text cells are text whatever they begin with: a workbook says of each cell what it is. */
export const xlsxOf = async <T>(columns: readonly Column<T>[], rows: readonly T[]): Promise<Blob> => {
  const { default: write } = await import('write-excel-file/browser');
  const header = columns.map(column => ({ value: titleOf(column), fontWeight: 'bold' as const }));
  const body = rows.map(row =>
    columns.map(column => {
      const held = heldIn(column, row);
      if (held === null) return null;
      if (typeof held === 'string') return { type: String, value: held };
      return { type: Number, value: held, ...(column.money && { format: '#,##0.00' }) };
    }),
  );
  return write([header, ...body], {
    columns: columns.map(({ numeric, money }) => ({ width: numeric || money ? 12 : 20 })),
    stickyRowsCount: 1,
  }).toBlob();
};

export const save = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The download has to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
