import type { DiagnosisEvent } from '@yunzhen/contracts/catalogue/diagnosis';
import { diagnosesView } from '@yunzhen/contracts/catalogue/row';
import { initials } from '../pinyin.ts';
import { project } from '../view.ts';

/** O2.4: the diagnosis catalogue as doctors search it. */
export const diagnoses = project(diagnosesView)<DiagnosisEvent>(
  {
    'diagnosis.listed': e => ({ id: e.diagnosisId, set: { ...e, initials: initials(e.name), listed: true } }),
    'diagnosis.delisted': e => ({ id: e.diagnosisId, set: { listed: false } }),
  },
  [{ position: 1 }],
);
