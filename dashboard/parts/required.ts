import type { Rule } from 'antd/es/form';
import type { z } from 'zod';

/** A field that has to be filled, with more than blanks. */
export const required = (what: string): Rule[] => [{ required: true, whitespace: true, message: `请填写${what}` }];
/** What the contract says of a text: its own words where it refuses one. */
export const fits = (schema: z.ZodType) => async (_: unknown, typed: unknown) => {
  const { error } = schema.safeParse(typed);
  if (error) throw new Error(error.issues[0]?.message);
};
/** A choice that has to be made. */
export const chosen = (what: string): Rule[] => [{ required: true, message: `请选择${what}` }];
/** A number within limits, both included: what is beyond them is said, and not moved to them. */
export const number = (what: string, least: number, most: number): Rule[] => [
  { required: true, message: `请填写${what}` },
  { type: 'number', min: least, max: most, message: `${what}应在 ${least} 到 ${most.toLocaleString('zh-CN')} 之间` },
];
