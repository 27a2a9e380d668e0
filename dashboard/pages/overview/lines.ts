/** Where the lines of a chart run: scale, points, and names that do not cover each other. */

/** Round values from zero to at least `most`, about four of them. */
export const ticksTo = (most: number): readonly number[] => {
  const rough = Math.max(1, most) / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map(factor => factor * ten).find(one => one >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
};

/** Moves heights apart until each has `gap` of its own, in their order, none above `top` where there is room. */
export const apart = (heights: readonly number[], gap: number, bottom: number): readonly number[] => {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let last = Number.NEGATIVE_INFINITY;
  for (const one of order) {
    one.height = Math.max(one.height, last + gap);
    last = one.height;
  }
  // What was pushed below the bottom pushes the others up again.
  let limit = bottom;
  for (const one of order.toReversed()) {
    one.height = Math.min(one.height, limit);
    limit = one.height - gap;
  }
  const placed = [...heights];
  for (const { height, index } of order) placed[index] = height;
  return placed;
};

/** Every so many-th of `count` labels of `width` pixels fits into `room`. */
export const everyOf = (count: number, width: number, room: number): number =>
  Math.max(1, Math.ceil((count * width) / Math.max(1, room)));
