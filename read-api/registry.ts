/** Finds every query by its folder: a new one is a new file and no edit anywhere. */
import { readdir } from 'node:fs/promises';
import type { Answered } from './answer.ts';

export const allAnswers = async (): Promise<Answered[]> => {
  const base = new URL('./queries/', import.meta.url);
  const names = (await readdir(base)).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
  // One after the other: Jest mixes up modules that two imports are waiting for.
  const modules: unknown[] = [];
  for (const name of names) modules.push(await import(new URL(name, base).href));
  // A file exports answers one by one, or a list of them.
  return modules.flatMap(module => Object.values(module as Record<string, unknown>).flat()).filter(isAnswered);
};

const isAnswered = (value: unknown): value is Answered =>
  typeof value === 'object' && value !== null && 'query' in value && 'run' in value;
