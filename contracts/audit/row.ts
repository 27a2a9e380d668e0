import { z } from 'zod';
import { id, instant } from '../language.ts';
import { roles } from '../roles.ts';
import { opened } from '../sealed.ts';
import { logShape } from '../shape.ts';

/** `look`: an answer or a picture with personal data; `export`: pages of a list for a file; `change`: a command of the house's own staff. */
export const auditKinds = ['look', 'export', 'sign-in', 'change'] as const;
export type AuditKind = (typeof auditKinds)[number];

/** Years that an entry is kept at the least; 网络安全法 asks for six months, 个人信息保护法 56 for three years. */
export const auditYears = 3;

/** T2: one look, sign-in, change or refusal. Ids alone, and where from sealed: nothing in it says who anybody is. */
export const auditEntry = z.object({
  at: instant,
  kind: z.enum(auditKinds),
  /** The permission that was used: `query.records`, `endpoint.picture`, `account.close`. */
  what: z.string(),
  /** Null where nobody was signed in, or the token was no good. */
  who: id.nullable(),
  role: z.enum(roles).nullable(),
  /** The sign-in. */
  session: id.nullable(),
  /** Accounts of those whose data was shown, or who were signed in. */
  whose: z.array(id),
  /** What was asked for by its id: a visit, a file, an account, the credential of a sign-in. */
  about: id.nullable(),
  /** The disclosure in which who looked said why. */
  why: id.nullable(),
  /** Network address, sealed for who looked; for the hospital where nobody was signed in. Null once they are erased. */
  from: opened(z.string()).nullable(),
  /** `done`, or the code of the refusal. */
  outcome: z.string(),
});
/** Every entry carries the hash of the one before it: each process is a writer with a chain of its own. */
export const auditRow = auditEntry.extend({
  writer: id,
  number: z.int().nonnegative(),
  previous: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** Written by every process that answers. */
export const auditLog = logShape({
  name: 'audit',
  version: 1,
  row: auditRow,
  owners: { patient: 'whose' },
  events: ['audit.anchored'],
});
