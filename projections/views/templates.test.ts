import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { prescriptionTemplates, recordTemplates } from './templates.ts';

const saved = { templateId: 't', doctorId: 'd', departmentId: 'x', name: '高血压续方', sharing: 'own' };
const diagnoses = [{ code: 'I10.x00', name: '高血压病', system: 'icd10' }];
const prescription = { ...saved, diagnoses, lines: [], validDays: 1 };
const record = { ...saved, diagnoses, advice: '低盐饮食' };
const prescriptionSaved = (more: object = {}) => ({
  type: 'template.prescription-saved',
  data: { ...prescription, ...more },
});
const recordSaved = (more: object = {}) => ({ type: 'template.record-saved', data: { ...record, ...more } });
const deleted = { type: 'template.deleted', data: { templateId: 't' } };
const shown = { initials: 'gxyxf', savedAt: '2026-01-05T08:00:00.000Z' };

test('[D4.3] a template is what was saved last, under its last name', () =>
  spec(prescriptionTemplates)
    .given(prescriptionSaved({ longSupplyReason: '病情稳定' }), prescriptionSaved({ validDays: 3 }), {
      type: 'template.changed',
      data: { templateId: 't', name: '血压', sharing: 'department' },
    })
    .then('t', {
      ...{ ...prescription, ...shown, longSupplyReason: null, validDays: 3 },
      ...{ name: '血压', initials: 'xy', sharing: 'department' },
    }));

test('[D4.3] a record template has the texts it was saved with', () =>
  spec(recordTemplates)
    .given(recordSaved({ chiefComplaint: '复诊' }), recordSaved())
    .then('t', { ...record, ...shown, chiefComplaint: null, presentIllness: null, pastHistory: null }));

test('[D4.3] what is deleted is gone, and a template is of one kind only', () => {
  spec(prescriptionTemplates).given(prescriptionSaved(), deleted).then('t', null);
  spec(recordTemplates)
    .given(prescriptionSaved(), { type: 'template.changed', data: { templateId: 't', name: 'n', sharing: 'own' } })
    .then('t', null);
});
