import { chinaDay } from '@yunzhen/contracts/china-day';
import { type RegistrationRow, registrationQueries } from '@yunzhen/contracts/registration/views';
import { answer, shown } from '../answer.ts';
import { pageOf } from '../paging.ts';

export const registrations = answer('registrations', registrationQueries.registrations, ({ params, own, view }) => {
  const { status, visitPersonId, sessionId, departmentId, from, to, ...paging } = params;
  const filter = {
    ...own,
    ...(status && { status }),
    ...(visitPersonId && { visitPersonId }),
    ...(sessionId && { sessionId }),
    ...(departmentId && { departmentId }),
    ...((from || to) && {
      heldAt: { ...(from && { $gte: chinaDay(from).start }), ...(to && { $lt: chinaDay(to).end }) },
    }),
  };
  return pageOf(view<RegistrationRow>('registrations'), filter, { field: 'heldAt', direction: -1 }, paging);
});

export const registration = answer('registration', registrationQueries.registration, async ({ params, own, view }) =>
  shown(await view<RegistrationRow>('registrations').findOne({ _id: params.registrationId, ...own })),
);
