import type { Rule } from 'antd/es/form';

/** A field that has to be filled, with more than blanks. */
export const required = (what: string): Rule[] => [{ required: true, whitespace: true, message: `请填写${what}` }];
/** A choice that has to be made. */
export const chosen = (what: string): Rule[] => [{ required: true, message: `请选择${what}` }];
/** A number within limits, both included: what is beyond them is said, and not moved to them. */
export const number = (what: string, least: number, most: number): Rule[] => [
  { required: true, message: `请填写${what}` },
  { type: 'number', min: least, max: most, message: `${what}应在 ${least} 到 ${most.toLocaleString('zh-CN')} 之间` },
];
