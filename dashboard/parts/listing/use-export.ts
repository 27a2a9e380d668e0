/** Fetches every page of what the filter shows, saying how far it is, and saves the file. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answers } from '../../api/query-client.ts';
import { dayOf } from '../../words/format.ts';
import type { Column, Listing } from './column.ts';
import { csvOf, save, xlsxOf } from './export.ts';

export interface Wanted<T> {
  readonly kind: 'csv' | 'xlsx';
  readonly params: Readonly<Record<string, unknown>>;
  readonly columns: readonly Column<T>[];
}

export const useExport = <T>({ query, name, ask: asking }: Listing<T>) => {
  const [rows, setRows] = useState(0);
  const stopped = useRef(false);
  const exporting = useMutation({
    mutationFn: async ({ kind, params, columns }: Wanted<T>) => {
      stopped.current = false;
      setRows(0);
      const all: T[] = [];
      let cursor: string | undefined;
      do {
        // Said, so that the audit trail tells an export from a look.
        const wanted = { ...params, limit: 100, cursor, purpose: 'export' };
        const page = await (asking ? asking(wanted) : answers.ask(query, wanted as never));
        all.push(...page.rows);
        setRows(all.length);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined && !stopped.current);
      if (stopped.current) return null;
      const blob = kind === 'csv' ? new Blob([csvOf(columns, all)], { type: 'text/csv' }) : await xlsxOf(columns, all);
      save(blob, `${name}-${dayOf(new Date())}.${kind}`);
      return all.length;
    },
  });
  const stop = () => {
    stopped.current = true;
  };
  return { ...exporting, rows, stop };
};
