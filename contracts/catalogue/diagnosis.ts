import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, text } from '../language.ts';

/** `icd10`: national clinical edition 2.0; `tcm-disease` and `tcm-syndrome`: GB/T 15657. */
export const diagnosisSystems = ['icd10', 'tcm-disease', 'tcm-syndrome'] as const;
/** A diagnosis as records and prescriptions carry it. */
export const diagnosed = z.object({ code: text(30), name: text(100), system: z.enum(diagnosisSystems) });
export type Diagnosed = z.infer<typeof diagnosed>;

/** O2.4: one entry of the diagnosis catalogue. Stream `diagnosis-<id>`, the id derived from system and code. */
export const diagnosis = capability('diagnosis', {
  events: { listed: { diagnosisId: id, ...diagnosed.shape }, delisted: { diagnosisId: id } },
  commands: {
    list: { summary: 'O2.4 List a diagnosis', access: { operator: 'any' }, input: diagnosed.shape },
    delist: { summary: 'O2.4 Take a diagnosis off the catalogue', access: { operator: 'any' }, input: {} },
  },
  refusals: ['unknown-diagnosis'],
});

export type DiagnosisEvent = EventOf<typeof diagnosis>;
export type DiagnosisCommand = CommandOf<typeof diagnosis>;
export type DiagnosisRefusal = RefusalOf<typeof diagnosis>;
