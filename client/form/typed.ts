/** From what stands in the fields of a form to a command's input, and back. */
import { packedAmount } from '@yunzhen/contracts/numbers';
import { unitPriceOf, unitPriceText } from '@yunzhen/contracts/unit-price';
import type { Field } from './field.ts';

/** By field: text as it was typed, true or false of a switch, texts of a list (or one text with commas). */
export type Typed = Readonly<Record<string, unknown>>;

const digits = /^-?\d{1,15}$/;
const yuan = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/;
const between = /[、,，;；\n]/;

const listed = (typed: unknown): readonly unknown[] => {
  if (Array.isArray(typed)) return typed;
  const parts = String(typed).split(between);
  return [...new Set(parts.map(one => one.trim()).filter(Boolean))];
};
const fenOf = (typed: string): number | undefined => {
  const [whole, sign, yuans = '', cents = ''] = yuan.exec(typed) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(yuans) * 100 + Number(cents.padEnd(2, '0'));
  return sign ? -fen : fen;
};

const nothing = (typed: unknown): boolean =>
  typed === undefined || typed === null || (typeof typed === 'string' && typed.trim() === '');

/** What is sent for it: undefined for nothing, and the text itself where it is no number. */
export const inputOf = ({ holds }: Pick<Field, 'holds'>, typed: unknown): unknown => {
  if (holds === 'list') return nothing(typed) ? [] : listed(typed);
  if (nothing(typed)) return undefined;
  const packed = packedAmount(String(typed));
  if (holds === 'whole') return digits.test(packed) ? Number(packed) : typed;
  if (holds === 'yuan') return fenOf(packed) ?? typed;
  if (holds === 'unit-price') return unitPriceOf(packed) ?? typed;
  return typed;
};

/** How a value stands in its field. */
export const typedOf = ({ holds }: Pick<Field, 'holds'>, value: unknown): unknown => {
  if (value === undefined || value === null) return '';
  if (holds === 'yuan') {
    const [sign, fen] = Number(value) < 0 ? ['-', -Number(value)] : ['', Number(value)];
    return `${sign}${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
  }
  if (holds === 'unit-price') return unitPriceText(Number(value)).slice(1);
  return holds === 'whole' ? String(value) : value;
};

/** As text, whatever it is. */
export const shownAs = (typed: unknown): string => (Array.isArray(typed) ? typed.join('、') : String(typed ?? ''));

/** A row of a view, or a part of a command's input, as its fields show it. */
export const typedFrom = (fields: Iterable<Field>, row: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    [...fields].flatMap(field => {
      const value = field.name
        .split('.')
        .reduce<unknown>((of, key) => (of as Readonly<Record<string, unknown>> | undefined)?.[key], row);
      return value === undefined || value === null ? [] : [[field.name, typedOf(field, value)] as const];
    }),
  );

/** `{ 'licence.number': '1' }` as `{ licence: { number: '1' } }`; what is undefined is left out. */
export const nested = (values: Typed): Readonly<Record<string, unknown>> => {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = whole;
    for (const key of path) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return whole;
};
