import { z } from 'zod';
import { accountsView } from '../account/row.ts';
import { consultationsView } from '../consultation/row.ts';
import { id } from '../language.ts';
import { personal } from '../personal.ts';
import { page, paging, query } from '../query.ts';
import { registrationsView } from '../registration/row.ts';
import { holdsRow, holdsView, privacyRequestsView, privacyRow, privacyStatuses } from './row.ts';

const deciders = { operator: 'any', manager: 'any', auditor: 'any' } as const;

/** With what stands in the way of an erasure, for those who decide. */
export const privacyShown = privacyRow.extend({
  proposedByName: personal('name').nullable(),
  decidedByName: personal('name').nullable(),
  /** Visits that are paid or waited for, or under way. */
  openVisits: z.int(),
  holds: holdsRow.shape.holds,
});

export type PrivacyRow = z.infer<typeof privacyRow>;
export type PrivacyShown = z.infer<typeof privacyShown>;

export const privacyQueries = {
  privacyRequests: query({
    path: '/privacy-requests',
    summary: 'N5 Requests about personal data; open ones by their deadline, others newest first',
    access: { patient: 'own', ...deciders },
    params: { ...paging, status: z.enum(privacyStatuses).optional() },
    result: page(privacyRow),
    reads: [privacyRequestsView],
  }),
  privacyRequest: query({
    path: '/privacy-requests/:requestId',
    summary: 'N5 One request, with what stands in the way of it',
    access: deciders,
    params: { requestId: id },
    result: privacyShown,
    reads: [privacyRequestsView, holdsView, accountsView, registrationsView, consultationsView],
  }),
};
