import type { Rule } from 'antd/es/form';

/** A field that has to be filled, with more than blanks. */
export const required = (what: string): Rule[] => [{ required: true, whitespace: true, message: `请填写${what}` }];
/** A choice that has to be made. */
export const chosen = (what: string): Rule[] => [{ required: true, message: `请选择${what}` }];
