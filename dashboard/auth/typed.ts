/** What was typed in a form about signing in, and the first thing that is wrong with it. */
import { newPassword } from '@yunzhen/contracts/account/credentials';
import type { z } from 'zod';

export interface Wrong {
  readonly name: string;
  readonly words: string;
}
/** What a field has to know of its form. */
export interface Field {
  readonly name: string;
  readonly wrong: boolean;
  /** The id of what says what is wrong. */
  readonly said: string;
}

export type Check = readonly [name: string, empty: string, schema?: z.ZodType];

const password: Check = ['password', '请输入新密码。', newPassword];

/** Null when all of it is as its schema wants it, and the new password the same twice. */
export const firstWrong = (typed: FormData, checks: readonly Check[]): Wrong | null => {
  for (const [name, empty, schema] of [...checks, password]) {
    const value = String(typed.get(name) ?? '').trim();
    if (value === '') return { name, words: empty };
    const { error } = schema?.safeParse(value) ?? {};
    if (error) return { name, words: `${error.issues[0]?.message}。` };
  }
  if (typed.get('password') !== typed.get('again')) return { name: 'again', words: '两次输入的新密码不一样。' };
  return null;
};
