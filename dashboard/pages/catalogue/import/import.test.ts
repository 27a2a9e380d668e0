import { expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { xlsxOf } from '../../../parts/listing/export.ts';
import { diagnosesIn, diagnosisColumns, drugsIn, NoColumns, sheetWith } from './entries.ts';
import { readCsv, readTables, Unreadable } from './read-table.ts';

const workbook = async (titles: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => {
  const columns = titles.map((title, index) => ({
    key: title,
    title,
    value: (row: readonly (string | number | null)[]) => row[index] ?? null,
  }));
  return new File([await xlsxOf(columns, rows)], 'test.xlsx');
};

test('a workbook is read as text: codes keep their zeros, numbers their digits, empty cells their place', async () => {
  const [rows] = await readTables(
    await workbook(
      ['代码', '名称', '价'],
      [
        ['0301', '<甲> & "乙"', 12.5],
        ['0302', null, 3],
      ],
    ),
  );
  expect(rows).toEqual([
    ['代码', '名称', '价'],
    ['0301', '<甲> & "乙"', '12.5'],
    ['0302', '', '3'],
  ]);
});

test('CSV is read as Chinese spreadsheets write it, quotes and line breaks too', async () => {
  const csv = Buffer.from([0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a]);
  expect(await readTables(new File([csv], 'test.csv'))).toEqual([[['代码', '名称'], ['']]]);
  const wide = Buffer.from('\ufeff代码;名称\n0301;甲,乙', 'utf16le');
  expect(await readTables(new File([wide], 'test.csv'))).toEqual([
    [
      ['代码', '名称'],
      ['0301', '甲,乙'],
    ],
  ]);
  expect(readCsv('a,"b ""c"",\nd"\n0301,')).toEqual([
    ['a', 'b "c",\nd'],
    ['0301', ''],
  ]);
});

/** What a spreadsheet writes: rows without cells are left out, days are numbers with a style. */
const handmade = (rows: string) =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });

test('a row keeps its number, a cell its column and its letters, a day is a day', async () => {
  const text = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const rows = `<row r="2">${text('B2', ' 甲&amp;乙')}</row><row r="4"><c r="A4" s="1"><v>46357</v></c></row>`;
  const [table] = await readTables(new File([handmade(rows)], 'gap.xlsx'));
  expect(table?.map(row => row.map(cell => cell.trim()))).toEqual([
    ['', ''],
    ['', '甲&乙'],
    ['', ''],
    ['2026-12-01', ''],
  ]);
});

test('a workbook that would unpack to gigabytes is not unpacked', async () => {
  const bytes = Buffer.from(handmade('<row r="1"/>'));
  const entry = bytes.indexOf(Buffer.from('PK\x01\x02'));
  bytes.writeUInt32LE(0x7fff_ffff, entry + 24);
  await expect(readTables(new File([bytes], 'bomb.xlsx'))).rejects.toThrow('too large');
});

test('a badly quoted CSV is refused: what follows would be taken for something else', () => {
  for (const text of ['a,"b"c,d', 'a,"b\nc,d']) expect(() => readCsv(text)).toThrow(Unreadable);
});

test('of several sheets the one with the columns is read; a second line of a merged head is none of its rows', () => {
  const cover = [['某医院诊断目录'], ['2026 版']];
  const sheet = [
    ['诊断编码', '诊断名称', '备注'],
    ['', '', '（内部）'],
    ['A00.000', '霍乱', ''],
  ];
  expect(sheetWith([cover, sheet], diagnosisColumns)).toBe(sheet);
  expect(sheetWith([cover], diagnosisColumns)).toBe(cover);
  expect(diagnosesIn(sheet, false)).toMatchObject({ entries: [{ row: 3 }], wrong: [] });
});

test('what is no table says so', async () => {
  await expect(readTables(new File([Buffer.from('PK no zip')], 'test.xlsx'))).rejects.toThrow(Unreadable);
  expect(() => diagnosesIn([['甲', '乙']], false)).toThrow(NoColumns);
  expect(() => diagnosesIn([], false)).toThrow(NoColumns);
});

const titles = ['药品名称', '医保代码', '类别', '剂型', '规格', '生产厂家', '单位', '单价'];
const good = ['试验片', 'xt000001', '西药', '片剂', '0.5g*20片', '天津药业', '盒', '¥1,012.50'];

test('[O2.5] a drug in a workbook is an entry, in fen; a row that is none says why, by its number', () => {
  const { entries, wrong } = drugsIn([
    ['某医院药品目录'],
    titles,
    good,
    [],
    good.with(1, 'XT000001'),
    good.with(1, 'XT-2'),
    good.with(2, '药').with(1, 'XT000003'),
    good.with(7, '面议').with(1, 'XT000004'),
    good.with(0, ' ').with(1, 'XT000005'),
    good.with(6, '一二三四五六七').with(1, 'XT000006'),
  ]);
  expect(entries).toEqual([
    {
      row: 3,
      entry: {
        code: 'XT000001',
        name: '试验片',
        kind: 'western',
        control: 'none',
        form: '片剂',
        specification: '0.5g*20片',
        maker: '天津药业',
        unit: '盒',
        unitPrice: 10_125_000,
      },
    },
  ]);
  expect(wrong).toEqual([
    { row: 5, why: '代码与第 3 行相同' },
    { row: 6, why: '医保代码“XT-2”应为 6 到 23 位字母和数字' },
    { row: 7, why: '类别“药”应为西药、中成药、饮片' },
    { row: 8, why: '单价“面议”应为金额，最多四位小数' },
    { row: 9, why: '没有名称' },
    { row: 10, why: '单位太长，最多 6 字' },
  ]);
});

test('[O2.5] columns of the package insert are read where a table has them', () => {
  const head = ['药品名称', '医保代码', '剂型', '规格', '厂家', '单位', '单价', '每次最多', '最小年龄', '适应证'];
  const row = ['试验片', 'XT000001', '片剂', '0.5g*20片', '天津药业', '盒', '1.5'];
  const { entries, wrong } = drugsIn([
    head,
    [...row, '2', '18', 'I10、I11'],
    [...row.with(1, 'XT000002'), '半片', '', ''],
  ]);
  expect(entries.map(({ entry }) => entry)).toEqual([
    expect.objectContaining({ code: 'XT000001', mostAtOnce: 2, leastAge: 18, indications: ['I10', 'I11'] }),
  ]);
  expect(wrong).toEqual([{ row: 3, why: '每次最多不对，留空或按模板填写' }]);
});

test('[O2.4] a diagnosis belongs to the catalogue that was chosen; of traditional ones the code says which', () => {
  const head = ['疾病诊断编码', '疾病诊断名称'];
  expect(diagnosesIn([head, ['A00.000', '霍乱']], false).entries).toEqual([
    { row: 2, entry: { code: 'A00.000', name: '霍乱', system: 'icd10' } },
  ]);
  const { entries, wrong } = diagnosesIn([head, ['A01.01', '感冒'], ['B02.08', '热毒证'], ['C1', '无']], true);
  expect(entries.map(({ entry }) => entry.system)).toEqual(['tcm-disease', 'tcm-syndrome']);
  expect(wrong).toEqual([{ row: 4, why: '代码“C1”应以 A（病名）或 B（证候）开头' }]);
});
