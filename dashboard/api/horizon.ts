/** How far into the hospital's events this browser has been told: what it asks must have seen that much. */

let position = 0n;

export const horizon = {
  /** For `after` of a query; absent before anything was told. */
  get after(): string | undefined {
    return position === 0n ? undefined : String(position);
  },
  advance: (to: string): void => {
    const told = BigInt(to);
    if (told > position) position = told;
  },
};
