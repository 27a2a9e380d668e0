/** Chance, and people who do not exist. */

const below = (n: number) => Math.floor(Math.random() * n);

/** @param otherwise what is wrong when there is nothing to choose from */
export const pick = <T>(from: readonly T[], otherwise: string): T => {
  const found = from[below(from.length)];
  if (found === undefined) throw new Error(otherwise);
  return found;
};
