/** Asks a query of the contracts and keeps the answer up to date. */

import { keepPreviousData, useQuery as useCached } from '@tanstack/react-query';
import type { Query } from '@yunzhen/contracts/query';
import type { z } from 'zod';
import { ask } from './ask.ts';
import { keyOf, metaOf } from './keys.ts';

/** @param enabled false while something the query needs is not known yet. */
export const useQuery = <P extends z.ZodRawShape, R extends z.ZodType>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
  { enabled = true }: { enabled?: boolean } = {},
) =>
  useCached({
    queryKey: keyOf(query as unknown as Query, params),
    queryFn: () => ask(query, params),
    meta: metaOf(query as unknown as Query),
    enabled,
    placeholderData: keepPreviousData,
  });
