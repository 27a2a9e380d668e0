import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf } from '../language.ts';
import { roles } from '../roles.ts';

/** O4: one way to sign in. Stream `account-<id>`, the id derived from the credential (WeChat openid or staff login). */
export const account = capability('account', {
  events: {
    opened: { accountId: id, holderId: id, role: z.enum(roles) },
    passwordSet: { accountId: id, passwordHash: z.string() },
    closed: { accountId: id },
    /** Without a password: it was forgotten when the account was closed. */
    reopened: { accountId: id },
  },
  commands: {
    open: { summary: 'Open an account for a holder', input: { holderId: id, role: z.enum(roles) } },
    'set-password': { summary: 'Set the password of a staff account', input: { passwordHash: z.string() } },
    close: { summary: 'O4 Close an account', access: { operator: 'any' }, input: {} },
    reopen: { summary: 'O4 Open a closed account again', access: { operator: 'any' }, input: {} },
  },
  refusals: ['unknown-account', 'account-closed', 'account-taken', 'unknown-holder'],
});

export type AccountEvent = EventOf<typeof account>;
export type AccountCommand = CommandOf<typeof account>;
export type AccountRefusal = RefusalOf<typeof account>;
