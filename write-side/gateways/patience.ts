/** How long and how often a call is asked again before it becomes a case. Each gateway's folder says it for its own system. */

/** Milliseconds. */
export interface Patience {
  /** Without an answer for so long it is given up. */
  readonly unanswered: number;
  /** Taken there and not done for so long it is given up. */
  readonly pending: number;
  /** Our own code or settings fail for so long. */
  readonly broken: number;
  /** Before the first try again; doubled before each further one. */
  readonly first: number;
  /** Between two tries at the most. */
  readonly longest: number;
}
export const minutes = 60_000;
export const hours = 60 * minutes;

/** Of commands, which we decide ourselves. */
export const usualPatience: Patience = {
  unanswered: 24 * hours,
  pending: 24 * hours,
  broken: 24 * hours,
  first: 1_000,
  longest: 5 * minutes,
};
