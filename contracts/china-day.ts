/** The hospital's day: Asia/Shanghai, UTC+8 the whole year. */
const offset = 8 * 3_600_000;

/** First and one-past-last instant (ISO) of a day `YYYY-MM-DD`. */
export const chinaDay = (day: string): { readonly start: string; readonly end: string } => {
  const start = Date.parse(`${day}T00:00:00.000Z`) - offset;
  return { start: new Date(start).toISOString(), end: new Date(start + 86_400_000).toISOString() };
};

/** The day `YYYY-MM-DD` an instant falls on. */
export const chinaDayOf = (instant: string | Date): string =>
  new Date(new Date(instant).getTime() + offset).toISOString().slice(0, 10);
