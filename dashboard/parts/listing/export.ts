/** All rows that a filter shows, as a file: CSV for anything, XLSX for a spreadsheet. */
import type { Column } from './column.ts';

type Value = string | number | null;

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers of ours are numbers. */
const cell = (value: Value): string => {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 with a mark for UTF-8, which spreadsheets need to read Chinese. */
export const csvOf = <T>(columns: readonly Column<T>[], rows: readonly T[]): string => {
  const lines = [columns.map(({ title }) => title), ...rows.map(row => columns.map(({ value }) => value(row)))];
  return `\uFEFF${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`;
};

export const xlsxOf = async <T>(columns: readonly Column<T>[], rows: readonly T[]): Promise<Blob> => {
  const { default: write } = await import('write-excel-file/browser');
  const header = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const body = rows.map(row =>
    columns.map(({ value }) => {
      const held = value(row);
      return held === null
        ? null
        : typeof held === 'number'
          ? { type: Number, value: held }
          : { type: String, value: held };
    }),
  );
  return write([header, ...body], {
    columns: columns.map(({ numeric }) => ({ width: numeric ? 12 : 20 })),
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
