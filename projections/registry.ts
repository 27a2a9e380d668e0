/** Finds every view and fact by its folder: a new one is a new file and no edit anywhere. */
import { readdir } from 'node:fs/promises';
import type { Fact } from './fact.ts';
import type { View } from './view.ts';

/** What a folder's files export, each with the file it stands in. */
const exported = async <T>(folder: string): Promise<{ readonly file: URL; readonly table: T }[]> => {
  const base = new URL(`./${folder}/`, import.meta.url);
  const names = (await readdir(base)).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
  // One after the other: Jest mixes up modules that two imports are waiting for.
  const tables: { readonly file: URL; readonly table: T }[] = [];
  for (const name of names) {
    const file = new URL(name, base);
    const module = (await import(file.href)) as Record<string, T>;
    tables.push(
      ...Object.values(module)
        .filter(named)
        .map(table => ({ file, table })),
    );
  }
  return tables;
};

const named = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'name' in value && 'on' in value;

export const viewFiles = () => exported<View>('views');
export const factFiles = () => exported<Fact>('facts');
export const allViews = async (): Promise<View[]> => (await viewFiles()).map(({ table }) => table);
export const allFacts = async (): Promise<Fact[]> => (await factFiles()).map(({ table }) => table);
