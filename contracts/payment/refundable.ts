/** P7.7: whether money goes back that a person asks for, by what was paid for and where it stands; told before they ask. */
import type { PrescriptionStatus } from '../prescription/states.ts';
import type { RegistrationStatus } from '../registration/states.ts';

/** At once, by cancelling what was paid for; by somebody's decision; or not, or not yet. */
export type RefundWay = 'at-once' | 'by-person' | 'none';

/** @param waiting whether the patient still waits for the doctor */
export const registrationRefund = (status: RegistrationStatus | 'none', waiting: boolean): RefundWay => {
  if (status === 'completed') return 'by-person';
  return status === 'booked' && waiting ? 'at-once' : 'none';
};

/** Drugs that were handed out are not taken back by a rule. */
export const prescriptionRefund = (status: PrescriptionStatus | 'none'): RefundWay => {
  if (status === 'dispensed') return 'by-person';
  return status === 'paid' ? 'at-once' : 'none';
};
