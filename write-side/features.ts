import type { CapabilityName } from '@yunzhen/contracts/index';
import { account } from './account/account.ts';
import { credential } from './account/credential.ts';
import { approval } from './approval/approval.ts';
import { audit } from './audit/audit.ts';
import { stuckCase } from './case/case.ts';
import { department } from './catalogue/department.ts';
import { diagnosis } from './catalogue/diagnosis.ts';
import { drug } from './catalogue/drug.ts';
import { complaint } from './complaint/complaint.ts';
import { consultation } from './consultation/consultation.ts';
import { conversation } from './conversation/conversation.ts';
import { disclosure } from './disclosure/disclosure.ts';
import { dispensing } from './dispensing/dispensing.ts';
import type { Feature } from './feature.ts';
import { patient } from './patient/patient.ts';
import { payment } from './payment/payment.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { prescription } from './prescription/prescription.ts';
import { privacy } from './privacy/privacy.ts';
import { rating } from './rating/rating.ts';
import { difference, period, reconciliation } from './reconciliation/reconciliation.ts';
import { record } from './record/record.ts';
import { registration } from './registration/registration.ts';
import { clinicSession } from './schedule/clinic-session.ts';
import { roster } from './schedule/roster.ts';
import { template } from './template/template.ts';

const byName = {
  account,
  credential,
  patient,
  practitioner,
  department,
  drug,
  diagnosis,
  roster,
  'clinic-session': clinicSession,
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
  case: stuckCase,
  approval,
  reconciliation,
  difference,
  period,
  audit,
} as const satisfies { readonly [N in CapabilityName]: Feature<never, N> | Feature<unknown, N> };

/** How each capability is decided: one that is left out does not compile. */
export const features: readonly Feature[] = Object.values(byName);
