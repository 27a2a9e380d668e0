/** A query of the contracts on the screen: asked, kept, and asked again when something it shows has changed. */
import { type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { api } from '@/services/api';
import { useSession } from '@/services/session';
import { needed } from '@/services/views';

interface Options {
  /** False: not asked yet. */
  readonly when?: boolean;
  /** Asked again after so many milliseconds, for what no channel tells. */
  readonly every?: number;
}

/** What a question answers while nobody is signed in who may ask it. */
const nobody = new Problem(401, 'token-invalid');

/** What nobody but a signed-in person may ask waits until somebody is. */
const useMay = ({ access }: Query): boolean => {
  const signedIn = useSession() !== null;
  return signedIn || access === 'everyone';
};

export const useAsk = <P extends z.ZodRawShape, R extends z.ZodType>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
  { when = true, every }: Options = {},
): UseQueryResult<z.output<R>, unknown> => {
  const may = useMay(query as unknown as Query);
  const asked = useQuery({
    queryKey: [query.path, params],
    queryFn: () => api.query(query, params, { after: needed(query.views) }),
    meta: { views: query.views, open: query.access === 'everyone' },
    enabled: when && may,
    ...(every !== undefined && { refetchInterval: every }),
  });
  return may ? asked : ({ ...asked, error: nobody } as typeof asked);
};

interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
}

/** A list that pages by cursor: `rows` of all pages so far. */
export const usePages = <P extends z.ZodRawShape, R extends z.ZodType<Page<unknown>>>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
  { when = true }: Options = {},
) => {
  const may = useMay(query as unknown as Query);
  const asked = useInfiniteQuery({
    queryKey: [query.path, params, 'pages'],
    queryFn: ({ pageParam }) =>
      api.query(query, { ...params, ...(pageParam !== null && { cursor: pageParam }) } as typeof params, {
        after: needed(query.views),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: last => (last as Page<unknown>).next,
    meta: { views: query.views, open: query.access === 'everyone' },
    enabled: when && may,
  });
  const rows = useMemo(
    () => asked.data?.pages.flatMap(page => (page as z.output<R>).rows) as z.output<R>['rows'] | undefined,
    [asked.data],
  );
  return {
    data: rows,
    error: may ? asked.error : nobody,
    isPending: asked.isPending,
    isFetching: asked.isFetching,
    refetch: asked.refetch,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    loadingMore: asked.isFetchingNextPage,
  };
};
