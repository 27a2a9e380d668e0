import { account } from './account/account.ts';
import { credential } from './account/credential.ts';
import { stuckCase } from './case/case.ts';
import { department } from './catalogue/department.ts';
import { diagnosis } from './catalogue/diagnosis.ts';
import { drug } from './catalogue/drug.ts';
import { complaint } from './complaint/complaint.ts';
import { consultation } from './consultation/consultation.ts';
import { conversation } from './conversation/conversation.ts';
import { dispensing } from './dispensing/dispensing.ts';
import type { Feature } from './feature.ts';
import { patient } from './patient/patient.ts';
import { payment, type QueryChannel } from './payment/payment.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { prescription } from './prescription/prescription.ts';
import { rating } from './rating/rating.ts';
import { record } from './record/record.ts';
import { registrationHeldFor, usualHoldMinutes } from './registration/registration.ts';
import { roster } from './schedule/roster.ts';
import { session } from './schedule/session.ts';
import { template } from './template/template.ts';

/** Every capability the write side decides; a new one is a line here. `holdMinutes`: how long a number waits for its payment. */
export const features = (queryChannel: QueryChannel, holdMinutes = usualHoldMinutes): readonly Feature[] => [
  account,
  credential,
  patient,
  practitioner,
  department,
  drug,
  diagnosis,
  roster,
  session,
  registrationHeldFor(holdMinutes),
  payment(queryChannel),
  consultation,
  conversation,
  record,
  prescription,
  dispensing,
  rating,
  complaint,
  template,
  stuckCase,
];
