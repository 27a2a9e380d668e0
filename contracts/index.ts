/** The one list of capabilities: every registry is a map over it, and one that leaves a capability out does not compile. */

import { account } from './account/account.ts';
import { credential } from './account/credential.ts';
import { ownAccountEndpoints, signInEndpoints } from './account/endpoints.ts';
import { accountQueries } from './account/queries.ts';
import { secondFactorEndpoints } from './account/second-factor-endpoints.ts';
import { accountStates } from './account/states.ts';
import { approval } from './approval/approval.ts';
import { approvalDeadline } from './approval/deadlines.ts';
import { approvalQueries } from './approval/queries.ts';
import { approvalStates } from './approval/states.ts';
import { audit } from './audit/audit.ts';
import { auditQueries } from './audit/queries.ts';
import { stuckCase } from './case/case.ts';
import { caseQueries } from './case/queries.ts';
import { caseStates } from './case/states.ts';
import { department } from './catalogue/department.ts';
import { diagnosis } from './catalogue/diagnosis.ts';
import { drug } from './catalogue/drug.ts';
import { catalogueQueries } from './catalogue/queries.ts';
import { complaint } from './complaint/complaint.ts';
import { complaintQueries } from './complaint/queries.ts';
import { complaintStates } from './complaint/states.ts';
import { consultation } from './consultation/consultation.ts';
import { consultationQueries } from './consultation/queries.ts';
import { consultationStates } from './consultation/states.ts';
import { conversation } from './conversation/conversation.ts';
import { conversationQueries } from './conversation/queries.ts';
import { conversationStates } from './conversation/states.ts';
import type { Deadline } from './deadlines.ts';
import { disclosure } from './disclosure/disclosure.ts';
import { disclosureQueries } from './disclosure/queries.ts';
import { dispensing } from './dispensing/dispensing.ts';
import { dispensingQueries } from './dispensing/queries.ts';
import { dispensingStates } from './dispensing/states.ts';
import type { Endpoint } from './endpoint.ts';
import { namedFigureQueries } from './figures/queries.ts';
import { fileEndpoints } from './file/endpoints.ts';
import type { Capability } from './language.ts';
import { ledgerQueries } from './ledger/queries.ts';
import { operationsEndpoints } from './operations/endpoints.ts';
import { patient } from './patient/patient.ts';
import { patientQueries } from './patient/queries.ts';
import { paymentEndpoints } from './payment/endpoints.ts';
import { payment } from './payment/payment.ts';
import { paymentQueries } from './payment/queries.ts';
import { paymentStates } from './payment/states.ts';
import { defaultGrants, type Grants } from './permissions.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { practitionerQueries } from './practitioner/queries.ts';
import { claimDeadline, validityDeadline } from './prescription/deadlines.ts';
import { prescription } from './prescription/prescription.ts';
import { prescriptionQueries } from './prescription/queries.ts';
import { prescriptionStates } from './prescription/states.ts';
import { privacy } from './privacy/privacy.ts';
import { privacyQueries } from './privacy/queries.ts';
import type { Query } from './query.ts';
import { ratingQueries } from './rating/queries.ts';
import { rating } from './rating/rating.ts';
import { ratingStates } from './rating/states.ts';
import { realtimeEndpoints } from './realtime/endpoints.ts';
import { difference } from './reconciliation/difference.ts';
import { reconciliationEndpoints } from './reconciliation/endpoints.ts';
import { period } from './reconciliation/period.ts';
import { reconciliationQueries } from './reconciliation/queries.ts';
import { reconciliation } from './reconciliation/reconciliation.ts';
import { differenceStates, periodStates, reconciliationStates } from './reconciliation/states.ts';
import { recordQueries } from './record/queries.ts';
import { record } from './record/record.ts';
import { recordStates } from './record/states.ts';
import { refundQueries } from './refund/queries.ts';
import { holdDeadline } from './registration/deadlines.ts';
import { registrationQueries } from './registration/queries.ts';
import { registration } from './registration/registration.ts';
import { registrationStates } from './registration/states.ts';
import { clinicSession } from './schedule/clinic-session.ts';
import { closingDeadline } from './schedule/deadlines.ts';
import { scheduleQueries } from './schedule/queries.ts';
import { roster } from './schedule/roster.ts';
import { clinicSessionStates } from './schedule/states.ts';
import type { States } from './states.ts';
import { statisticsQueries } from './statistics/queries.ts';
import { templateQueries } from './template/queries.ts';
import { template } from './template/template.ts';
import { timelineQueries } from './timeline/timelines.ts';
import { todoQueries } from './todo/todos.ts';

const all = [
  account,
  credential,
  patient,
  practitioner,
  department,
  drug,
  diagnosis,
  roster,
  clinicSession,
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
  privacy,
  disclosure,
  stuckCase,
  approval,
  reconciliation,
  difference,
  period,
  audit,
] as const;
type All = (typeof all)[number];

export type CapabilityName = All['name'];
/** Something for each capability, by its name: `PerCapability<Feature>`. */
export type PerCapability<T> = { readonly [N in CapabilityName]: T };
export const capabilities: readonly Capability[] = all;

/** States of a capability's streams; null where there is nothing to move through: it is entered, changed and taken out. */
export const states: PerCapability<States | null> = {
  account: accountStates,
  credential: null,
  patient: null,
  practitioner: null,
  department: null,
  drug: null,
  diagnosis: null,
  roster: null,
  'clinic-session': clinicSessionStates,
  registration: registrationStates,
  payment: paymentStates,
  consultation: consultationStates,
  conversation: conversationStates,
  record: recordStates,
  prescription: prescriptionStates,
  dispensing: dispensingStates,
  rating: ratingStates,
  complaint: complaintStates,
  template: null,
  privacy: null,
  disclosure: null,
  case: caseStates,
  approval: approvalStates,
  reconciliation: reconciliationStates,
  difference: differenceStates,
  period: periodStates,
  audit: null,
};

/** Every state that ends by time. */
export const deadlines: readonly Deadline[] = [
  holdDeadline,
  closingDeadline,
  claimDeadline,
  validityDeadline,
  approvalDeadline,
];

/** Every query by its name. */
export const queries: ReadonlyMap<string, Query> = new Map(
  [
    accountQueries,
    approvalQueries,
    auditQueries,
    caseQueries,
    catalogueQueries,
    complaintQueries,
    consultationQueries,
    conversationQueries,
    disclosureQueries,
    dispensingQueries,
    namedFigureQueries,
    ledgerQueries,
    patientQueries,
    paymentQueries,
    refundQueries,
    practitionerQueries,
    prescriptionQueries,
    privacyQueries,
    recordQueries,
    reconciliationQueries,
    registrationQueries,
    ratingQueries,
    scheduleQueries,
    statisticsQueries,
    templateQueries,
    timelineQueries,
    todoQueries,
  ].flatMap(declared => Object.entries<Query>(declared)),
);

/** Every endpoint by its name. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  [
    signInEndpoints,
    secondFactorEndpoints,
    ownAccountEndpoints,
    fileEndpoints,
    paymentEndpoints,
    reconciliationEndpoints,
    realtimeEndpoints,
    operationsEndpoints,
  ].flatMap(declared => Object.entries<Endpoint>(declared)),
);

/** What each role may, unless a hospital gives it otherwise. */
export const grants: Grants = defaultGrants({ capabilities, queries, endpoints });
