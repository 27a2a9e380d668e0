/** The cache of answers: each asked at the position that its views were heard of, and asked again when one of them has changed. */
import type { Query as Cached, QueryClient } from '@tanstack/react-query';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import type { z } from 'zod';
import { positions } from './positions.ts';
import { touchedBy } from './touched.ts';

export interface Answers {
  /** Asks once; a view that cannot keep up answers with what it has, and is asked again a moment later. */
  readonly ask: <P extends z.ZodRawShape, R extends z.ZodType>(
    query: Query<P, R>,
    params: z.input<z.ZodObject<P>>,
  ) => Promise<z.output<R>>;
  /** Something happened at this position: an event or a command by its type, or a capability. Nothing is asked yet. */
  readonly note: (type: string, position: string) => void;
  /** Asks again what these have made old and somebody looks at. */
  readonly invalidate: (types: Iterable<string>) => Promise<void>;
  /** Both. */
  readonly happened: (type: string, position: string) => void;
  readonly forgetPositions: () => void;
}

/** What an answer was made of, for the cache. `open`: the same for everybody. */
export const metaOf = ({ views, access }: Pick<Query, 'views' | 'access'>) => ({ views, open: access === 'everyone' });
/** The one name of a question in the cache. */
export const keyOf = ({ path }: Pick<Query, 'path'>, params: object, kind: 'one' | 'pages' = 'one') =>
  [kind, path, params] as const;

/** Milliseconds until a view that could not keep up is asked again. */
const behindMs = 2_000;

const viewsIn = ({ meta }: Cached): readonly string[] => (meta?.views as readonly string[] | undefined) ?? [];

export const answers = (api: Pick<ApiClient, 'query'>, cache: QueryClient): Answers => {
  const heard = positions();
  const again = (touched: ReadonlySet<string>) =>
    cache.invalidateQueries({ predicate: asked => viewsIn(asked).some(view => touched.has(view)) });
  const invalidate = (types: Iterable<string>) => again(new Set([...types].flatMap(touchedBy)));
  const note = (type: string, position: string) => heard.note(touchedBy(type), position);
  return {
    ask: async (query, params) => {
      try {
        return await api.query(query, params, { after: heard.after(query.views) });
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'view-behind') throw error;
        setTimeout(() => void again(new Set(query.views)), behindMs);
        return api.query(query, params);
      }
    },
    note,
    invalidate,
    happened: (type, position) => {
      note(type, position);
      void invalidate([type]);
    },
    forgetPositions: heard.forget,
  };
};
