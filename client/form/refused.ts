/** Where a refusal stands: beside the field that it is about, or at the form's head. */
import { Problem } from '@yunzhen/contracts/api/problem';
import { type Form, fieldIn } from './form.ts';

export interface Refused {
  /** Words by the name of a field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Something is wrong that no shown field is about. */
  readonly head: boolean;
}

const chinese = /\p{Script=Han}/u;

/**
 * @param names of the fields that are shown
 * @param explain the words of a problem
 */
export const refusedIn = (
  form: Form,
  names: readonly string[],
  problem: unknown,
  explain: (problem: unknown) => string,
): Refused => {
  if (problem === null || problem === undefined) return { fields: {}, head: false };
  if (!(problem instanceof Problem)) return { fields: {}, head: true };
  const { code, errors } = problem;
  const at = form.refusedAt[code];
  if (at !== undefined && names.includes(at)) return { fields: { [at]: explain(problem) }, head: false };
  const told = errors.map(({ path, message }) => {
    const name = names.find(one => path === one || path.startsWith(`${one}.`));
    return { name, words: chinese.test(message) ? message : `请检查${name ? fieldIn(form, name).label : ''}` };
  });
  const fields = Object.fromEntries(told.flatMap(({ name, words }) => (name ? [[name, words] as const] : [])));
  return { fields, head: told.length === 0 || told.some(({ name }) => name === undefined) };
};
