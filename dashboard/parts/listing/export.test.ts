import { expect, test } from '@jest/globals';
import type { Column } from './column.ts';
import { csvOf } from './export.ts';

interface Row {
  readonly name: string;
  readonly yuan: number | null;
}
const columns: readonly Column<Row>[] = [
  { key: 'name', title: '姓名', value: row => row.name },
  { key: 'yuan', title: '金额', value: row => row.yuan, numeric: true },
];
const lines = (rows: readonly Row[]) => csvOf(columns, rows).split('\r\n');

test('CSV begins with the mark for UTF-8 and the titles; nothing is an empty cell', () => {
  expect(lines([{ name: '李*', yuan: null }])).toEqual(['\uFEFF姓名,金额', '李*,', '']);
});

test('commas, quotes and line breaks stay in their cell', () => {
  expect(csvOf(columns, [{ name: 'a,"b"\nc', yuan: 12.5 }])).toBe('\uFEFF姓名,金额\r\n"a,""b""\nc",12.5\r\n');
});

test('what a spreadsheet would run as a formula is text; a negative number is a number', () => {
  const typed = ['=1+1', '+86', '-x', '@sum'].map(name => ({ name, yuan: -3 }));
  expect(lines(typed).slice(1, -1)).toEqual(["'=1+1,-3", "'+86,-3", "'-x,-3", "'@sum,-3"]);
});
