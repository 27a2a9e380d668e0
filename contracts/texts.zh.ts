/** The words of every capability, by its name, for what is made of all of them: screens, exports, forms. No zod. */

import { accountText, credentialText } from './account/text.zh.ts';
import { edge } from './api/problem.zh.ts';
import { approvalText } from './approval/text.zh.ts';
import { auditText } from './audit/text.zh.ts';
import { caseText } from './case/text.zh.ts';
import { departmentText, diagnosisText, drugText } from './catalogue/text.zh.ts';
import { complaintText } from './complaint/text.zh.ts';
import { consultationText } from './consultation/text.zh.ts';
import { conversationText } from './conversation/text.zh.ts';
import { disclosureText } from './disclosure/text.zh.ts';
import { dispensingText } from './dispensing/text.zh.ts';
import type { PerCapability } from './index.ts';
import { patientText } from './patient/text.zh.ts';
import { paymentText } from './payment/text.zh.ts';
import { practitionerText } from './practitioner/text.zh.ts';
import { prescriptionText } from './prescription/text.zh.ts';
import { privacyText } from './privacy/text.zh.ts';
import { ratingText } from './rating/text.zh.ts';
import { differenceText, periodText, reconciliationText } from './reconciliation/text.zh.ts';
import { recordText } from './record/text.zh.ts';
import { registrationText } from './registration/text.zh.ts';
import type { Audience, Said } from './said.ts';
import { clinicSessionText, rosterText } from './schedule/text.zh.ts';
import { shared } from './shared.zh.ts';
import { templateText } from './template/text.zh.ts';
import { type Text, wordsFor } from './words.ts';

export const texts = {
  account: accountText,
  credential: credentialText,
  patient: patientText,
  practitioner: practitionerText,
  department: departmentText,
  drug: drugText,
  diagnosis: diagnosisText,
  roster: rosterText,
  'clinic-session': clinicSessionText,
  registration: registrationText,
  payment: paymentText,
  consultation: consultationText,
  conversation: conversationText,
  record: recordText,
  prescription: prescriptionText,
  dispensing: dispensingText,
  rating: ratingText,
  case: caseText,
  approval: approvalText,
  complaint: complaintText,
  template: templateText,
  privacy: privacyText,
  disclosure: disclosureText,
  reconciliation: reconciliationText,
  difference: differenceText,
  period: periodText,
  audit: auditText,
} as const satisfies PerCapability<Text>;

const problems = Object.assign(
  {},
  edge,
  shared,
  ...Object.values<Text>(texts).map(({ refusals }) => refusals),
) as Readonly<Record<string, Said>>;
/** By code, what is said of a problem. */
export const problemsFor = (audience: Audience): Readonly<Record<string, string>> => wordsFor(audience, problems);
