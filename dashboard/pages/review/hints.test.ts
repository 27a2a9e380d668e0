import { expect, test } from '@jest/globals';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { hintsOn } from './hints.ts';

const now = new Date('2026-03-01T02:00:00Z');
const line = {
  ...{ name: '苯磺酸氨氯地平片', days: 7, dose: { value: 5, unit: 'mg' }, frequency: 'qd', specification: '5mg×7片' },
  ...{ unit: '盒', quantity: 1 },
} as PrescriptionShown['lines'][number];
const sheet = (parts: Partial<PrescriptionShown>): PrescriptionShown =>
  ({
    lines: [line],
    longSupplyReason: null,
    version: 1,
    reviews: [],
    birthDate: '1980-05-01',
    validUntil: '2026-03-01T15:59:59Z',
    ...parts,
  }) as PrescriptionShown;

test('an ordinary prescription has nothing to point at', () => {
  expect(hintsOn(sheet({}), now)).toEqual([]);
});

test('[R2.2] a long supply shows its reason, a quantity that cannot be computed says so, a new version why the last one failed', () => {
  const failed = { version: 1, passed: false, reason: '剂量偏大', pharmacistId: 'p', at: now.toISOString() };
  expect(hintsOn(sheet({ lines: [{ ...line, days: 14, quantity: 2 }], longSupplyReason: '慢病长处方' }), now)).toEqual([
    '苯磺酸氨氯地平片 用药超过 7 天，医生理由：慢病长处方',
  ]);
  expect(hintsOn(sheet({ lines: [{ ...line, specification: '盒装' }] }), now)).toEqual([
    '苯磺酸氨氯地平片 的数量按规格算不出来，请核对 1盒',
  ]);
  expect(hintsOn(sheet({ version: 2, reviews: [failed] }), now)).toEqual(['第 2 版。上次未通过：剂量偏大']);
});

test('[R2.2] allergies, and a drug that the person is to get on another sheet', () => {
  const other = {
    prescriptionId: 'o',
    status: 'paid',
    submittedAt: '2026-02-28T17:00:00Z',
    lines: [{ ...line, code: 'X' }],
  } as const;
  const known = { record: { pastHistory: '高血压五年。青霉素过敏' }, chiefComplaint: '开药', others: [other] };
  expect(hintsOn({ ...sheet({}), ...known }, now)).toEqual([
    '过敏：青霉素过敏',
    '苯磺酸氨氯地平片 另有 2026-03-01 开的 7 天用量还没有取药',
  ]);
});

test('children, the old, and a prescription that is about to end or over', () => {
  const hint = (parts: Partial<PrescriptionShown>) => hintsOn(sheet(parts), now)[0];
  expect(hint({ birthDate: '2024-01-01' })).toBe('儿童用药，请核对剂量');
  expect(hint({ birthDate: '2013-03-01' })).toBe('儿童用药，请核对剂量');
  expect(hint({ birthDate: '2012-03-01' })).toBeUndefined();
  expect(hint({ birthDate: '1961-03-01' })).toBe('老年患者，请核对剂量与相互作用');
  expect(hint({ validUntil: '2026-03-01T03:00:00Z' })).toBe('处方将在两小时内过期');
  expect(hint({ validUntil: '2026-03-01T01:00:00Z' })).toBe('处方已过有效期');
});
