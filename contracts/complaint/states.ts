import { type Status, states } from '../states.ts';
import type { ComplaintEvent } from './complaint.ts';

/** P10.4, O1.5: one that is over may be followed by another about the same. */
export const complaintStates = states<ComplaintEvent>()('complaint', {
  filed: { from: ['none', 'answered', 'withdrawn'], to: 'new' },
  /** Also over from a colleague. */
  taken: { from: ['new', 'in-hand'], to: 'in-hand' },
  answered: { from: ['in-hand'], to: 'answered' },
  withdrawn: { from: ['new', 'in-hand'], to: 'withdrawn' },
});
export type ComplaintStatus = Status<typeof complaintStates>;
