/** Filters under names of their own, kept in this browser for one person. Days that have a name are kept by it: 近 7 天 stays the last seven. */
import { z } from 'zod';
import { presetOf, presets } from '../presets.ts';

const saved = z.array(z.object({ name: z.string(), search: z.string(), days: z.string().optional() }));
export type Saved = z.infer<typeof saved>[number];

export const savedFilters = (key: string) => ({
  read: (): Saved[] => {
    try {
      return saved.parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
    } catch {
      return [];
    }
  },
  write: (all: readonly Saved[]): void => localStorage.setItem(key, JSON.stringify(all)),
});

/** What is filtered now, without the row that is open. */
export const savedOf = (name: string, params: URLSearchParams): Saved => {
  const kept = new URLSearchParams(params);
  kept.delete('id');
  const days = presetOf(kept.get('from') ?? '', kept.get('to') ?? '');
  if (days === undefined) return { name, search: kept.toString() };
  kept.delete('from');
  kept.delete('to');
  return { name, search: kept.toString(), days };
};

/** The address that filters like this today. */
export const searchOf = ({ search, days }: Saved): URLSearchParams => {
  const params = new URLSearchParams(search);
  const [from, to] = (days && presets()[days]) || [];
  if (from && to) {
    params.set('from', from);
    params.set('to', to);
  }
  return params;
};
