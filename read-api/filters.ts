/** Small parts of filters that many queries share. */
import { chinaDay } from '@yunzhen/contracts/china-day';

/** `{ [field]: … }` for instants within the days of the hospital, both included; `{}` without any. */
export const within = (field: string, from: string | undefined, to: string | undefined): Record<string, object> =>
  from || to ? { [field]: { ...(from && { $gte: chinaDay(from).start }), ...(to && { $lt: chinaDay(to).end }) } } : {};

/** The values that were given, for equality. */
export const equal = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));

/** A pattern that finds a text literally. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The later of two days or instants. */
export const later = (a: string, b: string): string => (a.localeCompare(b) < 0 ? b : a);

/** What all of these find: of a reach, and of what was asked. */
export const all = (...filters: readonly object[]): object => {
  const saying = filters.filter(filter => Object.keys(filter).length > 0);
  return saying.length > 1 ? { $and: saying } : (saying[0] ?? {});
};
