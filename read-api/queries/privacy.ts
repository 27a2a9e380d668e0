import { accountsView } from '@yunzhen/contracts/account/row';
import { consultationsView } from '@yunzhen/contracts/consultation/row';
import { privacyQueries } from '@yunzhen/contracts/privacy/queries';
import { holdsView, privacyRequestsView } from '@yunzhen/contracts/privacy/row';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import { answer, shown } from '../answer.ts';
import { all, equal } from '../filters.ts';
import { byId } from '../names.ts';
import { pageOf } from '../paging.ts';

const byDeadline = { field: 'dueAt', direction: 1 } as const;
const newest = { field: 'requestedAt', direction: -1 } as const;

export const privacyRequests = answer(
  'privacyRequests',
  privacyQueries.privacyRequests,
  ({ params, reachable, view }) => {
    const { status, ...paging } = params;
    const order = status === 'requested' ? byDeadline : newest;
    return pageOf(view(privacyRequestsView), all(equal({ status }), reachable(privacyRequestsView)), order, paging);
  },
);

export const privacyRequest = answer('privacyRequest', privacyQueries.privacyRequest, async ({ params, view }) => {
  const row = shown(await view(privacyRequestsView).findOne({ _id: params.requestId }));
  const { patientId, proposedBy, decidedBy } = row;
  const [names, held, waited, treated] = await Promise.all([
    byId(view, accountsView, [proposedBy, decidedBy]),
    view(holdsView).findOne({ _id: patientId }),
    view(registrationsView).countDocuments({ patientId, status: { $in: ['held', 'paid', 'booked'] } }),
    view(consultationsView).countDocuments({ patientId, status: 'in-progress' }),
  ]);
  return {
    ...row,
    proposedByName: names.get(proposedBy ?? '')?.name ?? null,
    decidedByName: names.get(decidedBy ?? '')?.name ?? null,
    // One under way is still booked.
    openVisits: Math.max(waited, treated),
    holds: held?.holds ?? [],
  };
});
