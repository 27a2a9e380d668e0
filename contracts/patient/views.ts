import { z } from 'zod';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { doctorCard } from '../practitioner/views.ts';
import { query } from '../query.ts';
import { relations } from './patient.ts';

/** The account holder. */
export const patientRow = z.object({
  patientId: id,
  registeredAt: instant,
  consents: z.array(z.object({ version: z.string(), acceptedAt: instant })),
  followed: z.array(z.object({ doctorId: id, since: instant })),
});
export type PatientRow = z.infer<typeof patientRow>;

/** P3: a person the holder books for. One that was removed stays known by name where it was treated. */
export const visitPersonRow = z.object({
  visitPersonId: id,
  patientId: id,
  relation: z.enum(relations),
  name: personal('name').nullable(),
  idNumber: personal('idNumber').nullable(),
  phone: personal('phone').nullable(),
  birthDate: personal('birthDate').nullable(),
  gender: z.enum(['male', 'female']),
  guardianName: personal('name').nullable(),
  addedAt: instant,
  removed: z.boolean(),
});
export type VisitPersonRow = z.infer<typeof visitPersonRow>;

/** Visit person ids are chosen by the client: only together with the holder's do they name one person. */
export const visitPersonKey = (patientId: string, visitPersonId: string) => `${patientId}/${visitPersonId}`;

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
