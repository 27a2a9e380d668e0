/** O3.1, O3.2: the rows that follow from the declared tables alone. */
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

export const registrations = factOf(facts.registrations);
export const consultations = factOf(facts.consultations);
export const payments = factOf(facts.payments);
export const prescriptions = factOf(facts.prescriptions);
export const ratings = factOf(facts.ratings);
