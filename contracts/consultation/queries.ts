import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { day, id } from '../language.ts';
import { named } from '../named.ts';
import { visitPersonsView } from '../patient/row.ts';
import { personal, personalFile } from '../personal.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { chiefComplaintForms } from '../registration/registration.ts';
import { registrationsView } from '../registration/row.ts';
import { consultationRow, consultationStatuses, consultationsView, queuesView } from './row.ts';

/** A row with the person and what they wrote when they booked. */
export const consultationShown = consultationRow.extend({
  ...named,
  chiefComplaintForm: z.enum(chiefComplaintForms).nullable(),
  chiefComplaint: personal('text').nullable(),
  guardianName: personal('name').nullable(),
  attachments: z.array(personalFile),
});

const access = { patient: 'own', doctor: 'own', operator: 'any', manager: 'any' } as const;
const reads = [consultationsView, registrationsView, visitPersonsView, practitionersView, departmentsView];

export const consultationQueries = {
  consultations: query({
    path: '/consultations',
    summary: 'D2.1 D3.1 D4.1 P10.1 Consultations; waiting and running ones by turn, others newest first',
    access,
    params: {
      ...paging,
      status: z.enum(consultationStatuses).optional(),
      clinicSessionId: id.optional(),
      visitPersonId: id.optional(),
      /** Days of the sessions. */
      from: day.optional(),
      to: day.optional(),
    },
    result: page(consultationShown),
    reads,
  }),
  consultation: query({
    path: '/consultations/:consultationId',
    summary: 'D3.2 D3.5 One consultation with complaint and attachments',
    access,
    params: { consultationId: id },
    result: consultationShown,
    reads,
  }),
  queue: query({
    path: '/queues/:clinicSessionId',
    summary: 'D2.1 P6.14 The queue of a session: numbers and the own place for a patient, persons for the doctor',
    access,
    params: { clinicSessionId: id },
    result: z.object({
      clinicSessionId: id,
      /** The number that was called last. */
      called: z.int().nullable(),
      /** Waiting numbers, the next first. */
      numbers: z.array(z.int()),
      /** Where the asking patient's own persons stand. */
      own: z.array(z.object({ consultationId: id, number: z.int(), ahead: z.int() })),
      /** Empty for a patient. */
      persons: z.array(consultationShown),
    }),
    reads: [queuesView, ...reads],
  }),
};
