import { registration } from '@yunzhen/contracts/registration/registration';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.1: every step of every registration. Doctor, department, patient and visit day stand with `held`, `paid` and `booked`. */
export const registrations = factOf(facts.registrations, registration, {
  registrationId: 'id',
  clinicSessionId: 'id',
  doctorId: 'id',
  departmentId: 'id',
  patientId: 'id',
  visitDay: ['day', 'startsAt'],
  /** The fee of a held one, else what was paid or is given back. */
  amount: ['fen', 'amount', 'fee'],
  /** Who cancelled, or why a payment was declined. */
  cause: ['word', 'by', 'cause'],
});
