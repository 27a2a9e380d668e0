import { z } from 'zod';
import { id, instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import { prescriptionContent, recordContent, sharings } from './template.ts';

const row = {
  templateId: id,
  /** Its author, who alone changes it. */
  doctorId: id,
  departmentId: id,
  name: z.string(),
  /** Pinyin initials of the name, lower case. */
  initials: z.string(),
  sharing: z.enum(sharings),
  /** When its content was saved last. */
  savedAt: instant,
};

/** D4.3: a template for prescriptions. */
export const prescriptionTemplateRow = z.object({
  ...row,
  ...prescriptionContent,
  longSupplyReason: z.string().nullable(),
});

export const prescriptionTemplatesView = viewShape({
  name: 'prescriptionTemplates',
  version: 2,
  row: prescriptionTemplateRow,
  owners: { doctor: 'doctorId' },
  events: ['template.prescription-saved', 'template.changed', 'template.deleted'],
});

/** D4.3: a template for medical records; null where it has no text. */
export const recordTemplateRow = z.object({
  ...row,
  diagnoses: recordContent.diagnoses,
  chiefComplaint: z.string().nullable(),
  presentIllness: z.string().nullable(),
  pastHistory: z.string().nullable(),
  advice: z.string().nullable(),
});

export const recordTemplatesView = viewShape({
  name: 'recordTemplates',
  version: 1,
  row: recordTemplateRow,
  owners: { doctor: 'doctorId' },
  events: ['template.record-saved', 'template.changed', 'template.deleted'],
});
