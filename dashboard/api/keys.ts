/** The one place that names queries for the cache, and says what a cached answer was made of. */
import type { Query } from '@yunzhen/contracts/query';

export const keyOf = (query: Query, params: object, kind: 'one' | 'pages' = 'one') =>
  [kind, query.path, params] as const;

/** What invalidation looks at: the views an answer was read from. */
export const metaOf = ({ views }: Query): { views: readonly string[] } => ({ views });
