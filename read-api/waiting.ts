/** What waits, as its declaration says: filters of lists, and counts. */
import type { ViewShape } from '@yunzhen/contracts/shape';
import { fieldOf, lateFrom, type Waiting } from '@yunzhen/contracts/waiting';
import type { View } from './answer.ts';

const status = (declared: Waiting) => ({ status: { $in: [...declared.in] } });

/** Rows that wait; what has not begun yet does not. */
export const waits = (declared: Waiting, now: Date): object =>
  'since' in declared.late
    ? { ...status(declared), [declared.late.since]: { $lte: now.toISOString() } }
    : status(declared);
/** Those that are late, and those that are not. */
export const late = (declared: Waiting, now: Date): object => ({
  ...status(declared),
  [fieldOf(declared)]: { $lte: lateFrom(declared, now.getTime()) },
});
export const inTime = (declared: Waiting, now: Date): object => ({
  ...status(declared),
  [fieldOf(declared)]: { $gt: lateFrom(declared, now.getTime()) },
});

export interface Counted {
  readonly count: number;
  readonly late: number;
  readonly first: string | null;
}
/** How many of these instants there are, how many of them are late, and the first. */
export const counted = (declared: Pick<Waiting, 'late'>, instants: readonly string[], now: Date): Counted => {
  const limit = lateFrom(declared, now.getTime());
  return {
    count: instants.length,
    late: instants.filter(at => at <= limit).length,
    first: instants.toSorted()[0] ?? null,
  };
};

/** The same of the rows of a view that wait. */
export const waitingIn = async (view: View, declared: Waiting, now: Date) => {
  const field = fieldOf(declared);
  const rows = await view(declared.of as ViewShape<Record<string, string>>)
    .find(waits(declared, now))
    .project<Record<string, string>>({ _id: 0, [field]: 1 })
    .toArray();
  return counted(
    declared,
    rows.map(row => `${row[field]}`),
    now,
  );
};
