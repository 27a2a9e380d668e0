import { useState } from 'react';
import { z } from 'zod';
import type { Column } from './column.ts';

const stored = z.array(z.string());

const read = (key: string): string[] | null => {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return null;
  }
};

/** Which columns are shown, as this browser remembers it. */
export const useColumns = <T>(name: string, columns: readonly Column<T>[]) => {
  const key = `yunzhen.columns.${name}`;
  const usual = columns.filter(({ extra }) => !extra).map(column => column.key);
  const [chosen, setChosen] = useState(() => read(key) ?? usual);
  return {
    shown: columns.filter(column => chosen.includes(column.key)),
    chosen,
    choose: (keys: readonly string[]) => {
      setChosen([...keys]);
      localStorage.setItem(key, JSON.stringify(keys));
    },
    reset: () => {
      setChosen(usual);
      localStorage.removeItem(key);
    },
  };
};
