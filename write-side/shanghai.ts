/** The day in Asia/Shanghai (`YYYY-MM-DD`) of an ISO instant: ages, years of practice and working days are counted by it. */
export const dayInShanghai = (instant: string): string =>
  // No summer time since 1991, so a fixed offset is enough for every instant the hospital knows.
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
