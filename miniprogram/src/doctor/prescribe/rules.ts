/** The rules for online prescribing while one types: each reason beside its field. The hospital checks them again. */

import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import { packsFor } from '@yunzhen/contracts/prescription/plausible';
import type { RuleId } from '@yunzhen/contracts/prescription/rules/declared';
import type { Answer } from '@yunzhen/contracts/prescription/rules/findings';
import { needsReason as asksWhy, type Finding, judge } from '@yunzhen/contracts/prescription/rules/judge';
import type { SheetLine } from '@yunzhen/contracts/prescription/rules/rule';
import type { DoseUnit, Frequency, Route, Timing, Usage, usage } from '@yunzhen/contracts/prescription/usage';
import { usualDays } from '@yunzhen/contracts/prescription/usage';
import { isolated } from '@yunzhen/contracts/text';
import { totalOf } from '@yunzhen/contracts/unit-price';
import { duration } from '../../words/format';
import { lineField } from './fields';

/** A line as it is being written: numbers as they are typed, '' what is not chosen yet. */
export interface DraftLine extends Omit<PrescriptionLine, 'dose' | 'frequency' | 'mostADay' | 'timing' | 'route'> {
  readonly dose: { readonly value: string; readonly unit: DoseUnit };
  readonly frequency: Frequency | '';
  readonly mostADay: string;
  readonly timing: Timing | '';
  readonly route: Route | '';
  /** What has changed about the drug since the template it comes from was saved. */
  readonly changed?: string;
  /** Why the drug of a template cannot be prescribed any more. */
  readonly gone?: string;
}

/** One that was prescribed before, to be written on. */
export const drafted = (line: PrescriptionLine): DraftLine => ({
  ...line,
  dose: { value: String(line.dose.value), unit: line.dose.unit },
  mostADay: line.mostADay === undefined ? '' : String(line.mostADay),
  timing: line.timing ?? '',
});

const decimal = (typed: string): number => (/^\d{1,8}(\.\d{1,4})?$/.test(typed.trim()) ? Number(typed) : Number.NaN);

/** What the hospital is told of a line: it knows the drug itself. NaN and '' stand where something is missing. */
export const usageOf = ({ drugId, dose, frequency, mostADay, timing, route, days, quantity }: DraftLine) =>
  ({
    drugId,
    dose: { value: decimal(dose.value), unit: dose.unit },
    frequency,
    ...(frequency === 'prn' && { mostADay: decimal(mostADay) }),
    ...(timing && { timing }),
    route,
    days,
    quantity,
  }) as Usage;

/** As it is once more is written; the packs that it takes follow from it, where they can be computed. */
export const rewritten = (line: DraftLine, part: Partial<DraftLine>): DraftLine => {
  const next = { ...line, ...part };
  const { specification, unit } = next;
  const needed = part.quantity === undefined ? packsFor({ ...usageOf(next), specification, unit }) : null;
  return needed === null || Number.isNaN(needed) ? next : { ...next, quantity: needed };
};

/** As the rules ask for it. Controlled ones were never added. */
const judged = (draft: DraftLine): SheetLine => {
  const { mostADay, timing, ...line } = draft;
  return { ...line, ...usageOf(draft), control: 'none' };
};

/** What a drug that is to be added may break, whatever is going to be written of it. */
const addingRules: readonly RuleId[] = ['R13', 'R14', 'R17', 'R16', 'R15', 'R19'];

type Candidate = Pick<DrugRow, 'drugId' | 'code' | 'name' | 'kind' | 'control' | 'form'>;
/** Why a drug cannot be added to these lines, or null. */
export const whyNot = (drug: Candidate & Partial<DrugRow>, lines: readonly DraftLine[]): string | null => {
  const added = { ...drug, facts: drug } as unknown as SheetLine;
  const sheet = { lines: [...lines.map(judged), added], diagnoses: [], age: null };
  return judge(sheet, addingRules).find(({ line }) => !line || line === added)?.says ?? null;
};

const wrong = (name: keyof typeof usage, value: unknown) => !lineField(name).schema.safeParse(value).success;
const range = (name: 'days' | 'quantity') => `${lineField(name).least} 到 ${lineField(name).most}`;

/** What is wrong with one line, by field. */
export const lineProblems = (line: DraftLine): Partial<Record<keyof DraftLine, string>> => {
  const { dose, frequency, mostADay, route, days, quantity } = line;
  const written = usageOf(line);
  const problems = {
    ...(wrong('dose', written.dose) && {
      dose: dose.value.trim() ? '大于零的数字，如 5 或 0.5' : '请填写每次用量',
    }),
    ...(!frequency && { frequency: '请选择频次' }),
    ...(frequency === 'prn' &&
      wrong('mostADay', written.mostADay) && {
        mostADay: mostADay.trim() ? '大于零的数字' : '必要时使用的，写明每日最多用量',
      }),
    ...(!route && { route: '请选择用法' }),
    ...(wrong('days', days) && { days: `${range('days')} 天` }),
    ...(wrong('quantity', quantity) && { quantity: range('quantity') }),
  };
  if (Object.keys(problems).length > 0) return problems;
  const [broken] = judge({ lines: [judged(line)], diagnoses: [], longSupplyReason: asked, age: null }).filter(
    ({ level, field }) => level === 'refuse' && field,
  );
  return broken?.field ? { [broken.field]: broken.says } : {};
};
/** Whether it was written is said once for the sheet, not on each line. */
const asked = '…';

/** What the rules say of a sheet that is complete, but for what stands beside a field already. */
export const findingsOn = (
  { lines, diagnoses, longSupplyReason }: Pick<SheetDraft, 'lines' | 'diagnoses' | 'longSupplyReason'>,
  age: number | null,
): readonly Finding[] =>
  judge({ lines: lines.map(judged), diagnoses, longSupplyReason, age }).filter(
    ({ level, field }) => level !== 'refuse' || !field,
  );
interface SheetDraft {
  readonly diagnoses: readonly { readonly code: string }[];
  readonly lines: readonly DraftLine[];
  readonly longSupplyReason: string;
}

/** Why it cannot go on as the rules have it, or null. */
export const unsettled = (findings: readonly Finding[], answers: readonly Answer[]): string | null => {
  const [broken] = findings.filter(({ level }) => level === 'refuse');
  if (broken) return [broken.line && isolated(broken.line.name), broken.says].filter(Boolean).join('：');
  const open = findings.find(one => asksWhy(one) && !answers.some(({ rule }) => rule === one.rule));
  return open ? `请选择理由：${open.says}` : null;
};
/** Of what is asked now; a reason that is not asked any more is not sent. */
export const given = (findings: readonly Finding[], answers: readonly Answer[]): Answer[] =>
  answers.filter(({ rule }) => findings.some(one => one.rule === rule && asksWhy(one)));

export const needsReason = (lines: readonly DraftLine[]): boolean => lines.some(({ days }) => days > usualDays);

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
