import { expect, test } from '@jest/globals';
import { unzip } from '../../testing/unzip.ts';
import type { Column } from './column.ts';
import { csvOf, xlsxOf } from './export.ts';

interface Row {
  readonly name: string;
  readonly fen: number | null;
}
const columns: readonly Column<Row>[] = [
  { key: 'name', title: '姓名', value: row => row.name },
  { key: 'fee', title: '费用', value: row => row.fen, money: true },
];
const lines = (rows: readonly Row[]) => csvOf(columns, rows).split('\r\n');

test('CSV begins with the mark for UTF-8 and the titles; nothing is an empty cell', () => {
  expect(lines([{ name: '李*', fen: null }])).toEqual(['\uFEFF姓名,费用（元）', '李*,', '']);
});

test('a unit price is a number of yuan, to its ten-thousandth', () =>
  expect(csvOf([{ key: 'price', title: '单价', value: () => 835, unitPrice: true }], [null]).split('\r\n')).toEqual([
    '\uFEFF单价（元）',
    '0.0835',
    '',
  ]));

test('money is a number of yuan, exact to the fen', () => {
  const rows = [0, 5, 1_250, 1_990, 123_456_789].map(fen => ({ name: '李', fen }));
  expect(lines(rows).slice(1, -1)).toEqual(['李,0', '李,0.05', '李,12.5', '李,19.9', '李,1234567.89']);
});

test('commas, quotes and line breaks stay in their cell', () => {
  expect(lines([{ name: 'a,"b"\nc', fen: 1_250 }])[1]).toBe('"a,""b""\nc",12.5');
});

const dangerous = ['=1+1', '+86', '-x', '@sum', ' =1', '\t=1', '＝1+1', '＋1', '－1', '＠sum'];

test('what a spreadsheet would run as a formula is text', () => {
  expect(lines(dangerous.map(name => ({ name, fen: null }))).slice(1, -1)).toEqual(dangerous.map(name => `'${name},`));
});

test('a workbook has Chinese text, money in yuan as numbers, and no formula', async () => {
  const names = ['古丽·阿不都热合曼', '<&>"', ...dangerous];
  const blob = await xlsxOf(
    columns,
    names.map(name => ({ name, fen: 1_250 })),
  );
  const files = unzip(Buffer.from(await blob.arrayBuffer()));
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    ([, text]) => text,
  );
  const read = texts.map(text =>
    text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
  expect(read).toEqual(['姓名', '费用（元）', ...names]);
  expect(sheet.match(/<v>12\.5<\/v>/g)).toHaveLength(names.length);
  expect(sheet).not.toContain('<f>');
});
