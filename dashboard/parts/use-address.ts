/** What a page shows stands in its address, so that a link shows the same thing. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';

type Values<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/**
 * The values of the address, checked one by one: one that is wrong counts as absent. `set` replaces those it names;
 * undefined takes one out.
 */
export const useAddress = <S extends Record<string, z.ZodOptional | z.ZodDefault>>(shape: S) => {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const read = schema.safeParse(params.get(name) ?? undefined);
      return [name, read.success ? read.data : schema.parse(undefined)];
    }),
  ) as Values<S>;
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      // As the address is by now: what was rendered last may not know the change before.
      const next = new URLSearchParams(location.search);
      // Opening something can be taken back by the browser's own way back; the next one of a list takes its place.
      const replace = changes.id === undefined || next.has('id');
      for (const [name, value] of Object.entries(changes))
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      setParams(next, { replace });
    },
    [setParams],
  );
  return [values, set] as const;
};
