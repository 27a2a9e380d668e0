import { expect, test } from '@jest/globals';
import { type OtherSheet, overlaps } from './overlap.ts';
import { prescriptionStates } from './states.ts';

const submittedAt = '2026-03-02T01:00:00.000Z';
const sheet = (part: Partial<OtherSheet> = {}): OtherSheet => ({
  ...{ prescriptionId: 'p', status: 'published', submittedAt },
  lines: [{ code: 'XC08', name: '苯磺酸氨氯地平片', days: 7 }],
  ...part,
});
const line = { code: 'XC08', name: '苯磺酸氨氯地平片' };

test('[D3.10] [R2.2] one code, or one generic name of two makers, on another open sheet is a hint', () => {
  const hint = { name: '苯磺酸氨氯地平片', days: 7, submittedAt };
  expect(overlaps([line], [sheet(), sheet()])).toEqual([hint, hint]);
  expect(overlaps([{ ...line, code: 'XC09' }], [sheet()])).toEqual([hint]);
  expect(overlaps([{ ...line, name: '氨氯地平' }], [sheet()])).toEqual([hint]);
  expect(overlaps([{ code: 'XA10', name: '二甲双胍片' }], [sheet()])).toEqual([]);
});

test('[D3.10] what was handed out or is over is none', () => {
  const open = prescriptionStates.statuses.filter(status => overlaps([line], [sheet({ status })]).length > 0);
  expect([...open].sort()).toEqual(['claimed', 'paid', 'passed', 'published', 'submitted']);
});
