import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import { type CommandOf, capability, type EventOf, id, longText, name, type RefusalOf, text } from '../language.ts';
import { prescriptionLine } from '../prescription/line.ts';
import { refusingCodes } from '../prescription/rules/declared.ts';
import { usage } from '../prescription/usage.ts';

/** Who may use a template: its author alone, or all doctors of the author's department. */
export const sharings = ['own', 'department'] as const;

const named = { name: name(30), sharing: z.enum(sharings) };
const belongs = { templateId: id, doctorId: id, departmentId: id };

const aroundLines = {
  diagnoses: z.array(diagnosed).max(5),
  longSupplyReason: text(200).optional(),
  validDays: z.int().min(1).max(3),
};
/** Lines as the drugs were and cost when it was saved: what has changed since is told to who uses it. */
export const prescriptionContent = { ...aroundLines, lines: z.array(prescriptionLine).min(1).max(50) };
/** Only the fields it has a text for. */
export const recordContent = {
  diagnoses: z.array(diagnosed).max(10),
  chiefComplaint: longText(500).optional(),
  presentIllness: longText(2000).optional(),
  pastHistory: longText(1000).optional(),
  advice: longText(1000).optional(),
};

const doctor = { doctor: 'own' } as const;

/** 模板: what a doctor writes again and again. It is about nobody, so nothing in it is sealed. Stream `template-<id>`. */
export const template = capability('template', {
  events: {
    prescriptionSaved: { ...belongs, ...named, ...prescriptionContent },
    recordSaved: { ...belongs, ...named, ...recordContent },
    changed: { templateId: id, ...named },
    deleted: { templateId: id },
  },
  about: {
    prescriptionSaved: { doctor: 'doctorId' },
    recordSaved: { doctor: 'doctorId' },
    changed: {},
    deleted: {},
  },
  commands: {
    'save-prescription': {
      summary: 'D4.3 Save what is on a prescription as a template, or anew under the same id',
      access: doctor,
      input: { ...named, ...aroundLines, lines: z.array(z.object(usage)).min(1).max(50) },
    },
    'save-record': {
      summary: 'D4.3 Save the texts of a record as a template, or anew under the same id',
      access: doctor,
      input: { ...named, ...recordContent },
    },
    change: {
      summary: 'D4.3 Rename a template, share it with the department or take it back',
      access: doctor,
      input: named,
    },
    delete: { summary: 'D4.3 Delete a template', access: doctor, input: {} },
  },
  refusals: [
    'unknown-template',
    'template-empty',
    'personal-data',
    'unknown-doctor',
    'unknown-diagnosis',
    'unknown-drug',
    ...refusingCodes,
  ],
});

export type TemplateEvent = EventOf<typeof template>;
export type TemplateCommand = CommandOf<typeof template>;
export type TemplateRefusal = RefusalOf<typeof template>;
