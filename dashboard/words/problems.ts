/** Problem codes in the words of this product: what happened, and what is safe. */
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { problemsFor } from '@yunzhen/contracts/texts.zh';

const problems = problemsFor('staff');

/** What a refusal says, without more; undefined for a code that nobody knows. */
export const refusalWords = (code: string): string | undefined => problems[code];

/** One or two sentences for a person; an unknown code is shown so that it can be reported. */
export const problemWords = (error: unknown): string => {
  if (error instanceof NoAnswer) return '网络连接中断，没有收到结果。已填写的内容还在，恢复后请重试。';
  if (!(error instanceof Problem)) return '页面出错了，请重试。';
  const words = `${problems[error.code] ?? `出错了（${error.code}）`}。`;
  return error.instance ? `${words}（编号 ${error.instance.slice(-8)}）` : words;
};
