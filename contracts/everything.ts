/** The whole language in one place, for what is derived from all of it: API documentation, authorisation table, tests. */
import { account } from './account/account.ts';
import { department } from './catalogue/department.ts';
import { diagnosis } from './catalogue/diagnosis.ts';
import { drug } from './catalogue/drug.ts';
import { consultation } from './consultation/consultation.ts';
import { conversation } from './conversation/conversation.ts';
import { dispensing } from './dispensing/dispensing.ts';
import type { Capability } from './language.ts';
import { patient } from './patient/patient.ts';
import { payment } from './payment/payment.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { prescription } from './prescription/prescription.ts';
import { record } from './record/record.ts';
import { registration } from './registration/registration.ts';
import { review } from './review/review.ts';
import { session } from './schedule/session.ts';

export const capabilities: readonly Capability[] = [
  account,
  patient,
  practitioner,
  department,
  drug,
  diagnosis,
  session,
  registration,
  payment,
  consultation,
  conversation,
  record,
  prescription,
  dispensing,
  review,
];
