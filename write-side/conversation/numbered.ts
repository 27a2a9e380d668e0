/**
 * Ids in the order in which they came, each once. A value, yet adding to it copies nothing: what it becomes shares its map, of
 * which each takes only the numbers below its own length for its own.
 */
export interface Numbered {
  readonly length: number;
  readonly numbers: ReadonlyMap<string, number>;
}

export const none: Numbered = { length: 0, numbers: new Map() };

export const includes = ({ length, numbers }: Numbered, id: string): boolean => (numbers.get(id) ?? length) < length;

/** With one more, which it does not include yet. */
export const plus = ({ length, numbers }: Numbered, id: string): Numbered => {
  // Another may have gone on from here otherwise; and of nothing everybody begins.
  const shared = length > 0 && numbers.size === length;
  const mine = shared ? (numbers as Map<string, number>) : new Map([...numbers].filter(([, at]) => at < length));
  return { length: length + 1, numbers: mine.set(id, length) };
};
