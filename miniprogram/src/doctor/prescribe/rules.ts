/** The rules for online prescribing while one types: each reason beside its field. The hospital checks them again. */

import { askFor } from '@yunzhen/client/form/wrong';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { implausible, isDose, mostPacks } from '@yunzhen/contracts/prescription/plausible';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/prescription';
import { isolated } from '@yunzhen/contracts/text';
import { totalOf } from '@yunzhen/contracts/unit-price';
import { duration } from '../../words/format';
import { lineField } from './fields';

/** A line as it is being written; texts may still be empty. */
export interface DraftLine extends PrescriptionLine {
  /** What has changed about the drug since the template it comes from was saved. */
  readonly changed?: string;
  /** Why the drug of a template cannot be prescribed any more. */
  readonly gone?: string;
}

/** What the hospital is told of a line: it knows the drug itself. */
export const usageOf = ({ drugId, dose, frequency, route, days, quantity }: DraftLine) => ({
  drugId,
  dose: dose.trim(),
  frequency,
  route,
  days,
  quantity,
});

const mostDrugs = 5;
const mostDays = 7;

const controlled: Readonly<Record<DrugRow['control'], string | null>> = {
  none: null,
  narcotic: '麻醉药品不能线上开具',
  psychotropic: '精神药品不能线上开具',
  toxic: '医疗用毒性药品不能线上开具',
  radioactive: '放射性药品不能线上开具',
  special: '特殊管理药品不能线上开具',
};

/** Why a drug cannot be added to these lines, or null. */
export const whyNot = (
  drug: Pick<DrugRow, 'drugId' | 'code' | 'kind' | 'control'>,
  lines: readonly DraftLine[],
): string | null => {
  if (controlled[drug.control]) return controlled[drug.control];
  if (lines.some(({ drugId, code }) => drugId === drug.drugId || code === drug.code)) return '已在处方中';
  const herbal = drug.kind === 'herbal';
  if (lines.some(({ kind }) => (kind === 'herbal') !== herbal))
    return herbal ? '饮片须单独开一张处方' : '饮片处方不能加西药或中成药';
  if (!herbal && lines.length >= mostDrugs) return `一张处方最多 ${mostDrugs} 种`;
  return null;
};

const wrong = (name: 'days' | 'quantity', value: number) => !lineField(name).schema.safeParse(value).success;
const range = (name: 'days' | 'quantity') => `${lineField(name).least} 到 ${lineField(name).most}`;

/** What is wrong with one line, by field. */
export const lineProblems = (line: DraftLine): Partial<Record<keyof DraftLine, string>> => {
  const { dose, frequency, route, days, quantity } = line;
  const problems = {
    ...(!dose.trim() && { dose: askFor(lineField('dose')) }),
    ...(dose.trim() && !isDose(dose) && { dose: '写数字和单位，如 5 mg、1 片；外用可写“适量”' }),
    ...(!frequency.trim() && { frequency: '请选择频次' }),
    ...(!route.trim() && { route: '请选择用法' }),
    ...(wrong('days', days) && { days: `${range('days')} 天` }),
    ...(wrong('quantity', quantity) && { quantity: range('quantity') }),
  };
  if (Object.keys(problems).length > 0) return problems;
  const unlikely = implausible(line);
  if (unlikely === 'dose-implausible') return { dose: '一次用量超过一整包装，请核对' };
  return unlikely ? { quantity: `${days} 天最多 ${mostPacks(line)}${line.unit}` } : {};
};

export const needsReason = (lines: readonly DraftLine[]): boolean => lines.some(({ days }) => days > mostDays);

/** It has to be reviewed, published and paid before it ends: so many hours are few. */
const fewHours = 4;

/** What a doctor should know about a prescription that ends with this day, or null. @param now milliseconds */
export const endsSoon = (validDays: number, now: number): string | null => {
  const left = Date.parse(chinaDay(chinaDayOf(new Date(now))).end) - now;
  if (validDays > 1 || left > fewHours * 3_600_000) return null;
  return `今晚 24:00 过期，只剩${duration(left)}：还要审方、发布和缴费，建议选 2 天`;
};

/** Why it cannot be handed in yet, or null. */
export const missing = (
  diagnoses: readonly unknown[],
  lines: readonly DraftLine[],
  longSupplyReason: string,
): string | null => {
  if (diagnoses.length === 0) return '请选择诊断';
  if (lines.length === 0) return '请添加药品';
  const gone = lines.find(line => line.gone);
  if (gone) return `请移除 ${isolated(gone.name)}：${gone.gone}`;
  const wrong = lines.find(line => Object.keys(lineProblems(line)).length > 0);
  if (wrong) return `请补全 ${isolated(wrong.name)} 的用法`;
  if (needsReason(lines) && !longSupplyReason.trim()) return '超过 7 天用量须填写理由';
  return null;
};

/** Fen; a quantity that is no number yet counts for nothing. */
export const totalSoFar = (lines: readonly DraftLine[]): number =>
  totalOf(lines.filter(({ quantity }) => Number.isInteger(quantity)));
