import type { Collection, Filter, Sort } from 'mongodb';
import { type Row, shown } from './answer.ts';

/**
 * One page of a list sorted by a field, ties broken by id: `next` goes on behind the last row, so that rows arriving meanwhile
 * neither repeat nor hide others.
 */
export const pageOf = async <T>(
  collection: Collection<Row<T>>,
  filter: object,
  sort: { readonly field: string; readonly direction: 1 | -1 },
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: Omit<Row<T>, '_id' | 'position'>[]; next: string | null }> => {
  const { field, direction } = sort;
  const behind = direction === 1 ? '$gt' : '$lt';
  const start = cursor ? placeOf(cursor) : null;
  const from = start && {
    $or: [{ [field]: { [behind]: start[0] } }, { [field]: start[0], _id: { [behind]: start[1] } }],
  };
  const rows = (await collection
    .find((from ? { $and: [filter, from] } : filter) as Filter<Row<T>>)
    .sort({ [field]: direction, _id: direction } as Sort)
    .limit(limit + 1)
    .toArray()) as unknown as Row<T>[];
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? cursorOf([(last as Record<string, unknown>)[field], last._id]) : null;
  return { rows: page.map(shown), next };
};

/** Where the next page goes on: the last row's value of what is sorted by, and its id. */
export const cursorOf = (place: readonly unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');
/** A cursor that is not ours begins from the start; its parts go into a filter, where an object would be an operator. */
export const placeOf = (cursor: string): readonly [unknown, string] | null => {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(place) || place.length !== 2 || typeof place[1] !== 'string') return null;
    return place[0] === null || typeof place[0] !== 'object' ? [place[0], place[1]] : null;
  } catch {
    return null;
  }
};
