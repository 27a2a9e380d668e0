/** What a field of a command or query takes, read from its schema: for forms, so that no screen repeats a limit. */
import { z } from 'zod';
import { tidyLines } from './text.ts';

/**
 * `line` and `lines` are text, `whole` an integer, `instant` a point in time, `agreed` what cannot be otherwise; `list` has elements,
 * `group` fields of its own, and `other` is nothing that is typed.
 */
export type Holds =
  | 'line'
  | 'lines'
  | 'whole'
  | 'choice'
  | 'switch'
  | 'agreed'
  | 'day'
  | 'instant'
  | 'id'
  | 'list'
  | 'group'
  | 'other';

export interface Limits {
  readonly holds: Holds;
  /** False where it may be left out. */
  readonly required: boolean;
  /** The smallest number, or the fewest characters (UTF-16 code units) or elements; absent where nothing limits it. */
  readonly least?: number;
  readonly most?: number;
  /** Of a choice. */
  readonly options?: readonly string[];
  /** Of a list. */
  readonly element?: z.ZodType;
  /** Of a group. */
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/** Of its checks and not of zod's getters, which make the JSON Schema that no browser carries. */
interface Check {
  readonly check: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly tx?: (typed: string) => string;
}
const checksOf = (schema: z.ZodType): readonly Check[] =>
  // A string of a format is a check of its own.
  [...('check' in schema.def ? [schema.def as Check] : []), ...(schema.def.checks ?? []).map(({ _zod }) => _zod.def)];

/** Without what is no limit: zod's integers are safe ones. */
const range = (least: number | null | undefined, most: number | null | undefined) => ({
  ...(typeof least === 'number' && least > Number.MIN_SAFE_INTEGER && { least }),
  ...(typeof most === 'number' && most < Number.MAX_SAFE_INTEGER && { most }),
});
const lengths = (schema: z.ZodType) => {
  const of = (key: 'minimum' | 'maximum' | 'length') => checksOf(schema).find(check => check[key] !== undefined)?.[key];
  return range(of('minimum') ?? of('length'), of('maximum') ?? of('length'));
};

const stringKinds: Readonly<Record<string, Holds>> = { uuid: 'id', date: 'day', datetime: 'instant' };

/** An integer's own limit: `positive()` means from 1 on. The narrowest of them. */
const bound = (schema: z.ZodType, side: 'greater_than' | 'less_than'): number | undefined => {
  const step = side === 'greater_than' ? 1 : -1;
  const all = checksOf(schema).flatMap(({ check, value, inclusive }) =>
    check === side && value !== undefined ? [inclusive ? value : value + step] : [],
  );
  return all.length === 0 ? undefined : step > 0 ? Math.max(...all) : Math.min(...all);
};

const held = (schema: z.ZodType): Omit<Limits, 'required'> => {
  if (schema instanceof z.ZodEnum) return { holds: 'choice', options: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { holds: 'switch' };
  if (schema instanceof z.ZodLiteral) return { holds: 'agreed' };
  if (schema instanceof z.ZodNumber)
    return { holds: 'whole', ...range(bound(schema, 'greater_than'), bound(schema, 'less_than')) };
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) {
    const checks = checksOf(schema);
    const named = checks.map(({ format = '' }) => stringKinds[format]).find(kind => kind !== undefined);
    if (named) return { holds: named };
    return { holds: checks.some(({ tx }) => tx === tidyLines) ? 'lines' : 'line', ...lengths(schema) };
  }
  if (schema instanceof z.ZodArray) return { holds: 'list', ...lengths(schema), element: schema.element as z.ZodType };
  if (schema instanceof z.ZodObject) return { holds: 'group', shape: schema.shape };
  return { holds: 'other' };
};

export const limitsOf = (schema: z.ZodType): Limits => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return { ...limitsOf(schema.unwrap() as z.ZodType), required: false };
  return { ...held(schema), required: true };
};
