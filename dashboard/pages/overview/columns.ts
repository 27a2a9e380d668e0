/** A grid of so many columns, where the style sheet's own number is not wanted. */
export const columns = (n: number | undefined) =>
  n === undefined ? undefined : { gridTemplateColumns: `repeat(${n}, minmax(0, 1fr))` };
