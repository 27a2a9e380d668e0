import { z } from 'zod';
import { actorId, id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { type Role, roles } from '../roles.ts';
import { viewShape } from '../shape.ts';
import { accountStates } from './states.ts';

/** What happened to an account, for its owner and for who looks after it. */
export const accountChanges = [
  'opened',
  'invited',
  'reset',
  'password-set',
  'second-factor-set',
  'wechat-bound',
  'wechat-unbound',
  'signed-out',
  'closed',
  'reopened',
  'erased',
] as const;

export const accountRow = z.object({
  accountId: id,
  role: z.enum(roles),
  status: z.enum(accountStates.statuses),
  /** Of patients null. */
  login: z.string().nullable(),
  name: personal('name').nullable(),
  /** The end of the invitation. */
  until: instant.nullable(),
  wechatBoundAt: instant.nullable(),
  /** Null while the password alone signs in. */
  secondFactorAt: instant.nullable(),
  /** When the rights of this account ended last; what was signed in until then is out. */
  endedAt: instant.nullable(),
  /** False once the practitioner has left. */
  practising: z.boolean(),
  openedAt: instant,
  /** What happened until then its owner has read. */
  acknowledgedUntil: instant.nullable(),
  history: z.array(z.object({ what: z.enum(accountChanges), at: instant, by: actorId.nullable() })),
});

export const accountsView = viewShape({
  name: 'accounts',
  version: 3,
  row: accountRow,
  owners: Object.fromEntries(roles.map(role => [role, 'accountId'])) as Record<Role, 'accountId'>,
  events: [
    'account.opened',
    'account.invited',
    'account.reset',
    'account.password-set',
    'account.second-factor-set',
    'account.wechat-bound',
    'account.wechat-unbound',
    'account.signed-out',
    'account.acknowledged',
    'account.closed',
    'account.reopened',
    'account.erased',
    'practitioner.retired',
    'practitioner.rehired',
  ],
});
