import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.1, O3.2: every step of every consultation; the wait runs from `opened`, or the session's start when that is later, to `accepted`. */
export const consultations = factOf(facts.consultations, consultation, {
  consultationId: 'id',
  clinicSessionId: 'id',
  doctorId: 'id',
  departmentId: 'id',
  patientId: 'id',
  /** When the session begins; with `opened` only. */
  startsAt: 'time',
});
