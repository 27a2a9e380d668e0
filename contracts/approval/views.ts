import { page, paging, query } from '../query.ts';
import { type StaffRole, staffRoles } from '../roles.ts';
import { approvalRow, approvalsView } from './row.ts';

export const approvalQueries = {
  approvals: query({
    path: '/approvals',
    summary:
      'O4 What waits for a second person, the most urgent first, or did: what one may decide on, and what one proposed',
    access: Object.fromEntries(staffRoles.map(role => [role, 'any'])) as Record<StaffRole, 'any'>,
    params: { ...paging, status: approvalRow.shape.status.default('proposed') },
    result: page(approvalRow),
    reads: [approvalsView],
  }),
};
