import type { DiagnosisEvent } from '@yunzhen/contracts/catalogue/diagnosis';
import type { DiagnosisRow } from '@yunzhen/contracts/catalogue/row';
import { initials } from '../initials.ts';
import { view } from '../view.ts';

/** O2.4: the diagnosis catalogue as doctors search it. */
export const diagnoses = view<DiagnosisEvent, DiagnosisRow>(
  'diagnoses',
  1,
  {
    'diagnosis.listed': e => ({ id: e.diagnosisId, set: { ...e, initials: initials(e.name), listed: true } }),
    'diagnosis.delisted': e => ({ id: e.diagnosisId, set: { listed: false } }),
  },
  [{ position: 1 }],
);
