import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { complaintsView } from '../complaint/row.ts';
import { consultationsView, queuesView } from '../consultation/row.ts';
import { dispensingsView } from '../dispensing/row.ts';
import { day, id } from '../language.ts';
import { visitPersonsView } from '../patient/row.ts';
import { paymentsView } from '../payment/row.ts';
import { practitionersView } from '../practitioner/row.ts';
import { prescriptionsView } from '../prescription/row.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { ratingsView } from '../rating/row.ts';
import { recordsView } from '../record/row.ts';
import { booked } from './reach.ts';
import { registrationShown, registrationStatuses, registrationsView } from './row.ts';
import { visit } from './visit.ts';

const reads = [registrationsView, visitPersonsView, practitionersView, departmentsView];
const access = { patient: 'own', doctor: booked, operator: 'any', manager: 'any' } as const;

export const registrationQueries = {
  registrations: query({
    path: '/registrations',
    summary: 'P6.11 P10.1 O1.2 Registrations, newest first',
    access,
    params: {
      ...paging,
      status: z.enum(registrationStatuses).optional(),
      visitPersonId: id.optional(),
      clinicSessionId: id.optional(),
      number: anyNumber.optional(),
      departmentId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(registrationShown),
    reads,
  }),
  registration: query({
    path: '/registrations/:registrationId',
    summary: 'P6.11 One registration',
    access,
    params: { registrationId: id },
    result: registrationShown,
    reads,
  }),
  visit: query({
    path: '/registrations/:registrationId/visit',
    summary: 'P10.1 A visit from booking to pick-up',
    access: { patient: 'own' },
    params: { registrationId: id },
    result: visit,
    reads: [
      ...reads,
      ...[
        queuesView,
        consultationsView,
        recordsView,
        prescriptionsView,
        dispensingsView,
        paymentsView,
        ratingsView,
        complaintsView,
      ],
    ],
  }),
};
