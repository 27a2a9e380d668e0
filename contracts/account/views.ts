import { z } from 'zod';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { page, paging, query } from '../query.ts';
import { roles, staffRoles } from '../roles.ts';
import { accountStates } from './states.ts';

/** What happened to an account, for its owner and for who looks after it. */
export const accountChanges = [
  'opened',
  'proposed',
  'reset',
  'approved',
  'declined',
  'password-set',
  'wechat-bound',
  'wechat-unbound',
  'signed-out',
  'closed',
  'reopened',
] as const;

export const accountRow = z.object({
  accountId: id,
  role: z.enum(roles),
  status: z.enum(accountStates.statuses),
  /** Of patients null. */
  login: z.string().nullable(),
  name: personal('name').nullable(),
  /** Who may not approve it. */
  proposedBy: id.nullable(),
  /** The end of the invitation. */
  until: instant.nullable(),
  wechatBoundAt: instant.nullable(),
  /** When the rights of this account ended last; what was signed in until then is out. */
  endedAt: instant.nullable(),
  /** False once the practitioner has left. */
  practising: z.boolean(),
  openedAt: instant,
  history: z.array(z.object({ what: z.enum(accountChanges), at: instant, by: id.nullable() })),
});
export type AccountRow = z.infer<typeof accountRow>;

const access = { administrator: 'any', security: 'any', auditor: 'any' } as const;

export const accountQueries = {
  accounts: query({
    path: '/accounts',
    summary: 'O4 Accounts of staff, by role and status, the newest first',
    access,
    params: { ...paging, role: z.enum(staffRoles).optional(), status: accountRow.shape.status.optional() },
    result: page(accountRow),
    views: ['accounts'],
  }),
  account: query({
    path: '/accounts/:accountId',
    summary: 'O4 One account',
    access,
    params: { accountId: id },
    result: accountRow,
    views: ['accounts'],
  }),
  myAccount: query({
    path: '/me/account',
    summary: 'O4 D1 The own account: its login, its phone, and what happened to it',
    access: {
      patient: 'own',
      doctor: 'own',
      pharmacist: 'own',
      operator: 'own',
      manager: 'own',
      administrator: 'own',
      security: 'own',
      auditor: 'own',
    },
    params: {},
    result: accountRow,
    views: ['accounts'],
  }),
};
