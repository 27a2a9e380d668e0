import { expect, test } from '@jest/globals';
import type { TemplateEvent } from '@yunzhen/contracts/template/template';
import type { Prescribed } from '../prescription/rules.ts';
import { fold, spec } from '../spec.ts';
import { idOf, now } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, doctorId, departmentId] = [idOf(1), idOf(2), idOf(3)];
const asked = { id, now, by: { id: doctorId, role: 'doctor' } } as const;
const named = { name: '高血压续方', sharing: 'own' as const };
const belongs = { templateId: id, doctorId, departmentId };
const diagnoses = [{ code: 'I10', name: '原发性高血压', system: 'icd10' as const }];
const usage = {
  drugId: idOf(41),
  dose: { value: 5, unit: 'mg' },
  frequency: 'qd',
  route: '1',
  days: 7,
  quantity: 1,
} as const;
const drug = {
  code: 'XC08',
  name: '氨氯地平片',
  kind: 'western' as const,
  specification: '5mg',
  unit: '盒',
  unitPrice: 90_000,
};
const prescribed: Prescribed = { ...usage, ...drug, control: 'none' };

const savePrescription = (part: Partial<Extract<Command, { type: 'save-prescription' }>> = {}): Command => ({
  type: 'save-prescription',
  ...{ ...asked, ...named, departmentId, diagnoses, validDays: 1, lines: [usage], prescribed: [prescribed] },
  ...part,
});
const saveRecord = (part: Partial<Extract<Command, { type: 'save-record' }>> = {}): Command => ({
  type: 'save-record',
  ...{ ...asked, ...named, departmentId, diagnoses, advice: '低盐饮食' },
  ...part,
});
const prescriptionSaved = (part: object = {}): TemplateEvent => ({
  type: 'template.prescription-saved',
  data: { ...belongs, ...named, diagnoses, validDays: 1, lines: [{ ...usage, ...drug }], ...part },
});
const recordSaved = (part: object = {}): TemplateEvent => ({
  type: 'template.record-saved',
  data: { ...belongs, ...named, diagnoses, advice: '低盐饮食', ...part },
});
const change = { type: 'change', ...asked, name: '血压', sharing: 'department' } as const;
const changed: TemplateEvent = {
  type: 'template.changed',
  data: { templateId: id, name: '血压', sharing: 'department' },
};
const drop = { type: 'delete', ...asked } as const;
const deleted: TemplateEvent = { type: 'template.deleted', data: { templateId: id } };

test('[D4.3] what is on the form is saved as a template, and anew under the same id', () => {
  given().when(savePrescription()).then(prescriptionSaved());
  given(prescriptionSaved())
    .when(savePrescription({ validDays: 3 }))
    .then(prescriptionSaved({ validDays: 3 }));
  given().when(saveRecord()).then(recordSaved());
  given(recordSaved(), changed)
    .when(saveRecord({ pastHistory: '无特殊' }))
    .then(recordSaved({ pastHistory: '无特殊' }));
});

test('[D4.3] a prescription that would not be taken is no template either', () => {
  const refused = (lines: Prescribed[], code: string) =>
    given()
      .when(savePrescription({ prescribed: lines }))
      .thenRefused(code);
  refused([{ ...prescribed, control: 'narcotic' }], 'drug-controlled');
  refused([prescribed, prescribed], 'same-drug-twice');
  refused([{ ...prescribed, days: 14 }], 'supply-too-long');
  given()
    .when(savePrescription({ prescribed: [{ ...prescribed, days: 14 }], longSupplyReason: '病情稳定' }))
    .then(prescriptionSaved({ lines: [{ ...usage, ...drug, days: 14 }], longSupplyReason: '病情稳定' }));
});

test('[D4.3] a record template has a text', () => {
  const { advice: _, ...nothing } = saveRecord() as Extract<Command, { type: 'save-record' }>;
  given().when(nothing).thenRefused('template-empty');
});

test.each(['张三 11010119900307002X', '电话 13800138000', '身份证110101199003070021。'])(
  '[D4.3] what tells a person is not in a template: %s',
  text => {
    given()
      .when(saveRecord({ presentIllness: text }))
      .thenRefused('personal-data');
    given()
      .when(savePrescription({ longSupplyReason: text }))
      .thenRefused('personal-data');
    given(recordSaved())
      .when({ ...change, name: text })
      .thenRefused('personal-data');
  },
);
test('[D4.3] measurements and codes tell nobody', () =>
  given()
    .when(saveRecord({ presentIllness: '血压 145/92 mmHg，血小板 21380013800011' }))
    .then(recordSaved({ presentIllness: '血压 145/92 mmHg，血小板 21380013800011' })));

test('[D4.3] a template is renamed, shared with the department and taken back', () => {
  given(prescriptionSaved()).when(change).then(changed);
  given(prescriptionSaved(), changed).when(change).thenNothing();
  given(recordSaved(), changed)
    .when({ ...change, ...named })
    .then({ type: 'template.changed', data: { templateId: id, ...named } });
});

test('[D4.3] a deleted template is gone for good', () => {
  given(recordSaved()).when(drop).then(deleted);
  given(recordSaved(), deleted).when(drop).thenNothing();
  for (const command of [change, saveRecord(), savePrescription()])
    given(recordSaved(), deleted).when(command).thenRefused('unknown-template');
});

test('[D4.3] what is not there is neither changed nor deleted, and a template stays of its kind', () => {
  for (const command of [change, drop]) given().when(command).thenRefused('unknown-template');
  given(recordSaved()).when(savePrescription()).thenRefused('unknown-template');
  given(prescriptionSaved()).when(saveRecord()).thenRefused('unknown-template');
});

test('[D4.3] a template is its author’s, shared or not', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [prescriptionSaved(), changed]))).toEqual({ doctorId });
});
