/** What went wrong, in words a patient understands, with what is safe. One place for every code the hospital knows. */
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { problemsFor } from '@yunzhen/contracts/texts.zh';

const problems = { patient: problemsFor('patient'), doctor: problemsFor('doctor') };
let reader: keyof typeof problems = 'patient';
/** Who reads what is explained from now on: the same refusal may mean something else to a doctor. */
export const explainTo = (role: string | undefined): void => {
  reader = role === 'doctor' ? 'doctor' : 'patient';
};
const wordsOf = (code: string): string | undefined => problems[reader][code];

/** What went wrong with what was sent; words of what is kept are in it. */
export const explain = (error: unknown): string => {
  if (error instanceof NoAnswer) return '网络没有响应。您填写的内容已保留，请检查网络后重试';
  if (error instanceof Problem) {
    const known = wordsOf(error.code);
    if (known) return known;
    if (error.status >= 500) return wordsOf('internal') ?? '';
    return '没有成功，请稍后重试';
  }
  return '出了点问题，请稍后重试';
};

/** The same codes where something was only to be read, and nothing was typed that could be lost. */
const reading: Readonly<Record<string, string>> = {
  'outcome-unknown': '系统没有回应，请稍后重试',
  conflict: '很多人同时在办理，请再试一次',
  'newer-event': '系统正在升级，请稍后重试',
  unavailable: '系统正忙，请稍后重试',
  'invalid-input': '这个地址不完整，或者已经失效',
  internal: '系统出了点问题，我们已经记录，请稍后重试',
};
/** Errors without words of their own are the system's. */
const codeOf = (error: unknown): string =>
  !(error instanceof Problem) ? '' : error.status >= 500 && !wordsOf(error.code) ? 'internal' : error.code;
const broken = (error: unknown) => error instanceof NoAnswer || (error instanceof Problem && error.status >= 500);

/** What went wrong with what was asked for, and what is safe where people would worry. */
export const explainAsked = (error: unknown): { readonly words: string; readonly safe: string | undefined } => {
  const known = error instanceof NoAnswer ? '网络没有响应，请检查网络后重试' : reading[codeOf(error)];
  return { words: known ?? explain(error), safe: broken(error) ? '您的数据都在，不会丢失' : undefined };
};

/** What the server says of one field, for `invalid-input`. */
export const fieldError = (error: unknown, path: string): string | undefined =>
  error instanceof Problem
    ? error.errors.find(one => one.path === path || one.path.endsWith(`.${path}`))?.message
    : undefined;
