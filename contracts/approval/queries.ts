import { page, paging, query } from '../query.ts';
import { concerned } from './approval.ts';
import { approvalRow, approvalsView } from './row.ts';

export const approvalQueries = {
  approvals: query({
    path: '/approvals',
    summary:
      'O4 What waits for a second person, the most urgent first, or did: what one may decide on, and what one proposed',
    access: concerned,
    params: { ...paging, status: approvalRow.shape.status.default('proposed') },
    result: page(approvalRow),
    reads: [approvalsView],
  }),
};
