/** The cache of answers: what is asked again, when, and what an event makes old. */

import { type Query as Cached, QueryClient } from '@tanstack/react-query';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { touchedBy } from './touched.ts';

/** The server does not know, or not yet: asked again it may. */
const passing = new Set(['unavailable', 'outcome-unknown', 'internal', 'http-502', 'http-503']);
export const mayPass = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && passing.has(error.code));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => mayPass(error) && failures < 3,
      retryDelay: failure => Math.min(300 * 2 ** failure, 3_000),
    },
    mutations: { networkMode: 'always' },
  },
});

/** Marks the answers as old whose views one of these events (or capabilities) changed; those on screen are fetched again. */
export const invalidate = (types: Iterable<string>): Promise<void> => {
  const views = new Set([...types].flatMap(touchedBy));
  const old = ({ meta }: Cached) =>
    (meta?.views as readonly string[] | undefined)?.some(view => views.has(view)) ?? false;
  return queryClient.invalidateQueries({ predicate: old });
};
