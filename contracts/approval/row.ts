import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { approvalStates } from './states.ts';

/** 待核准: what waits for a second person or did, in its latest round. */
export const approvalRow = z.object({
  approvalId: id,
  round: z.int().positive(),
  capability: z.string(),
  /** The stream it is about. */
  subjectId: id,
  command: z.string(),
  /** JSON of what was proposed: shown to those who decide on it, so never masked. Null when the person was erased. */
  input: opened(z.string()).nullable(),
  status: z.enum(approvalStates.statuses),
  proposedBy: id,
  proposedAt: instant,
  until: instant,
  /** Who approved, declined or withdrew it; null while it waits, and when its time was over. */
  decidedBy: id.nullable(),
  endedAt: instant.nullable(),
  reason: opened(z.string()).nullable(),
});
export type ApprovalRow = z.infer<typeof approvalRow>;

export const approvalsView = viewShape({
  name: 'approvals',
  version: 1,
  row: approvalRow,
  owners: {},
  events: ['approval.proposed', 'approval.approved', 'approval.declined', 'approval.withdrawn', 'approval.lapsed'],
});

/** Of those who approve the command, never of who proposed it. */
export const approvalsWaiting = waiting(approvalsView)({
  in: ['proposed'],
  next: ['operator', 'manager', 'security'],
  late: { until: 'until' },
});
