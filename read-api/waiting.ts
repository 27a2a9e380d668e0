/** What waits, as its declaration says: filters of lists. */
import { fieldOf, lateFrom, type Waiting } from '@yunzhen/contracts/waiting';

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
