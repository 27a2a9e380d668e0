import type { ApprovalEvent } from '@yunzhen/contracts/approval/approval';
import { approvalsView } from '@yunzhen/contracts/approval/row';
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { StoredRow } from '@yunzhen/contracts/shape';
import { type Meta, type Operation, project } from '../view.ts';

type ApprovalRow = StoredRow<typeof approvalsView>;

const ended = (
  status: ApprovalRow['status'],
  { approvalId, by, reason }: { approvalId: string; by?: string; reason?: Sealed<string> },
  { at }: Meta,
): Operation<ApprovalRow> => ({
  id: approvalId,
  set: { status, decidedBy: by ?? null, endedAt: at, reason: reason ?? null },
});

/** 待核准: each command of a stream that was ever proposed, in its latest round. */
export const approvals = project(approvalsView)<ApprovalEvent>(
  {
    'approval.proposed': ({ by, ...e }, { at }) => ({
      id: e.approvalId,
      set: {
        approvalId: e.approvalId,
        round: e.round,
        capability: e.capability,
        subjectId: e.subjectId,
        command: e.command,
        input: e.input,
        until: e.until,
        status: 'proposed',
        proposedBy: by,
        proposedAt: at,
        decidedBy: null,
        endedAt: null,
        reason: null,
      },
    }),
    'approval.approved': (e, meta) => ended('approved', e, meta),
    'approval.declined': (e, meta) => ended('declined', e, meta),
    'approval.withdrawn': (e, meta) => ended('withdrawn', e, meta),
    'approval.lapsed': (e, meta) => ended('lapsed', e, meta),
  },
  [
    { status: 1, until: 1 },
    { status: 1, endedAt: -1 },
  ],
);
