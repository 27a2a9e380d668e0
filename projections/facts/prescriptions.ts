import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.1: every step of every prescription. Never its drugs: drug by doctor is not to be counted. */
export const prescriptions = factOf(facts.prescriptions, prescription, {
  prescriptionId: 'id',
  consultationId: 'id',
  doctorId: 'id',
  departmentId: 'id',
  patientId: 'id',
  pharmacistId: 'id',
  version: 'count',
  amount: ['fen', 'amount', 'total'],
});
