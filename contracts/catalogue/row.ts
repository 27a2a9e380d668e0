import { z } from 'zod';
import { id, unitPrice } from '../language.ts';
import { viewShape } from '../shape.ts';
import { diagnosisSystems } from './diagnosis.ts';
import { drugControls, drugKinds, insert } from './drug.ts';

export const departmentRow = z.object({
  departmentId: id,
  name: z.string(),
  subjectCode: z.string(),
  introduction: z.string(),
  order: z.int(),
  open: z.boolean(),
  /** Completed consultations: what makes it popular. */
  completed: z.int(),
});
export type DepartmentRow = z.infer<typeof departmentRow>;

export const departmentsView = viewShape({
  name: 'departments',
  version: 1,
  row: departmentRow,
  owners: {},
  events: ['department.opened', 'department.changed', 'department.closed', 'consultation.completed'],
});

/** What the type-ahead searches: pinyin initials, lower case, `gxy` for 高血压. */
const searched = { initials: z.string(), listed: z.boolean() };

export const drugRow = z.object({
  drugId: id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(drugKinds),
  control: z.enum(drugControls),
  form: z.string(),
  specification: z.string(),
  maker: z.string(),
  unit: z.string(),
  unitPrice,
  ...insert,
  ...searched,
});
export type DrugRow = z.infer<typeof drugRow>;

export const drugsView = viewShape({
  name: 'drugs',
  version: 2,
  row: drugRow,
  owners: {},
  events: ['drug.listed', 'drug.priced', 'drug.delisted'],
});

export const diagnosisRow = z.object({
  diagnosisId: id,
  code: z.string(),
  name: z.string(),
  system: z.enum(diagnosisSystems),
  ...searched,
});
export type DiagnosisRow = z.infer<typeof diagnosisRow>;

export const diagnosesView = viewShape({
  name: 'diagnoses',
  version: 1,
  row: diagnosisRow,
  owners: {},
  events: ['diagnosis.listed', 'diagnosis.delisted'],
});
