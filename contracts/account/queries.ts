import { z } from 'zod';
import { id } from '../language.ts';
import { page, paging, query } from '../query.ts';
import { ownOf, roles, staffRoles } from '../roles.ts';
import { accountRow, accountsView } from './row.ts';

const access = { administrator: 'any', security: 'any', auditor: 'any' } as const;

export const accountQueries = {
  accounts: query({
    path: '/accounts',
    summary: 'O4 Accounts of staff, by role and status, the newest first',
    access,
    params: { ...paging, role: z.enum(staffRoles).optional(), status: accountRow.shape.status.optional() },
    result: page(accountRow),
    reads: [accountsView],
  }),
  account: query({
    path: '/accounts/:accountId',
    summary: 'O4 One account',
    access,
    params: { accountId: id },
    result: accountRow,
    reads: [accountsView],
  }),
  myAccount: query({
    path: '/me/account',
    summary: 'O4 D1 The own account: its login, its phone, and what happened to it',
    access: ownOf(roles),
    params: {},
    result: accountRow,
    reads: [accountsView],
  }),
};
