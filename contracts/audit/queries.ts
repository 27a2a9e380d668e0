import { z } from 'zod';
import { accountsView } from '../account/row.ts';
import { disclosureReasons } from '../disclosure/disclosure.ts';
import { disclosuresView } from '../disclosure/row.ts';
import { day, id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { roles } from '../roles.ts';
import { auditKinds, auditLog, auditRow } from './row.ts';

/** What an entry is about, in the word of a capability; null: of none, such as a sign-in. */
const topic = z.string().nullable();
const reason = z.enum(disclosureReasons).nullable();

export const auditShown = auditRow
  .pick({
    at: true,
    kind: true,
    what: true,
    who: true,
    role: true,
    whose: true,
    about: true,
    from: true,
    outcome: true,
  })
  .extend({ entryId: z.string(), topic, reason, whoName: personal('name').nullable() });
export type AuditShown = z.output<typeof auditShown>;

/** A look at one's own data, as its person reads it: those who treat by name, everybody else of the house by what they do. */
const lookShown = z.object({
  entryId: z.string(),
  at: instant,
  role: z.enum(roles),
  practitionerName: z.string().nullable(),
  topic,
  exported: z.boolean(),
  reason,
});

export const auditQueries = {
  audit: query({
    path: '/audit',
    summary: 'T2 Who looked at what and at whom, who signed in, was refused, or changed something, newest first',
    access: { auditor: 'any' },
    params: {
      ...paging,
      kind: z.enum(auditKinds).optional(),
      role: z.enum(roles).optional(),
      outcome: z.enum(['done', 'refused']).optional(),
      who: id.optional(),
      /** In `whose` or in `about`. */
      whose: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(auditShown),
    reads: [auditLog, accountsView, disclosuresView],
  }),
  looksAtMe: query({
    path: '/me/looks',
    summary: 'T2 N5 Who else looked at the own data, newest first',
    access: { patient: 'own' },
    params: paging,
    result: page(lookShown),
    reads: [auditLog, practitionersView, disclosuresView],
  }),
};
