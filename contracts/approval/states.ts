import { type Status, states } from '../states.ts';
import type { ApprovalEvent } from './approval.ts';

/** What was declined, withdrawn, approved or never decided may be proposed again. */
export const approvalStates = states<ApprovalEvent>()('approval', {
  proposed: { from: ['none', 'approved', 'declined', 'withdrawn', 'lapsed'], to: 'proposed' },
  /** Also when it was declined, withdrawn or too late while it was carried out. */
  approved: { from: ['proposed', 'declined', 'withdrawn', 'lapsed'], to: 'approved' },
  declined: { from: ['proposed'], to: 'declined' },
  withdrawn: { from: ['proposed'], to: 'withdrawn' },
  lapsed: { from: ['proposed'], to: 'lapsed' },
});
export type ApprovalStatus = Status<typeof approvalStates>;
