import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, text } from '../language.ts';

/** `icd10`: national clinical edition 2.0; `tcm-disease` and `tcm-syndrome`: GB/T 15657. */
export const diagnosisSystems = ['icd10', 'tcm-disease', 'tcm-syndrome'] as const;
/** A diagnosis as records and prescriptions carry it. */
export const diagnosed = z.object({ code: text(30), name: text(100), system: z.enum(diagnosisSystems) });
export type Diagnosed = z.infer<typeof diagnosed>;

/** The id of an entry is the UUID (version 5) of its name in this namespace, so that an import, a record and a screen find the same one. */
export const diagnosisIds = {
  namespace: '4b5e0f6d-2f0a-5d8e-8a3a-6f1c9b7d2e45',
  nameOf: ({ system, code }: Pick<Diagnosed, 'system' | 'code'>): string => `${system} ${code}`,
};

/** O2.4: one entry of the diagnosis catalogue. Stream `diagnosis-<id>`, the id derived from system and code. */
export const diagnosis = capability('diagnosis', {
  events: { listed: { diagnosisId: id, ...diagnosed.shape }, delisted: { diagnosisId: id } },
  about: {
    listed: {},
    delisted: {},
  },
  commands: {
    list: { summary: 'O2.4 List a diagnosis', access: { operator: 'any' }, input: diagnosed.shape },
    delist: { summary: 'O2.4 Take a diagnosis off the catalogue', access: { operator: 'any' }, input: {} },
  },
  refusals: ['unknown-diagnosis'],
});

export type DiagnosisEvent = EventOf<typeof diagnosis>;
export type DiagnosisCommand = CommandOf<typeof diagnosis>;
export type DiagnosisRefusal = RefusalOf<typeof diagnosis>;
