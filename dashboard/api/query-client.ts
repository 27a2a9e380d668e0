/** The cache of answers: what is asked again, when, and what an event makes old. */

import { type Query as Cached, QueryClient } from '@tanstack/react-query';
import { asking } from '@yunzhen/client/retries';
import { touchedBy } from './touched.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: asking,
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
