import { z } from 'zod';
import {
  type CommandOf,
  capability,
  type EventOf,
  fen,
  id,
  instant,
  longText,
  personName,
  type RefusalOf,
  sealed,
  text,
} from '../language.ts';

/** P6.8: which form of complaint the age of the visit person asks for. */
export const chiefComplaintForms = ['adult', 'minor', 'under-six'] as const;
export const cancelledBy = ['patient', 'doctor', 'hospital'] as const;

/** Who, with whom, when: named again where others act on it, so that they need no look-up. */
const place = {
  registrationId: id,
  clinicSessionId: id,
  doctorId: id,
  departmentId: id,
  patientId: id,
  visitPersonId: id,
  number: z.int().positive(),
  startsAt: instant,
};

/** Whom an end is told to: nobody, for a hold whose booking never arrived. */
const whose = { patientId: id.optional() };

const about = {
  patient: 'patientId',
  visitPerson: 'visitPersonId',
  doctor: 'doctorId',
  visit: 'registrationId',
} as const;
const ended = { patient: 'patientId', visit: 'registrationId', tells: ['patient'] } as const;

/** 挂号: one visit person's claim on one number of a doctor's session. Stream `registration-<id>`. */
export const registration = capability('registration', {
  events: {
    held: {
      ...place,
      fee: fen,
      holdUntil: instant,
      consentVersion: z.string(),
      chiefComplaintForm: z.enum(chiefComplaintForms),
      chiefComplaint: sealed('visitPerson'),
      guardianName: sealed('visitPerson').optional(),
      attachments: z.array(id).max(9),
    },
    /** Without a payment when it costs nothing. */
    paid: { ...place, paymentId: id.optional(), amount: fen },
    /** Money that came too late, twice, or with another amount: it goes back. */
    paymentDeclined: {
      registrationId: id,
      paymentId: id,
      amount: fen,
      cause: z.enum(['late', 'duplicate', 'amount-differs']),
    },
    booked: {
      ...place,
      hisNumber: z.string(),
    },
    /** HIS said no: released and refunded. */
    failed: {
      registrationId: id,
      clinicSessionId: id,
      patientId: id,
      paymentId: id.optional(),
      amount: fen,
      reason: sealed('patientId'),
    },
    /** Also of a hold whose booking never arrived: nothing can be booked under that id any more. */
    timedOut: { registrationId: id, clinicSessionId: id, ...whose },
    /** `amount` once it was paid, `paymentId` when there is money to give back. */
    cancelled: {
      registrationId: id,
      clinicSessionId: id,
      patientId: id,
      by: z.enum(cancelledBy),
      reason: sealed('patientId'),
      paymentId: id.optional(),
      amount: fen.optional(),
    },
    /** What it cost is earned. */
    completed: {
      registrationId: id,
      doctorId: id,
      departmentId: id,
      patientId: id,
      paymentId: id.optional(),
      amount: fen,
    },
  },
  about: {
    held: { ...about, tells: ['patient'] },
    paid: about,
    paymentDeclined: { visit: 'registrationId' },
    booked: { ...about, tells: ['patient', 'doctor'] },
    failed: ended,
    timedOut: ended,
    cancelled: ended,
    completed: { patient: 'patientId', doctor: 'doctorId', visit: 'registrationId' },
  },
  commands: {
    book: {
      summary: 'P6.6 Book a number: held until it is paid',
      access: { patient: 'own' },
      input: {
        clinicSessionId: id,
        visitPersonId: id,
        chiefComplaint: longText(1000),
        guardianName: personName(40).optional(),
        attachments: z.array(id).max(9).default([]),
        consentVersion: z.string().max(20),
      },
    },
    'confirm-payment': { summary: 'A payment for it succeeded', input: { paymentId: id, amount: fen } },
    'confirm-his': { summary: 'HIS took it', input: { hisNumber: z.string() } },
    fail: { summary: 'HIS refused it', input: { reason: text(200) } },
    'time-out': { summary: 'P6.11 The hold is over', input: { clinicSessionId: id } },
    cancel: {
      summary: 'P6.12 Cancel before the doctor accepts',
      access: { patient: 'own' },
      input: { reason: text(200) },
    },
    'cancel-by-hospital': {
      summary: 'P9 O1.2 Cancelled, rejected or given up on our side',
      access: { operator: 'any' },
      input: { side: z.enum(cancelledBy), reason: text(200) },
    },
    complete: { summary: 'The consultation is over', input: {} },
  },
  boards: ['operations'],
  refusals: [
    'unknown-file',
    'unknown-registration',
    'registration-exists',
    'unknown-visit-person',
    'consent-required',
    'guardian-required',
    'guardian-is-child',
    'paediatrics-required',
    'clinic-off',
    'hold-expired',
    'being-confirmed',
    'not-cancellable',
    'clinic-session-over',
  ],
});

export type RegistrationEvent = EventOf<typeof registration>;
export type RegistrationCommand = CommandOf<typeof registration>;
export type RegistrationRefusal = RefusalOf<typeof registration>;
