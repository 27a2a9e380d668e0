import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import { type CommandOf, capability, type EventOf, id, longText, type RefusalOf, sealed } from '../language.ts';

const belongs = { recordId: id, patientId: id, visitPersonId: id, doctorId: id, departmentId: id };
const diagnoses = z.array(diagnosed).min(1).max(10);

const about = { patient: 'patientId', visitPerson: 'visitPersonId', doctor: 'doctorId', visit: 'recordId' } as const;

/** 病历: the medical record of a consultation; has the same id. Stream `record-<id>`. */
export const record = capability('record', {
  events: {
    written: {
      ...belongs,
      diagnoses: sealed('visitPerson', diagnoses),
      chiefComplaint: sealed('visitPerson'),
      presentIllness: sealed('visitPerson'),
      pastHistory: sealed('visitPerson'),
      advice: sealed('visitPerson'),
    },
    /** From here on it never changes; `contentHash` is SHA-256 over its canonical JSON. */
    published: { ...belongs, contentHash: z.string() },
  },
  about: {
    written: about,
    published: { ...about, tells: ['patient'] },
  },
  commands: {
    write: {
      summary: 'D3.7 D3.8 Write diagnosis and record; again while unpublished',
      access: { doctor: 'own' },
      input: {
        diagnoses,
        chiefComplaint: longText(500),
        presentIllness: longText(2000),
        pastHistory: longText(1000),
        advice: longText(1000),
      },
    },
    publish: { summary: 'D3.9 Publish the record to the patient', access: { doctor: 'own' }, input: {} },
  },
  boards: ['operations'],
  refusals: [
    'unknown-record',
    'record-published',
    'consultation-not-in-progress',
    'visit-cancelled',
    'unknown-diagnosis',
  ],
});

export type RecordEvent = EventOf<typeof record>;
export type RecordCommand = CommandOf<typeof record>;
export type RecordRefusal = RefusalOf<typeof record>;
