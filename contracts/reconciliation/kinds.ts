/** What the books can say of one payment or refund, as data: which of it needs people, and which ways out there are. No zod: screens import it. */

/** One for each line that is matched, in the order in which they are decided. */
export const outcomes = [
  'foreign',
  'duplicate-row',
  'refund-over',
  'refund-abnormal',
  'refund-closed',
  'channel-only',
  'state-differs',
  'duplicate-payment',
  'amount-differs',
  'in-transit',
  'platform-only',
  'arrival-missing',
  'arrival-other',
  'fee-differs',
  'refund-processing',
  'matched-cross-day',
  'declined',
  'matched',
] as const;
export type Outcome = (typeof outcomes)[number];
/** Those that agree, or are counted apart. `declined`: a payment that did not count, and its refund. */
export const settled = ['foreign', 'matched-cross-day', 'declined', 'matched'] as const;
export type DifferenceKind = Exclude<Outcome, (typeof settled)[number]>;
export const isDifference = (outcome: Outcome): outcome is DifferenceKind =>
  !(settled as readonly Outcome[]).includes(outcome);
export const differenceKinds = outcomes.filter(isDifference);

/** What a line of the books is about; `fee` is one a day, `other` a movement that no payment or refund explains. */
export const lineKinds = ['pay', 'refund', 'fee', 'other'] as const;
export type LineKind = (typeof lineKinds)[number];

/**
 * Ways out of a difference. `income`: a surplus nobody claims; `repaid`: it was given back at the channel; `found`: the missing money came;
 * `undo`: what we booked did not happen, or a refund at the channel counts as one of ours; `loss`: written off; `explained`: there is
 * nothing to book; `carry`: left open by name over the end of the day.
 */
export const ways = ['explained', 'carry', 'income', 'repaid', 'found', 'undo', 'loss'] as const;
export type Way = (typeof ways)[number];

interface Handling {
  /** How many people it takes, whatever the amount. */
  readonly people: 1 | 2;
  /** Whether the money waits on an account of its own until it is decided. */
  readonly suspense: boolean;
  /** How often it may be carried; 0: never. */
  readonly carries: number;
}
export const handling: { readonly [K in DifferenceKind]: Handling } = {
  'duplicate-row': { people: 1, suspense: true, carries: 0 },
  'refund-over': { people: 2, suspense: true, carries: 1 },
  'refund-abnormal': { people: 2, suspense: false, carries: 12 },
  'refund-closed': { people: 1, suspense: false, carries: 12 },
  'channel-only': { people: 2, suspense: true, carries: 3 },
  'state-differs': { people: 1, suspense: false, carries: 1 },
  'duplicate-payment': { people: 1, suspense: false, carries: 1 },
  'amount-differs': { people: 2, suspense: true, carries: 1 },
  'in-transit': { people: 1, suspense: false, carries: 1 },
  'platform-only': { people: 2, suspense: false, carries: 1 },
  'arrival-missing': { people: 1, suspense: false, carries: 3 },
  'arrival-other': { people: 2, suspense: true, carries: 1 },
  'fee-differs': { people: 1, suspense: false, carries: 0 },
  'refund-processing': { people: 1, suspense: false, carries: 12 },
};

/** Fen up to which an operator may approve what another proposed; above it a manager must. */
export const approvalLimit = 10_000;
