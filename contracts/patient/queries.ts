import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { consultationsView } from '../consultation/row.ts';
import { doctorCard } from '../practitioner/queries.ts';
import { practitionersView } from '../practitioner/row.ts';
import { query } from '../query.ts';
import { clinicSessionsView } from '../schedule/row.ts';
import { patientRow, patientsView, visitPersonRow, visitPersonsView } from './row.ts';

/** A person who was found: as much as tells two of one name apart. */
export const personFound = visitPersonRow.pick({
  patientId: true,
  visitPersonId: true,
  name: true,
  gender: true,
  birthDate: true,
  phone: true,
  idNumber: true,
});

export const patientQueries = {
  persons: query({
    path: '/persons/search',
    posted: true,
    summary: 'T2 Persons by their whole name, phone or ID number, or the last four of either',
    access: { operator: 'any', manager: 'any' },
    params: { q: z.string().trim().min(1).max(64), limit: z.int().min(1).max(50).default(20) },
    result: z.object({ rows: z.array(personFound), total: z.int() }),
    reads: [visitPersonsView],
  }),
  consent: query({
    path: '/consent',
    summary: 'P6.1 The informed consent that a booking needs today',
    access: 'everyone',
    params: {},
    result: z.object({
      version: z.string(),
      title: z.string(),
      sections: z.array(z.object({ heading: z.string(), text: z.string() })),
    }),
    reads: [],
  }),
  me: query({
    path: '/me',
    summary: 'P3 P6.1 The own account: visit persons, accepted consents, followed doctors',
    access: { patient: 'own' },
    params: {},
    result: patientRow.extend({ visitPersons: z.array(visitPersonRow) }),
    reads: [patientsView, visitPersonsView],
  }),
  myDoctors: query({
    path: '/me/doctors',
    summary: 'P2 P6.5 Doctors that I follow or that I consulted, the last first',
    access: { patient: 'own' },
    params: {},
    result: z.object({ followed: z.array(doctorCard), consulted: z.array(doctorCard) }),
    reads: [patientsView, consultationsView, practitionersView, departmentsView, clinicSessionsView],
  }),
};
