import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { day, id } from '../language.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { clinicSessionRow, clinicSessionsView } from './row.ts';

const shownSession = clinicSessionRow.extend({
  doctorName: z.string().nullable(),
  departmentName: z.string().nullable(),
});
const range = { doctorId: id.optional(), departmentId: id.optional(), from: day.optional(), to: day.optional() };
const reads = [clinicSessionsView, practitionersView, departmentsView];

export const scheduleQueries = {
  clinicSessions: query({
    path: '/clinic-sessions',
    summary: 'P6.2 Sessions that are still to be booked or sold out, the next first',
    access: 'everyone',
    params: { ...paging, ...range },
    result: page(shownSession),
    reads,
    cache: 5,
  }),
  clinicSession: query({
    path: '/clinic-sessions/:clinicSessionId',
    summary: 'P6.2 One session with its remaining numbers',
    access: 'everyone',
    params: { clinicSessionId: id },
    result: shownSession,
    reads,
    cache: 5,
  }),
  numbers: query({
    path: '/numbers',
    summary: 'P6.2 Remaining numbers on each of the next 14 days, of a department, a doctor or the house',
    access: 'everyone',
    params: { doctorId: id.optional(), departmentId: id.optional() },
    result: z.array(z.object({ day, sessions: z.int(), remaining: z.int() })),
    reads,
    cache: 5,
  }),
  schedule: query({
    path: '/schedule',
    summary: 'D4.6 O1.1 All sessions of a range of days, suspended ones too',
    access: { doctor: 'own', operator: 'any', manager: 'any' },
    params: { ...paging, ...range },
    result: page(shownSession),
    reads,
  }),
};
