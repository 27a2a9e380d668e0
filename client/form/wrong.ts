/** Why the hospital would not take what stands in a field, in words: asked of the contract's own schema, so that both agree. */
import type { Field } from './field.ts';
import { inputOf, typedOf } from './typed.ts';

const chosen: ReadonlySet<Field['holds']> = new Set(['choice', 'id', 'day', 'instant']);
const chinese = /\p{Script=Han}/u;

/** What to do about a field that is still empty. */
export const askFor = ({ holds, label }: Pick<Field, 'holds' | 'label'>): string =>
  holds === 'agreed' ? `请确认${label}` : `请${chosen.has(holds) ? '选择' : '填写'}${label}`;

/** Typed in yuan. */
const isAmount = ({ holds }: Pick<Field, 'holds'>): boolean => holds === 'yuan' || holds === 'unit-price';

const limit = (field: Field, of: number): string =>
  isAmount(field) ? `¥${String(typedOf(field, of)).replace(/\.00$/, '')}` : of.toLocaleString('zh-CN');

/** Of a number. */
const beyond = (field: Field): string => {
  const { label, least, most } = field;
  if (least !== undefined && most !== undefined)
    return `${label}应在 ${limit(field, least)} 到 ${limit(field, most)} 之间`;
  if (least !== undefined) return `${label}不能少于 ${limit(field, least)}`;
  return most === undefined ? `请检查${label}` : `${label}最多 ${limit(field, most)}`;
};

const wrongElement = (field: Field, values: readonly unknown[]): string | null => {
  if (field.most !== undefined && values.length > field.most) return `最多 ${field.most} 项`;
  const [each] = field.parts;
  if (!each || field.parts.length > 1) return null;
  const bad = values.find(value => !each.schema.safeParse(value).success);
  if (typeof bad !== 'string') return null;
  const long = each.most !== undefined && bad.length > each.most;
  return long ? `“${bad.slice(0, 8)}…”太长，每项最多 ${each.most} 字` : `请检查“${bad.slice(0, 20)}”`;
};

/** Null where it would be taken. @param typed as it stands in the field */
export const wrongWith = (field: Field, typed: unknown): string | null => {
  const value = inputOf(field, typed);
  if (value === undefined) return field.required ? askFor(field) : null;
  const issue = field.schema.safeParse(value).error?.issues[0];
  if (!issue) return null;
  const { holds, label, most } = field;
  if (holds === 'list' && Array.isArray(value)) return wrongElement(field, value) ?? askFor(field);
  if (isAmount(field) && typeof value !== 'number') return `${label}是以元为单位的金额，如 12.50`;
  if (holds === 'whole' && typeof value !== 'number') return `${label}是整数`;
  if (isAmount(field) || holds === 'whole') return beyond(field);
  if (chinese.test(issue.message)) return issue.message;
  if (issue.code === 'too_big' && most !== undefined) return `${label}最多 ${most.toLocaleString('zh-CN')} 字`;
  return issue.code === 'too_small' && issue.minimum === 1 ? askFor(field) : `请检查${label}`;
};
