/** What may be wrong with a bill: rows that lie, for as long as the bill is told, and files that are broken so many times and then are not. */
import { z } from 'zod';
import { legacyNames, notInLegacy } from './columns.ts';
import type { Table } from './table.ts';

export const rowFaults = ['missing', 'duplicate', 'amount', 'fee', 'state', 'shift', 'strange', 'chain'] as const;
/** `creating`, `absent`, `gone`: there is no file; the others are in the file, or in what is said of it. */
export const fileFaults = [
  'creating',
  'absent',
  'gone',
  'hash',
  'gzip',
  'cut',
  'summary',
  'another-day',
  'legacy',
  'reordered',
  'extra-column',
  'unix-lines',
  'no-last-line-end',
  'row-cut',
] as const;
export type FileFault = (typeof fileFaults)[number];

const bill = z.enum(['trade', 'fund-flow']);
/**
 * `number`: the order or refund it lies about, 业务凭证号 in the fund flow (there `state` names one 业务类型 of it). `delta`: fen, or days
 * for `shift`. `strange`: a row more, at a time, of so many fen, `foreign` or of our shape. `chain`: of a day's fund flow, in `number`.
 */
export const rowFaultShape = z.strictObject({
  bill: bill.default('trade'),
  kind: z.enum(rowFaults),
  number: z.string().min(1).max(64),
  delta: z.int().default(1),
  state: z.string().max(20).default(''),
  at: z.number().optional(),
  foreign: z.boolean().default(false),
});
export const fileFaultShape = z.strictObject({
  bill: bill.default('trade'),
  kind: z.enum(fileFaults),
  day: z.iso.date(),
  times: z.int().positive().default(1),
});

/** The same bill with other columns or sums. */
export const reshaped = (table: Table, fault: FileFault | undefined): Table => {
  const { columns, sums } = table;
  switch (fault) {
    case 'summary': {
      const [count = ''] = columns.sums;
      return { ...table, sums: { ...sums, [count]: Number(sums[count]) + 1 } };
    }
    case 'reordered':
      return { ...table, columns: { ...columns, rows: [...columns.rows].reverse() } };
    case 'extra-column':
      return { ...table, columns: { ...columns, rows: [...columns.rows, '新增的列'] } };
    case 'legacy': {
      const renamed = (names: readonly string[]) => names.filter(name => !notInLegacy.has(name));
      const cellsOf = (cells: Table['sums']) => ({
        ...cells,
        ...Object.fromEntries(Object.entries(legacyNames).map(([today, then]) => [then, cells[today] ?? ''])),
      });
      const old = (names: readonly string[]) => renamed(names).map(name => legacyNames[name] ?? name);
      return {
        columns: { rows: old(columns.rows), sums: old(columns.sums) },
        rows: table.rows.map(cellsOf),
        sums: cellsOf(sums),
      };
    }
    default:
      return table;
  }
};

/** The same text, written otherwise or broken off. */
export const rewritten = (text: string, fault: FileFault | undefined): string => {
  switch (fault) {
    case 'cut':
      return text.slice(0, Math.floor(text.length / 2));
    case 'row-cut':
      return text.replace(/\r\n(`[^\r]*?),`[^,\r]*\r\n/, '\r\n$1\r\n');
    case 'unix-lines':
      return text.replaceAll('\r\n', '\n');
    case 'no-last-line-end':
      return text.replace(/\r\n$/, '');
    default:
      return text;
  }
};
