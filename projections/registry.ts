/** Finds every view and fact by its folder: a new one is a new file and no edit anywhere. */
import { readdir } from 'node:fs/promises';
import type { Fact } from './fact.ts';
import type { View } from './view.ts';

const exported = async <T>(folder: string): Promise<T[]> => {
  const base = new URL(`./${folder}/`, import.meta.url);
  const names = (await readdir(base)).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
  // One after the other: Jest mixes up modules that two imports are waiting for.
  const modules: unknown[] = [];
  for (const name of names) modules.push(await import(new URL(name, base).href));
  return modules.flatMap(module => Object.values(module as Record<string, T>));
};

const named = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'name' in value && 'on' in value;

export const allViews = async (): Promise<View[]> => (await exported<View>('views')).filter(named);
export const allFacts = async (): Promise<Fact[]> => (await exported<Fact>('facts')).filter(named);
