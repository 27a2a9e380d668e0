import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { records } from './records.ts';

const belongs = { recordId: 'r', patientId: 'p', visitPersonId: 'v', doctorId: 'd', departmentId: 'x' };
const content = {
  diagnoses: [{ code: 'I10.x00', name: '高血压病', system: 'icd10' }],
  ...{ chiefComplaint: 'sealed.1.v.a', presentIllness: 'sealed.1.v.b', pastHistory: 'sealed.1.v.c' },
};
const written = (advice: string, at: string) => ({
  type: 'record.written',
  data: { ...belongs, ...content, advice },
  at,
});

test('[D3.8] [D3.9] a record is what was written last, until it is published with its hash', () =>
  spec(records)
    .given(written('sealed.1.v.d', '2026-01-05T08:00:00.000Z'), written('sealed.1.v.e', '2026-01-05T08:05:00.000Z'), {
      type: 'record.published',
      data: { ...belongs, contentHash: 'hash' },
      at: '2026-01-05T08:10:00.000Z',
    })
    .then('r', {
      ...{ ...belongs, ...content, advice: 'sealed.1.v.e', writtenAt: '2026-01-05T08:05:00.000Z' },
      ...{ publishedAt: '2026-01-05T08:10:00.000Z', contentHash: 'hash' },
    }));
