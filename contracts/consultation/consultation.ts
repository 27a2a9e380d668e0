import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, instant, type RefusalOf, sealed, text } from '../language.ts';
import { cancelledBy } from '../registration/registration.ts';

/** Every event names the place in the queue, so that queue and figures need no look-up. */
const place = {
  consultationId: id,
  clinicSessionId: id,
  number: z.int().positive(),
  doctorId: id,
  departmentId: id,
  patientId: id,
};
const doctor = { doctor: 'own' } as const;

const about = {
  patient: 'patientId',
  doctor: 'doctorId',
  visit: 'consultationId',
  tells: ['patient', 'doctor'],
} as const;

/** 问诊: what follows a booked registration; has the same id. Stream `consultation-<id>`. */
export const consultation = capability('consultation', {
  events: {
    /** Waiting begins with the session, or with the booking when that comes later. */
    opened: { ...place, visitPersonId: id, startsAt: instant, waitingSince: instant },
    /** The doctor's explicit decision that this is an eligible follow-up (复诊). */
    accepted: { ...place, visitPersonId: id, waitingSince: instant },
    rejected: { ...place, reason: sealed('patientId') },
    /** `by`: on whose side it was given up. */
    withdrawn: { ...place, by: z.enum(cancelledBy), reason: sealed('patientId') },
    /** A prescription is about to be handed in: whatever ends the visit before its time ends this too. */
    prescribed: { consultationId: id, prescriptionId: id },
    /** Given up by the doctor after accepting: full refund. */
    cancelled: { ...place, reason: sealed('patientId'), prescriptionIds: z.array(id) },
    /** Not an eligible follow-up after all: ended and referred offline. */
    terminated: { ...place, reason: sealed('patientId'), prescriptionIds: z.array(id) },
    completed: { ...place },
  },
  about: {
    opened: { ...about, visitPerson: 'visitPersonId' },
    accepted: { ...about, visitPerson: 'visitPersonId' },
    rejected: about,
    withdrawn: about,
    prescribed: { visit: 'consultationId' },
    cancelled: about,
    terminated: about,
    completed: about,
  },
  commands: {
    open: {
      summary: 'A registration is booked',
      input: {
        clinicSessionId: id,
        number: z.int().positive(),
        doctorId: id,
        departmentId: id,
        patientId: id,
        visitPersonId: id,
        startsAt: instant,
      },
    },
    accept: { summary: 'D3.3 Accept an eligible follow-up', access: doctor, input: { eligible: z.literal(true) } },
    reject: { summary: 'D3.3 Reject with a reason told to the patient', access: doctor, input: { reason: text(200) } },
    withdraw: {
      summary: 'P9 O1.1 The patient or the hospital cancels before the doctor accepts',
      input: { side: z.enum(cancelledBy), reason: text(200) },
    },
    prescribe: { summary: 'A prescription of it is about to be handed in', input: { prescriptionId: id } },
    cancel: { summary: 'D3.6 Cancel an accepted consultation', access: doctor, input: { reason: text(200) } },
    terminate: { summary: 'D3.6 End it and refer offline', access: doctor, input: { reason: text(200) } },
    complete: { summary: 'D3.1 Complete, once the record is published', access: doctor, input: {} },
  },
  boards: ['operations'],
  refusals: [
    'unknown-consultation',
    'not-waiting',
    'not-in-progress',
    'already-accepted',
    'already-over',
    'record-not-published',
  ],
});

export type ConsultationEvent = EventOf<typeof consultation>;
export type ConsultationCommand = CommandOf<typeof consultation>;
export type ConsultationRefusal = RefusalOf<typeof consultation>;
