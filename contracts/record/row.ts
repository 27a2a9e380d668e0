import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';

/** P10.3, D3.8: a medical record; `publishedAt` null while the doctor still writes it, and nobody else sees it then. */
export const recordRow = z.object({
  /** That of its consultation. */
  recordId: id,
  patientId: id,
  visitPersonId: id,
  doctorId: id,
  departmentId: id,
  diagnoses: opened(z.array(diagnosed)),
  chiefComplaint: personal('text').nullable(),
  presentIllness: personal('text').nullable(),
  pastHistory: personal('text').nullable(),
  advice: personal('text').nullable(),
  writtenAt: instant,
  publishedAt: instant.nullable(),
  /** SHA-256 over the canonical JSON of what was published. */
  contentHash: z.string().nullable(),
});

export const recordsView = viewShape({
  name: 'records',
  version: 2,
  row: recordRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: ['record.written', 'record.published'],
});
