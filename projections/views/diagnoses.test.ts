import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { diagnoses } from './diagnoses.ts';

test('[O2.4] a diagnosis that is listed again is corrected and back', () =>
  spec(diagnoses)
    .given(
      { type: 'diagnosis.listed', data: { diagnosisId: 'd', code: 'I10.x00', name: '高血压', system: 'icd10' } },
      { type: 'diagnosis.delisted', data: { diagnosisId: 'd' } },
      { type: 'diagnosis.listed', data: { diagnosisId: 'd', code: 'I10.x00', name: '高血压病', system: 'icd10' } },
    )
    .then('d', {
      ...{ diagnosisId: 'd', code: 'I10.x00', name: '高血压病', system: 'icd10', initials: 'gxyb', listed: true },
    }));
