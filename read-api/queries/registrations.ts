import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import { answer, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { nameOne, withNames } from '../names.ts';
import { byNumber } from '../numbers.ts';
import { pageOf } from '../paging.ts';

export const registrations = answer('registrations', registrationQueries.registrations, async asking => {
  const { params, reachable, view } = asking;
  const { status, visitPersonId, clinicSessionId, departmentId, number, from, to, ...paging } = params;
  const filter = {
    ...equal({ status, visitPersonId, clinicSessionId, departmentId }),
    ...within('heldAt', from, to),
    ...byNumber(number, ['paymentId'], ['hisNumber']),
  };
  const sort = { field: 'heldAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(registrationsView), all(filter, reachable(registrationsView)), sort, paging);
  return { rows: await withNames(view, rows), next };
});

export const registration = answer(
  'registration',
  registrationQueries.registration,
  async ({ params, reachable, view }) => {
    const row = await view(registrationsView).findOne(
      all({ _id: params.registrationId }, reachable(registrationsView)),
    );
    return nameOne(view, shown(row));
  },
);
