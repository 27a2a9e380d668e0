import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { consultationsView } from '../consultation/row.ts';
import { doctorCard } from '../practitioner/queries.ts';
import { practitionersView } from '../practitioner/row.ts';
import { query } from '../query.ts';
import { clinicSessionsView } from '../schedule/row.ts';
import { patientRow, patientsView, visitPersonRow, visitPersonsView } from './row.ts';

export const patientQueries = {
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
