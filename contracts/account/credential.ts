import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf } from '../language.ts';

export const credentialKinds = ['login', 'wechat'] as const;

/** O4, D1: whose a login name or a WeChat is. Stream `credential-<id>`, the id derived from it: it leads to one account at a time. */
export const credential = capability('credential', {
  events: {
    assigned: { credentialId: id, accountId: id, kind: z.enum(credentialKinds) },
    released: { credentialId: id, accountId: id },
  },
  about: {
    assigned: { account: 'accountId' },
    released: { account: 'accountId' },
  },
  commands: {
    assign: { summary: 'It leads to this account', input: { accountId: id, kind: z.enum(credentialKinds) } },
    release: { summary: 'It leads to this account no longer', input: { accountId: id } },
  },
  refusals: ['credential-taken'],
});

export type CredentialEvent = EventOf<typeof credential>;
export type CredentialCommand = CommandOf<typeof credential>;
export type CredentialRefusal = RefusalOf<typeof credential>;
