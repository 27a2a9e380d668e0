/** Type-ahead in a catalogue: by the beginning of a code, part of a name, or the beginning of its pinyin initials. */
import type { Collection, Filter } from 'mongodb';
import { type Row, shown } from './answer.ts';
import { literally } from './filters.ts';

interface Entry {
  readonly code: string;
  readonly name: string;
  readonly initials: string;
  readonly listed: boolean;
}

/** How near an entry is: 0 the nearest. */
const distance = ({ code, name, initials }: Entry, q: string): number => {
  const typed = q.toLowerCase();
  const nearness = [
    code.toLowerCase() === typed || name === q,
    initials === typed,
    name.startsWith(q),
    code.toLowerCase().startsWith(typed),
    initials.startsWith(typed),
  ];
  const place = nearness.indexOf(true);
  return place < 0 ? nearness.length : place;
};

/** Entries that are looked at before the nearest are chosen: bounds a search for one letter. */
const most = 500;

/** The nearest listed entries first; equally near ones by the length of their name, then by code. */
export const searched = async <T extends Entry>(
  collection: Collection<Row<T>>,
  filter: object,
  q: string,
  limit: number,
): Promise<T[]> => {
  // Codes and initials are found by their indexes; a part of a name only by looking at all of them.
  const latin = /^[\x20-\x7e]+$/.test(q);
  const begins = [
    { code: { $regex: `^${literally(q.toUpperCase())}` } },
    { initials: { $regex: `^${literally(q.toLowerCase())}` } },
  ];
  const find = async (condition: object): Promise<T[]> =>
    (
      (await collection
        .find({ ...filter, ...condition, listed: true } as Filter<Row<T>>)
        .limit(most)
        .toArray()) as unknown as Row<T>[]
    ).map(shown);
  const found = latin ? (await Promise.all(begins.map(find))).flat() : [];
  if (!latin || found.length < limit) found.push(...(await find({ name: { $regex: literally(q), $options: 'i' } })));
  const distinct = [...new Map(found.map(entry => [entry.code + entry.name, entry])).values()];
  return distinct
    .map(entry => ({ entry, place: [distance(entry, q), entry.name.length] as const }))
    .sort(
      (a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1] || a.entry.code.localeCompare(b.entry.code, 'en'),
    )
    .slice(0, limit)
    .map(({ entry }) => entry);
};
