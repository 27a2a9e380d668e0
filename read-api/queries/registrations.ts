import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import { answer, shown } from '../answer.ts';
import { equal, within } from '../filters.ts';
import { nameOne, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

export const registrations = answer('registrations', registrationQueries.registrations, async asking => {
  const { params, own, view } = asking;
  const { status, visitPersonId, clinicSessionId, departmentId, from, to, ...paging } = params;
  const filter = {
    ...equal({ status, visitPersonId, clinicSessionId, departmentId }),
    ...within('heldAt', from, to),
    ...own(registrationsView),
  };
  const sort = { field: 'heldAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(registrationsView), filter, sort, paging);
  return { rows: await withNames(view, rows), next };
});

export const registration = answer('registration', registrationQueries.registration, async ({ params, own, view }) => {
  const row = await view(registrationsView).findOne({ _id: params.registrationId, ...own(registrationsView) });
  return nameOne(view, shown(row));
});
