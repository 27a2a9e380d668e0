/** What the contracts call states and kinds, as patients and doctors read it. */

import { texts } from '@yunzhen/contracts/texts.zh';
import { statesFor, wordsFor } from '@yunzhen/contracts/words';

type Words<T extends string> = Readonly<Record<T, string>>;
const wordsOf = <K extends string>(states: Readonly<Record<K, { readonly word: string }>>): Words<K> =>
  Object.fromEntries(Object.entries<{ word: string }>(states).map(([status, { word }]) => [status, word])) as Words<K>;

const { payment, registration, consultation, prescription, complaint, practitioner, patient, drug } = texts;
export const titleWords = wordsFor('patient', practitioner.choices.title);
export const relationWords = wordsFor('patient', patient.choices.relation);
export const genderWords = wordsFor('patient', patient.choices.gender);
export const registrationWords = wordsOf(statesFor('patient', registration.states));
export const consultationWords = wordsOf(statesFor('doctor', consultation.states));
/** As doctors read them. */
export const prescriptionWords = wordsOf(statesFor('doctor', prescription.states));
/** As patients read them; they see published ones alone. */
export const patientPrescriptionWords = wordsOf(statesFor('patient', prescription.states));
/** On whose side something ended before its time. */
export const cancelledByWords = wordsFor('patient', registration.choices.side);
export const complaintSubjectWords = wordsFor('patient', complaint.choices.subject);
export const complaintKindWords = wordsFor('patient', complaint.choices.kind);
export const complaintWords = wordsOf(statesFor('patient', complaint.states));
const tones = { waits: 'accent', runs: 'primary', well: 'success', wrong: 'danger', over: 'plain' } as const;
export const complaintTones = {
  new: tones[complaint.states.new.tone],
  'in-hand': tones[complaint.states['in-hand'].tone],
  answered: tones[complaint.states.answered.tone],
  withdrawn: tones[complaint.states.withdrawn.tone],
};
export const drugKindWords = wordsFor('patient', drug.choices.kind);
export const formWords = wordsFor('doctor', registration.choices.chiefComplaintForm);
export const businessWords = wordsFor('patient', payment.choices.business);
export const methodWords = wordsFor('patient', payment.choices.method);
export const requestWords = wordsFor('patient', payment.choices.request);
export const refundWords = wordsFor('patient', registration.choices.refund);
