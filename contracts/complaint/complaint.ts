import { z } from 'zod';
import {
  type CommandOf,
  capability,
  type EventOf,
  id,
  instant,
  longText,
  type RefusalOf,
  sealed,
} from '../language.ts';

export const complaintSubjects = ['consultation', 'prescription'] as const;
export const complaintKinds = ['attitude', 'treatment', 'waiting', 'drugs', 'fees', 'privacy', 'other'] as const;
/** What operations found: justified and put right, or not. */
export const complaintOutcomes = ['resolved', 'rejected'] as const;
/** Days of the hospital after that of the complaint, by whose end it is answered. The law gives five working days, which are more. */
export const answerDays = 5;

const whose = { complaintId: id, patientId: id, visitPersonId: id };

const about = { patient: 'patientId', visit: 'complaintId', tells: ['patient'] } as const;

/** 投诉 about a consultation, or a prescription and its dispensing; has the id of that, so that one at a time is open. Stream `complaint-<id>`. */
export const complaint = capability('complaint', {
  events: {
    filed: {
      ...whose,
      subject: z.enum(complaintSubjects),
      consultationId: id,
      doctorId: id,
      departmentId: id,
      kind: z.enum(complaintKinds),
      text: sealed('visitPerson'),
      pictures: z.array(id).max(3),
      dueAt: instant,
    },
    taken: { complaintId: id, patientId: id, operatorId: id },
    answered: {
      ...whose,
      operatorId: id,
      outcome: z.enum(complaintOutcomes),
      text: sealed('visitPerson'),
    },
    withdrawn: { complaintId: id, patientId: id },
  },
  about: {
    filed: { ...about, visitPerson: 'visitPersonId', doctor: 'doctorId', visit: 'consultationId' },
    taken: { ...about, staff: 'operatorId' },
    answered: { ...about, visitPerson: 'visitPersonId', staff: 'operatorId' },
    withdrawn: about,
  },
  commands: {
    file: {
      summary: 'P10.4 Complain about a consultation or a prescription of one’s own',
      access: { patient: 'own' },
      input: {
        subject: z.enum(complaintSubjects),
        kind: z.enum(complaintKinds),
        text: longText(1000),
        pictures: z.array(id).max(3).default([]),
      },
    },
    take: {
      summary: 'O1.5 Take a complaint in hand, also over from a colleague',
      access: { operator: 'any' },
      input: {},
    },
    answer: {
      summary: 'O1.5 Answer what one has in hand; the patient reads it',
      access: { operator: 'any' },
      input: { outcome: z.enum(complaintOutcomes), text: longText(1000) },
    },
    withdraw: { summary: 'P10.4 Withdraw a complaint that is not answered', access: { patient: 'own' }, input: {} },
  },
  boards: ['operations'],
  refusals: [
    'unknown-file',
    'unknown-subject',
    'unknown-complaint',
    'complaint-open',
    'complaint-over',
    'complaint-not-taken',
    'complaint-of-another',
  ],
});

export type ComplaintEvent = EventOf<typeof complaint>;
export type ComplaintCommand = CommandOf<typeof complaint>;
export type ComplaintRefusal = RefusalOf<typeof complaint>;
