import { type Status, states } from '../states.ts';
import type { DifferenceEvent } from './difference.ts';
import type { PeriodEvent } from './period.ts';
import type { ReconciliationEvent } from './reconciliation.ts';

const open = ['expected', 'waiting', 'matched', 'doubted'] as const;

/** A day, from its expectation to its end. Imports leave it as it is: only a run of the matching says how the books stand. */
export const reconciliationStates = states<ReconciliationEvent>()('reconciliation', {
  expected: { from: ['none'], to: 'expected' },
  requested: { from: open, to: 'waiting' },
  uploaded: { from: open, to: 'waiting' },
  'trade-imported': { from: open, to: 'waiting' },
  'flow-imported': { from: open, to: 'waiting' },
  unchanged: { from: open, to: 'waiting' },
  absent: { from: open, to: 'waiting' },
  broken: { from: open, to: 'waiting' },
  'match-requested': { from: open },
  matched: { from: open, to: 'matched' },
  doubted: { from: open, to: 'doubted' },
  settled: { from: [...open, 'closed'] },
  closed: { from: ['matched'], to: 'closed' },
  reopened: { from: ['closed'], to: 'matched' },
});
export type ReconciliationStatus = Status<typeof reconciliationStates>;

const unsolved = ['open', 'assigned', 'carried'] as const;

/** 差异: opened, taken, and out of the way by a decision or by itself. One that is over opens again only when it changes. */
export const differenceStates = states<DifferenceEvent>()('difference', {
  opened: { from: ['none', 'healed', 'resolved'], to: 'open' },
  changed: { from: unsolved, to: 'open' },
  healed: { from: [...unsolved, 'resolved'], to: 'healed' },
  assigned: { from: ['open', 'assigned', 'carried'], to: 'assigned' },
  noted: { from: unsolved },
  asked: { from: unsolved },
  resolved: { from: unsolved, to: 'resolved' },
  carried: { from: unsolved, to: 'carried' },
});
export type DifferenceStatus = Status<typeof differenceStates>;

/** 会计期间: closed and opened by two people. */
export const periodStates = states<PeriodEvent>()('period', {
  closed: { from: ['none', 'open'], to: 'closed' },
  reopened: { from: ['closed'], to: 'open' },
});
export type PeriodStatus = Status<typeof periodStates>;
