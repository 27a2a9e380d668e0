import { z } from 'zod';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { viewShape } from '../shape.ts';
import { relations } from './patient.ts';

/** The account holder. */
export const patientRow = z.object({
  patientId: id,
  registeredAt: instant,
  consents: z.array(z.object({ version: z.string(), acceptedAt: instant })),
  followed: z.array(z.object({ doctorId: id, since: instant })),
});

export const patientsView = viewShape({
  name: 'patients',
  version: 2,
  row: patientRow,
  owners: { patient: 'patientId' },
  events: [
    'patient.registered',
    'patient.consent-accepted',
    'patient.consent-withdrawn',
    'patient.doctor-followed',
    'patient.doctor-unfollowed',
    'privacy.erased',
  ],
});

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

export const visitPersonsView = viewShape({
  name: 'visitPersons',
  version: 3,
  row: visitPersonRow.extend({ lookup: z.array(z.string()) }),
  owners: { patient: 'patientId' },
  events: ['patient.visit-person-added', 'patient.visit-person-removed', 'privacy.erased'],
});

/** Visit person ids are chosen by the client: only together with the holder's do they name one person. */
export const visitPersonKey = (patientId: string, visitPersonId: string) => `${patientId}/${visitPersonId}`;
