import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import { approvalsView } from '@yunzhen/contracts/approval/row';
import type { Actor } from '@yunzhen/contracts/roles';
import { answer } from '../answer.ts';
import { approvedBy } from '../approvals.ts';
import { pageOf } from '../paging.ts';

/** What one may decide on, and what one proposed oneself. */
const concerns = (by: Actor | null): object => ({
  $or: [{ proposedBy: by?.id ?? '' }, ...approvedBy(by)],
});

export const approvals = answer(
  'approvals',
  approvalQueries.approvals,
  ({ params: { status, ...paging }, by, view }) => {
    const sort =
      status === 'proposed'
        ? ({ field: 'until', direction: 1 } as const)
        : ({ field: 'endedAt', direction: -1 } as const);
    return pageOf(view(approvalsView), { status, ...concerns(by) }, sort, paging);
  },
);
