/** Type-ahead in a catalogue: by the beginning of a code, part of a name, or part of its pinyin initials. */

interface Entry {
  readonly code: string;
  readonly name: string;
  readonly initials: string;
  readonly listed: boolean;
}

/** How near an entry is to a word in lower case: 0 the nearest, Infinity not at all. */
const distance = (entry: Entry, word: string): number => {
  const { initials } = entry;
  const [code, name] = [entry.code.toLowerCase(), entry.name.toLowerCase()];
  if (code === word || name === word) return 0;
  if (initials === word) return 1;
  if (name.startsWith(word)) return 2;
  if (code.startsWith(word)) return 3;
  if (initials.startsWith(word)) return 4;
  if (name.includes(word)) return 5;
  // 氨氯地平 is what people type for 苯磺酸氨氯地平; one letter would find everything.
  return word.length > 1 && initials.includes(word) ? 6 : Number.POSITIVE_INFINITY;
};

/** The listed and wanted entries that every word of `q` finds, the nearest first; equally near ones by the length of their name, then by code. */
export const searched = <T extends Entry>(
  entries: Iterable<T>,
  q: string,
  limit: number,
  wanted: (entry: T) => boolean,
): T[] => {
  const words = q.toLowerCase().split(/\s+/);
  const found: { entry: T; far: number }[] = [];
  for (const entry of entries) {
    if (!entry.listed || !wanted(entry)) continue;
    const far = Math.max(...words.map(word => distance(entry, word)));
    if (far < Number.POSITIVE_INFINITY) found.push({ entry, far });
  }
  return found
    .sort(
      (a, b) =>
        a.far - b.far ||
        a.entry.name.length - b.entry.name.length ||
        (a.entry.code < b.entry.code ? -1 : Number(a.entry.code > b.entry.code)),
    )
    .slice(0, limit)
    .map(({ entry }) => entry);
};
