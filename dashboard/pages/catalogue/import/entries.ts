/** What the rows of a table say: entries of a catalogue, and rows that are none, each with its number and why. */
import { formOf } from '@yunzhen/client/form/form';
import { inputOf } from '@yunzhen/client/form/typed';
import { type Diagnosed, diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { drug, insert } from '@yunzhen/contracts/catalogue/drug';
import { drugCode, packed, packedAmount } from '@yunzhen/contracts/numbers';
import { unitPriceOf } from '@yunzhen/contracts/unit-price';
import { z } from 'zod';
import { drugControlWords, drugKindWords } from '../../../words/states.ts';

const drugShape = z.object(drug.commands.list.input);
const drugFields = formOf(drug, 'list').fields;
export type DrugEntry = z.output<typeof drugShape>;

/** Columns by the names they go by, the first of which is ours. */
type Columns = Readonly<Record<string, readonly [title: string, ...others: string[]]>>;
export interface Wrong {
  /** As the spreadsheet counts. */
  readonly row: number;
  readonly why: string;
}
export interface Entries<T> {
  readonly entries: readonly { readonly row: number; readonly entry: T }[];
  readonly wrong: readonly Wrong[];
}

/** The table has no such columns: nothing of it can be taken. */
export class NoColumns extends Error {
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(missing.join('、'));
    this.missing = missing;
  }
}

export const drugColumns = {
  name: ['名称', '药品名称', '通用名'],
  code: ['医保代码', '国家医保代码', '医保编码', '代码'],
  kind: ['类别', '药品类别'],
  control: ['管理', '管理类别'],
  form: ['剂型'],
  specification: ['规格'],
  maker: ['厂家', '生产厂家', '生产企业'],
  unit: ['单位'],
  unitPrice: ['单价（元）', '单价(元)', '单价', '价格'],
  mostAtOnce: ['每次最多', '最大单次量'],
  mostPerDay: ['每日最多', '最大日量'],
  leastAge: ['最小年龄'],
  daysApart: ['最少间隔天数'],
  ingredients: ['有效成分'],
  group: ['药理分类'],
  indications: ['适应证', '适应证代码'],
} as const satisfies Columns;
/** Of the package insert: what is typed in a cell becomes what the form of the command would send. */
const inserted = Object.keys(insert) as (keyof typeof insert)[];
const optional = new Set(['kind', 'control', ...inserted]);
export const diagnosisColumns = {
  code: ['代码', '诊断编码', '疾病诊断编码', '诊断代码', '编码'],
  name: ['名称', '诊断名称', '疾病诊断名称'],
} as const satisfies Columns;

/** The sheet with these columns, or the first: a cover may stand before it. */
export const sheetWith = (
  tables: readonly (readonly (readonly string[])[])[],
  columns: Columns,
): readonly (readonly string[])[] => {
  const fits = (rows: readonly (readonly string[])[]) =>
    rows.slice(0, 10).some(row => missingIn(row, columns).length === 0);
  return tables.find(fits) ?? tables[0] ?? [];
};

const missingIn = (row: readonly string[], columns: Columns): string[] =>
  Object.entries(columns).flatMap(([key, names]) =>
    optional.has(key) || row.some(cell => names.includes(cell.trim())) ? [] : [key],
  );

/** Where the columns are: in the first ten rows, above which a title may stand. */
const headOf = (rows: readonly (readonly string[])[], columns: Columns) => {
  const heads = rows.slice(0, 10).map((row, index) => {
    const at = Object.fromEntries(
      Object.entries(columns).map(([key, names]) => [key, row.findIndex(cell => names.includes(cell.trim()))]),
    );
    return { index, at, missing: missingIn(row, columns) };
  });
  const [best] = heads.toSorted((one, other) => one.missing.length - other.missing.length);
  if (!best || best.missing.length > 0)
    throw new NoColumns((best?.missing ?? Object.keys(columns)).map(key => columns[key]?.[0] ?? key));
  return best;
};

const entriesIn = <T extends { readonly code: string }>(
  rows: readonly (readonly string[])[],
  columns: Columns,
  read: (cell: (key: string) => string) => T | string,
): Entries<T> => {
  const { index: head, at } = headOf(rows, columns);
  const entries: { row: number; entry: T }[] = [];
  const wrong: Wrong[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    if (index <= head || cells.every(cell => cell.trim() === '')) continue;
    // The second line of a head whose cells are merged: it says more of some columns, and nothing under code and name.
    if (index === head + 1 && ['code', 'name'].every(key => !cells[at[key] ?? -1]?.trim())) continue;
    const row = index + 1;
    const entry = read(key => cells[at[key] ?? -1]?.trim() ?? '');
    if (typeof entry === 'string') wrong.push({ row, why: entry });
    else if (seen.has(entry.code)) wrong.push({ row, why: `代码与第 ${seen.get(entry.code)} 行相同` });
    else {
      seen.set(entry.code, row);
      entries.push({ row, entry });
    }
  }
  return { entries, wrong };
};

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, word: string): K | undefined =>
  (Object.keys(words) as K[]).find(key => words[key] === word);

export const drugsIn = (rows: readonly (readonly string[])[]): Entries<DrugEntry> =>
  entriesIn(rows, drugColumns, cell => {
    const kind = cell('kind') === '' ? 'western' : keyOf(drugKindWords, cell('kind'));
    if (!kind) return `类别“${cell('kind')}”应为${Object.values(drugKindWords).join('、')}`;
    const control = cell('control') === '' ? 'none' : keyOf(drugControlWords, cell('control'));
    if (!control) return `管理“${cell('control')}”应为${Object.values(drugControlWords).join('、')}`;
    const unitPrice = unitPriceOf(packedAmount(cell('unitPrice')));
    if (unitPrice === null) return `单价“${cell('unitPrice')}”应为金额，最多四位小数`;
    const code = packed(cell('code'));
    if (!drugCode.safeParse(code).success) return `医保代码“${code}”应为 6 到 23 位字母和数字`;
    const texts = ['name', 'form', 'specification', 'maker', 'unit'] as const;
    const [name, form, specification, maker, unit] = texts.map(cell) as [string, string, string, string, string];
    const told = inserted.flatMap(key => {
      const field = drugFields.get(key);
      return field && cell(key) !== '' ? [[key, inputOf(field, cell(key))] as const] : [];
    });
    const read = drugShape.safeParse({
      code,
      name,
      kind,
      control,
      form,
      specification,
      maker,
      unit,
      unitPrice,
      ...Object.fromEntries(told),
    });
    return read.success ? read.data : lengths(read.error, drugColumns);
  });

/** @param tcm of traditional medicine, whose codes begin with A for diseases and B for syndromes */
export const diagnosesIn = (rows: readonly (readonly string[])[], tcm: boolean): Entries<Diagnosed> =>
  entriesIn(rows, diagnosisColumns, cell => {
    const code = cell('code');
    if (tcm && !/^[AB]/.test(code)) return `代码“${code}”应以 A（病名）或 B（证候）开头`;
    const system = tcm ? (code.startsWith('A') ? 'tcm-disease' : 'tcm-syndrome') : 'icd10';
    const read = diagnosed.safeParse({ code, name: cell('name'), system });
    return read.success ? read.data : lengths(read.error, diagnosisColumns);
  });

/** The contract said no to a text: it is empty, too long, or holds what cannot be seen. */
const lengths = ({ issues }: z.ZodError, columns: Columns): string => {
  const [issue] = issues;
  const title = columns[String(issue?.path[0])]?.[0] ?? '';
  if (issue?.code === 'custom') return `${title}${issue.message}`;
  if (inserted.some(key => key === issue?.path[0])) return `${title}不对，留空或按模板填写`;
  return issue?.code === 'too_big' ? `${title}太长，最多 ${issue.maximum} 字` : `没有${title}`;
};
