import { deadline } from '../deadlines.ts';
import type { ApprovalEvent, approval } from './approval.ts';
import type { ApprovalStatus } from './states.ts';

/** What no second person looked at in time: it is proposed anew, or dropped. */
export const approvalDeadline = deadline<ApprovalEvent, typeof approval, ApprovalStatus>()({
  event: 'approval.proposed',
  until: 'until',
  id: 'approvalId',
  capability: 'approval',
  command: 'lapse',
  input: [],
  ends: ['proposed'],
});
