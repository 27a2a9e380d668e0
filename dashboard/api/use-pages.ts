/** Asks a list of the contracts page by page. */

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Query } from '@yunzhen/contracts/query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { ask } from './ask.ts';
import { keyOf, metaOf } from './keys.ts';

export type Page<T> = z.ZodType<{ rows: T[]; next: string | null }>;
export type Paged<T> = Query<z.ZodRawShape, Page<T>>;

/** One page of a list, as the query answers it. */
export type AskPage<T> = (params: Readonly<Record<string, unknown>>) => Promise<{ rows: T[]; next: string | null }>;

/** `rows` of all pages that were asked for so far; `params` without cursor. */
export const usePages = <T>(query: Paged<T>, params: Readonly<Record<string, unknown>>, asking?: AskPage<T>) => {
  const askPage = asking ?? (all => ask(query, all as never));
  const asked = useInfiniteQuery({
    queryKey: keyOf(query as unknown as Query, params, 'pages'),
    queryFn: ({ pageParam: cursor }) => askPage({ ...params, cursor }),
    meta: metaOf(query as unknown as Query),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => asked.data?.pages.flatMap(page => page.rows), [asked.data]);
  return { ...asked, rows };
};
