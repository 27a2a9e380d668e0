/** The whole language in one place, for what is derived from all of it: API documentation, authorisation table, tests. */
import { account } from './account/account.ts';
import { department } from './catalogue/department.ts';
import { diagnosis } from './catalogue/diagnosis.ts';
import { drug } from './catalogue/drug.ts';
import { catalogueQueries } from './catalogue/views.ts';
import { complaint } from './complaint/complaint.ts';
import { complaintQueries } from './complaint/views.ts';
import { consultation } from './consultation/consultation.ts';
import { consultationQueries } from './consultation/views.ts';
import { conversation } from './conversation/conversation.ts';
import { conversationQueries } from './conversation/views.ts';
import { dispensing } from './dispensing/dispensing.ts';
import { dispensingQueries } from './dispensing/views.ts';
import type { Capability } from './language.ts';
import { patient } from './patient/patient.ts';
import { patientQueries } from './patient/views.ts';
import { payment } from './payment/payment.ts';
import { paymentQueries } from './payment/views.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { practitionerQueries } from './practitioner/views.ts';
import { prescription } from './prescription/prescription.ts';
import { prescriptionQueries } from './prescription/views.ts';
import type { Query } from './query.ts';
import { rating } from './rating/rating.ts';
import { ratingQueries } from './rating/views.ts';
import { record } from './record/record.ts';
import { recordQueries } from './record/views.ts';
import { registration } from './registration/registration.ts';
import { registrationQueries } from './registration/views.ts';
import { roster } from './schedule/roster.ts';
import { session } from './schedule/session.ts';
import { scheduleQueries } from './schedule/views.ts';
import { statisticsQueries } from './statistics/views.ts';
import { template } from './template/template.ts';
import { templateQueries } from './template/views.ts';

export const capabilities: readonly Capability[] = [
  account,
  patient,
  practitioner,
  department,
  drug,
  diagnosis,
  roster,
  session,
  registration,
  payment,
  consultation,
  conversation,
  record,
  prescription,
  dispensing,
  rating,
  complaint,
  template,
];

/** Every query by its name. */
export const queries: ReadonlyMap<string, Query> = new Map(
  [
    catalogueQueries,
    complaintQueries,
    consultationQueries,
    conversationQueries,
    dispensingQueries,
    patientQueries,
    paymentQueries,
    practitionerQueries,
    prescriptionQueries,
    recordQueries,
    registrationQueries,
    ratingQueries,
    scheduleQueries,
    statisticsQueries,
    templateQueries,
  ].flatMap(declared => Object.entries<Query>(declared)),
);
