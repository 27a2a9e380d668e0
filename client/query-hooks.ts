/** Queries of the contracts on a screen. */
import { keepPreviousData, type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { type Answers, keyOf, metaOf } from './answers.ts';
import { retry } from './retries.ts';

export interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
  /** How many rows there are on all pages, where the list says so. */
  readonly count?: number;
  /** What the rows of all pages add up to, where the list says so. */
  readonly value?: number;
}
export type Paged<Row> = Query<z.ZodRawShape, z.ZodType<Page<Row>>>;
type Params = Readonly<Record<string, unknown>>;
/** One page of a list, as the query answers it. */
export type AskPage<Row> = (params: Params) => Promise<Page<Row>>;

export interface Asking {
  /** False while something that the query needs is not known yet. */
  readonly enabled?: boolean;
  /** Asked again after so many milliseconds, for what no channel tells. */
  readonly every?: number;
  /** It may not be there yet, but will be in a moment: a 404 is asked again for three seconds. */
  readonly beginning?: boolean;
}

export interface HookPorts {
  readonly answers: Answers;
  /** Somebody is signed in; what nobody else may ask waits until then. */
  readonly useSignedIn: () => boolean;
  /** Shows the last answer until the next one is there. */
  readonly keepsPrevious: boolean;
}

const retryBeginning = (failures: number, error: unknown): boolean =>
  error instanceof Problem && error.status === 404 ? failures < 6 : retry(failures, error);

/** What a question answers while nobody is signed in who may ask it. */
const nobody = new Problem(401, 'token-invalid');

export const queryHooks = ({ answers, useSignedIn, keepsPrevious }: HookPorts) => {
  const kept = keepsPrevious ? { placeholderData: keepPreviousData } : {};
  return {
    useQuery: <P extends z.ZodRawShape, R extends z.ZodType>(
      query: Query<P, R>,
      params: z.input<z.ZodObject<P>>,
      { enabled = true, every, beginning = false }: Asking = {},
    ): UseQueryResult<z.output<R>, unknown> => {
      const signedIn = useSignedIn();
      const may = signedIn || query.access === 'everyone';
      const asked = useQuery<z.output<R>, unknown>({
        queryKey: keyOf(query, params),
        queryFn: () => answers.ask(query, params),
        meta: metaOf(query),
        enabled: enabled && may,
        ...(every !== undefined && { refetchInterval: every }),
        ...(beginning && { retry: retryBeginning, retryDelay: 500 }),
        // Of another subject, the last answer would stand under the new one's name.
        ...(query.path.includes(':') ? {} : (kept as object)),
      });
      return may ? asked : ({ ...asked, error: nobody } as typeof asked);
    },

    /** A list that pages by cursor: `rows` of all pages so far. @param params without the cursor */
    usePages: <Row>(query: Paged<Row>, params: Params, askPage?: AskPage<Row>, { enabled = true }: Asking = {}) => {
      const signedIn = useSignedIn();
      const may = signedIn || query.access === 'everyone';
      const asked = useInfiniteQuery({
        queryKey: keyOf(query, params, 'pages'),
        queryFn: ({ pageParam }): Promise<Page<Row>> => {
          const page = pageParam === null ? params : { ...params, cursor: pageParam };
          return askPage ? askPage(page) : answers.ask(query, page);
        },
        initialPageParam: null as string | null,
        getNextPageParam: last => last.next,
        meta: metaOf(query),
        enabled: enabled && may,
        ...(kept as object),
      });
      const { data } = asked;
      const rows = useMemo(() => data?.pages.flatMap(page => page.rows), [data]);
      return { ...asked, rows, error: may ? asked.error : nobody };
    },
  };
};
