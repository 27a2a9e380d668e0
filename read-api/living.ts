/** A view's collection as queries see it: what was removed is left out, though its place is remembered for a while. */
import { present } from '@yunzhen/platform/view-progress';
import type { Collection, Document } from 'mongodb';

const filtered = new Set(['find', 'findOne', 'countDocuments']);

/** Aggregations begin with a match of their own. */
export const living = <T extends Document>(collection: Collection<T>): Collection<T> =>
  new Proxy(collection, {
    get: (of, name) => {
      const value: unknown = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      const method = value as (...given: unknown[]) => unknown;
      if (name === 'aggregate')
        return (stages: readonly object[] = [], ...more: unknown[]) =>
          method.call(of, [{ $match: present }, ...stages], ...more);
      if (!filtered.has(String(name))) return method.bind(of);
      return (filter: object = {}, ...more: unknown[]) => method.call(of, { ...filter, ...present }, ...more);
    },
  });
