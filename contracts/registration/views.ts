import { z } from 'zod';
import { day, id } from '../language.ts';
import { page, paging, query } from '../query.ts';
import { registrationShown, registrationStatuses } from './row.ts';
import { visit } from './visit.ts';

const views = ['registrations', 'visitPersons', 'practitioners', 'departments'];
const access = { patient: 'own', doctor: 'own', operator: 'any', manager: 'any' } as const;

export const registrationQueries = {
  registrations: query({
    path: '/registrations',
    summary: 'P6.11 P10.1 O1.2 Registrations, newest first',
    access,
    params: {
      ...paging,
      status: z.enum(registrationStatuses).optional(),
      visitPersonId: id.optional(),
      sessionId: id.optional(),
      departmentId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(registrationShown),
    views,
  }),
  registration: query({
    path: '/registrations/:registrationId',
    summary: 'P6.11 One registration',
    access,
    params: { registrationId: id },
    result: registrationShown,
    views,
  }),
  visit: query({
    path: '/registrations/:registrationId/visit',
    summary: 'P10.1 A visit from booking to pick-up',
    access: { patient: 'own' },
    params: { registrationId: id },
    result: visit,
    views: [
      ...views,
      ...['queues', 'consultations', 'records', 'prescriptions', 'dispensings', 'payments', 'ratings', 'complaints'],
    ],
  }),
};
