import { z } from 'zod';
import { doctorCard } from '../practitioner/views.ts';
import { query } from '../query.ts';
import { patientRow, visitPersonRow } from './row.ts';

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
    views: [],
  }),
  me: query({
    path: '/me',
    summary: 'P3 P6.1 The own account: visit persons, accepted consents, followed doctors',
    access: { patient: 'own' },
    params: {},
    result: patientRow.extend({ visitPersons: z.array(visitPersonRow) }),
    views: ['patients', 'visitPersons'],
  }),
  myDoctors: query({
    path: '/me/doctors',
    summary: 'P2 P6.5 Doctors that I follow or that I consulted, the last first',
    access: { patient: 'own' },
    params: {},
    result: z.object({ followed: z.array(doctorCard), consulted: z.array(doctorCard) }),
    views: ['patients', 'consultations', 'practitioners', 'departments', 'sessions'],
  }),
};
