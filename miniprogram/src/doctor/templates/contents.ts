/** What is in a template, in one line, and what becomes of it on a form today. */
import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { drugFacts } from '@yunzhen/contracts/prescription/line';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import { record } from '@yunzhen/contracts/record/record';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { type DraftLine, drafted, whyNot } from '../prescribe/rules';
import type { PrescriptionTemplate, RecordTemplate, Template } from './lists';

const written = formOf(record, 'write', 'doctor');
const names = ['chiefComplaint', 'presentIllness', 'pastHistory', 'advice'] as const;
export type RecordTexts = Readonly<Record<(typeof names)[number], string>>;
/** Name, label, characters and example of each text of a record. */
export const recordTexts = names.map(name => {
  const { label, most = 0, example = '' } = fieldIn(written, name);
  return [name, label, most, example] as const;
});

const isPrescription = (row: Template): row is PrescriptionTemplate => 'lines' in row;

/** A line of a template with the drug as it is today: what has changed since it was saved stands beside it. */
export const lineToday = ({ drug, ...line }: PrescriptionTemplate['lines'][number]): DraftLine => {
  if (!drug) return { ...drafted(line), gone: '已下架，不能开具' };
  const { code, name, kind, specification, unit, unitPrice } = drug;
  const today = { ...drafted(line), code, name, kind, specification, unit, unitPrice, facts: drugFacts(drug) };
  const gone = whyNot(drug, []);
  if (gone) return { ...today, gone };
  const changes = [
    name !== line.name && `药名原为 ${isolated(line.name)}`,
    (specification !== line.specification || unit !== line.unit) &&
      `规格由 ${isolated(line.specification)}/${line.unit} 变为 ${isolated(specification)}/${unit}，请核对用量`,
    unitPrice !== line.unitPrice && `价格由 ${unitPriceText(line.unitPrice)} 变为 ${unitPriceText(unitPrice)}`,
  ].filter(change => change !== false);
  return changes.length > 0 ? { ...today, changed: changes.join('；') } : today;
};

/** 氨氯地平片 每次 5 mg，每日一次，口服；… or 主诉：… */
export const summary = (row: Template): string =>
  isPrescription(row)
    ? row.lines.map(({ name, ...usage }) => `${isolated(name)} ${usageWords(usage)}`).join('；')
    : recordTexts.flatMap(([field, label]) => (row[field] ? [`${label}：${row[field]}`] : [])).join('；');

/** What whoever picks it should know beforehand; null when there is nothing. */
export const warning = (row: Template): string | null => {
  const gone = isPrescription(row) ? row.lines.map(lineToday).filter(line => line.gone).length : 0;
  return gone > 0 ? `有 ${gone} 种药现在不能开` : null;
};

/** The texts that a template brings, and the names of the fields where they take the place of something else. */
export const textsOf = (
  row: RecordTemplate,
  written: RecordTexts,
): { readonly texts: Partial<RecordTexts>; readonly replaced: readonly string[] } => {
  const brought = recordTexts.flatMap(([field, label]) => {
    const text = row[field];
    return text ? [{ field, label, text }] : [];
  });
  return {
    texts: Object.fromEntries(brought.map(({ field, text }) => [field, text])),
    replaced: brought
      .filter(({ field, text }) => written[field].trim() && written[field].trim() !== text)
      .map(({ label }) => label),
  };
};

/** A text about nobody: the patient's name, where it is known, becomes 患者. */
export const impersonal = (text: string, name: string | null): string =>
  name ? text.trim().split(name).join('患者') : text.trim();
