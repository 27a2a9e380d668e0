import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { id } from '../language.ts';
import { personal } from '../personal.ts';
import { practitionerRow, practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { ownOf, roles, staffRoles } from '../roles.ts';
import { opened } from '../sealed.ts';
import { accountRow, accountsView } from './row.ts';

const access = { administrator: 'any', security: 'any', auditor: 'any' } as const;

/** With the names of those who changed it; null for the system itself. */
export const accountShown = accountRow.extend({
  history: z.array(accountRow.shape.history.element.extend({ byName: personal('name').nullable() })),
});
export type AccountRow = z.infer<typeof accountRow>;
export type AccountShown = z.infer<typeof accountShown>;

/** As its owner sees it: nobody's own name is masked for them, nor who changed their account. */
export const ownAccount = accountRow.extend({
  name: opened(z.string()).nullable(),
  history: z.array(accountRow.shape.history.element.extend({ byName: opened(z.string()).nullable() })),
});
export type OwnAccount = z.infer<typeof ownAccount>;

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
    result: accountShown,
    reads: [accountsView],
  }),
  withoutAccount: query({
    path: '/practitioners-without-account',
    summary: 'O4 Doctors and pharmacists who work here and have no account yet',
    access: { administrator: 'any' },
    params: {},
    result: z.array(
      z.object({
        ...practitionerRow.pick({ practitionerId: true, kind: true, name: true }).shape,
        departmentName: z.string().nullable(),
      }),
    ),
    reads: [practitionersView, departmentsView, accountsView],
  }),
  myAccount: query({
    path: '/me/account',
    summary: 'O4 D1 The own account: its login, its phone, and what happened to it',
    access: ownOf(roles),
    params: {},
    result: ownAccount,
    reads: [accountsView],
  }),
};
