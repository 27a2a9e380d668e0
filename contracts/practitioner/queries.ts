import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { fen, id, instant, text } from '../language.ts';
import { page, paging, query } from '../query.ts';
import { clinicSessionsView } from '../schedule/row.ts';
import { practitionerRow, practitionersView } from './row.ts';

export const doctorCard = practitionerRow.extend({
  departmentName: z.string().nullable(),
  /** The next session with a free number; null when there is none. */
  next: z.object({ clinicSessionId: id, startsAt: instant, fee: fen, remaining: z.int() }).nullable(),
});

export const practitionerQueries = {
  doctors: query({
    path: '/doctors',
    summary: 'P1 P6.2 Doctors by department, name or speciality, the popular ones first',
    access: 'everyone',
    params: { ...paging, departmentId: id.optional(), q: text(40).optional() },
    result: page(doctorCard),
    reads: [practitionersView, departmentsView, clinicSessionsView],
    cache: 15,
  }),
  doctor: query({
    path: '/doctors/:doctorId',
    summary: 'P6.3 P6.4 The page of a doctor',
    access: 'everyone',
    params: { doctorId: id },
    result: doctorCard,
    reads: [practitionersView, departmentsView, clinicSessionsView],
    cache: 15,
  }),
  practitioners: query({
    path: '/practitioners',
    summary: 'O2.3 All doctors and pharmacists, those who left too',
    access: { operator: 'any', manager: 'any' },
    params: { ...paging, kind: z.enum(['doctor', 'pharmacist']).optional(), departmentId: id.optional() },
    result: page(practitionerRow.extend({ departmentName: z.string().nullable() })),
    reads: [practitionersView, departmentsView],
  }),
};
