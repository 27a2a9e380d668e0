import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { drafted } from '../prescribe/rules';
import { impersonal, lineToday, summary, textsOf, warning } from './contents';
import type { PrescriptionTemplate, RecordTemplate } from './lists';

type Line = PrescriptionTemplate['lines'][number];
const usage = { dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', days: 28, quantity: 1 } as const;
const known = {
  drugId: 'd1',
  code: 'X',
  name: '氨氯地平片',
  specification: '5mg×28片',
  unit: '盒',
  unitPrice: 286_000,
};
const line = (today: Partial<NonNullable<Line['drug']>> | null = {}): Line => ({
  ...usage,
  ...known,
  kind: 'western',
  drug: today && {
    ...known,
    kind: 'western',
    control: 'none',
    form: '片剂',
    maker: '某药业',
    initials: 'aldpp',
    listed: true,
    ...today,
  },
});
const row = {
  templateId: 't',
  doctorId: 'd',
  departmentId: 'x',
  name: '高血压',
  initials: 'gxy',
  sharing: 'own' as const,
  savedAt: '2026-01-05T01:00:00.000Z',
  diagnoses: [],
  doctorName: '林清和',
};
const prescription = (...lines: Line[]): PrescriptionTemplate => ({
  ...row,
  lines,
  validDays: 1,
  longSupplyReason: null,
});
const record = (part: Partial<RecordTemplate>): RecordTemplate => ({
  ...row,
  chiefComplaint: null,
  presentIllness: null,
  pastHistory: null,
  advice: null,
  ...part,
});

test('[D4.3] a drug that has not changed goes onto the form as it was', () => {
  const { drug: _, ...saved } = line();
  assert.deepEqual(lineToday(line()), drafted({ ...saved, kind: 'western', facts: { form: '片剂' } }));
});
test('[D4.3] a new price stands on the form, with the old one beside it', () => {
  const today = lineToday(line({ unitPrice: 250_000 }));
  assert.equal(today.unitPrice, 250_000);
  assert.equal(today.changed, '价格由 ¥28.60 变为 ¥25.00');
});
test('[D4.3] a new specification asks for another look at the dose', () =>
  assert.match(lineToday(line({ specification: '10mg×14片' })).changed ?? '', /10mg×14片\/盒，请核对用量/));
test('[D4.3] what is delisted or controlled by now cannot be prescribed, and says so before it is picked', () => {
  assert.match(lineToday(line(null)).gone ?? '', /已下架/);
  assert.match(lineToday(line({ control: 'psychotropic' })).gone ?? '', /精神药品/);
  assert.equal(warning(prescription(line(), line(null))), '有 1 种药现在不能开');
  assert.equal(warning(prescription(line({ unitPrice: 1 }))), null);
});
test('[D4.3] a template says in one line what is in it', () => {
  assert.equal(
    summary(prescription(line(), line())),
    '氨氯地平片 每次 5 mg，每日一次，口服；氨氯地平片 每次 5 mg，每日一次，口服',
  );
  assert.equal(summary(record({ chiefComplaint: '复诊', advice: '低盐' })), '主诉：复诊；处理意见：低盐');
});
test('[D4.3] a record template fills what it has a text for, and tells what that replaces', () => {
  const written = { chiefComplaint: '头晕三天', presentIllness: '', pastHistory: '无特殊 ', advice: '低盐' };
  assert.deepEqual(
    textsOf(record({ chiefComplaint: '复诊', presentIllness: '稳定', pastHistory: '无特殊' }), written),
    {
      texts: { chiefComplaint: '复诊', presentIllness: '稳定', pastHistory: '无特殊' },
      replaced: ['主诉'],
    },
  );
});
test('[D4.3] the patient’s name does not go into a template', () => {
  assert.equal(impersonal('王小明 3 天前头晕，王小明自测血压高 ', '王小明'), '患者 3 天前头晕，患者自测血压高');
  assert.equal(impersonal('头晕', null), '头晕');
});
