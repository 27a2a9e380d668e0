/** The cache of answers: each asked at the position that its views were heard of, and asked again when one of them has changed. */
import type { Query as Cached, QueryClient } from '@tanstack/react-query';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import type { Shape } from '@yunzhen/contracts/shape';
import type { z } from 'zod';
import { changes } from './changes.ts';
import { positions } from './positions.ts';

export interface Answers {
  /** Asks once; a view that cannot keep up answers with what it has, and is asked again a moment later. */
  readonly ask: <P extends z.ZodRawShape, R extends z.ZodType>(
    query: Query<P, R>,
    params: z.input<z.ZodObject<P>>,
  ) => Promise<z.output<R>>;
  /** Something happened at this position: an event by its type, or a command of a capability. Nothing is asked yet. */
  readonly note: (type: string, position: string) => void;
  /** Asks again what these have made old and somebody looks at. */
  readonly invalidate: (types: readonly string[]) => Promise<void>;
  /** Both. */
  readonly happened: (type: string, position: string) => void;
  readonly forgetPositions: () => void;
}

/** What an answer was made of, for the cache. `open`: the same for everybody. */
export const metaOf = ({ reads, access }: Pick<Query, 'reads' | 'access'>) => ({ reads, open: access === 'everyone' });
/** The one name of a question in the cache. */
export const keyOf = ({ path }: Pick<Query, 'path'>, params: object, kind: 'one' | 'pages' = 'one') =>
  [kind, path, params] as const;

/** Milliseconds until a view that could not keep up is asked again. */
const behindMs = 2_000;

const readsOf = ({ meta }: Cached): readonly Shape[] => (meta?.reads as readonly Shape[] | undefined) ?? [];

export const answers = (api: Pick<ApiClient, 'query'>, cache: QueryClient): Answers => {
  const heard = positions();
  const invalidate = (types: readonly string[]) =>
    cache.invalidateQueries({ predicate: asked => types.some(type => changes(readsOf(asked), type)) });
  /** What reads one of these, whatever happened. */
  const again = (names: ReadonlySet<string>) =>
    cache.invalidateQueries({ predicate: asked => readsOf(asked).some(({ name }) => names.has(name)) });
  return {
    ask: async (query, params) => {
      try {
        return await api.query(query, params, { after: heard.after(query.reads) });
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'view-behind') throw error;
        setTimeout(() => void again(new Set(query.reads.map(({ name }) => name))), behindMs);
        return api.query(query, params);
      }
    },
    note: heard.note,
    invalidate,
    happened: (type, position) => {
      heard.note(type, position);
      void invalidate([type]);
    },
    forgetPositions: heard.forget,
  };
};
