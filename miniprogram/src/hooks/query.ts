/** A query of the contracts on the screen: asked, kept, and asked again when something it shows has changed. */
import { type Asking, type Paged, queryHooks } from '@yunzhen/client/query-hooks';
import type { Query } from '@yunzhen/contracts/query';
import type { z } from 'zod';
import { useSession } from '@/services/auth';
import { answers } from '@/services/queries';

const hooks = queryHooks({
  answers,
  useSignedIn: () => useSession() !== null,
  keepsPrevious: false,
});

interface Options extends Pick<Asking, 'every' | 'beginning'> {
  /** False: not asked yet. */
  readonly when?: boolean;
}

export const useQuery = <P extends z.ZodRawShape, R extends z.ZodType>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
  { when = true, ...options }: Options = {},
) => hooks.useQuery(query, params, { enabled: when, ...options });

/** A list that pages by cursor: `data` are the rows of all pages so far. */
export const usePages = <P extends z.ZodRawShape, Row>(
  query: Query<P, z.ZodType<{ rows: Row[]; next: string | null }>>,
  params: z.input<z.ZodObject<P>>,
  { when = true }: Pick<Options, 'when'> = {},
) => {
  const asked = hooks.usePages(query as unknown as Paged<Row>, params, undefined, { enabled: when });
  return {
    data: asked.rows,
    error: asked.error,
    isPending: asked.isPending,
    isFetching: asked.isFetching,
    refetch: asked.refetch,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    loadingMore: asked.isFetchingNextPage,
  };
};
