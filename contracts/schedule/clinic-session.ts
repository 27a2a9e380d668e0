import { z } from 'zod';
import { type CommandOf, capability, type EventOf, fen, id, instant, type RefusalOf, text } from '../language.ts';

export const releaseCauses = ['timed-out', 'cancelled', 'failed', 'suspended'] as const;
const claim = { registrationId: id, patientId: id, visitPersonId: id };

/** A free session could not be paid, and what is not paid is not booked; nothing online costs more than 1,000 yuan. */
const price = fen.min(1).max(100_000);

/** A doctor's session (出诊) with its number sources (号源): one stream, so that no number is sold twice. Stream `session-<id>`. */
export const clinicSession = capability('clinic-session', {
  events: {
    published: {
      clinicSessionId: id,
      doctorId: id,
      departmentId: id,
      startsAt: instant,
      endsAt: instant,
      fee: price,
      capacity: z.int().min(1).max(200),
    },
    /** It was not published in time, and its doctor's time went to another: a publishing that comes after all finds this. */
    lapsed: { clinicSessionId: id },
    suspended: { clinicSessionId: id, doctorId: id, reason: text(200), registrationIds: z.array(id) },
    /** A while after its end: those whose doctor did not come to them are given back. */
    closed: { clinicSessionId: id, doctorId: id, registrationIds: z.array(id) },
    numberHeld: { clinicSessionId: id, ...claim, number: z.int().positive(), holdUntil: instant },
    numberBooked: { clinicSessionId: id, registrationId: id, number: z.int().positive() },
    numberReleased: {
      clinicSessionId: id,
      registrationId: id,
      number: z.int().positive(),
      cause: z.enum(releaseCauses),
    },
  },
  about: {
    published: { doctor: 'doctorId' },
    lapsed: {},
    suspended: { doctor: 'doctorId' },
    closed: { doctor: 'doctorId' },
    numberHeld: { patient: 'patientId', visitPerson: 'visitPersonId', visit: 'registrationId' },
    numberBooked: { visit: 'registrationId' },
    numberReleased: { visit: 'registrationId' },
  },
  commands: {
    publish: {
      summary: 'O1.1 Publish a session',
      access: { operator: 'any' },
      input: { doctorId: id, startsAt: instant, endsAt: instant, fee: price, capacity: z.int().min(1).max(200) },
    },
    lapse: { summary: 'O1.1 Its time goes to another session, unless it is published', input: {} },
    suspend: { summary: 'O1.1 Suspend a session (停诊)', access: { operator: 'any' }, input: { reason: text(200) } },
    close: { summary: 'O1.1 A while after its end: who still waits is told and refunded', input: {} },
    'hold-number': { summary: 'Hold a number for a booking', input: { ...claim, holdUntil: instant } },
    'book-number': { summary: 'A held number is paid and confirmed', input: { registrationId: id } },
    'release-number': { summary: 'Give a number back', input: { registrationId: id, cause: z.enum(releaseCauses) } },
  },
  boards: ['operations'],
  refusals: [
    'unknown-clinic-session',
    'clinic-session-lapsed',
    'clinic-session-suspended',
    'clinic-session-over',
    'sold-out',
    'already-booked',
    'number-not-held',
    'unknown-doctor',
    'clinic-off',
    'clinic-session-times-wrong',
    'doctor-busy',
  ],
});

export type ClinicSessionEvent = EventOf<typeof clinicSession>;
export type ClinicSessionCommand = CommandOf<typeof clinicSession>;
export type ClinicSessionRefusal = RefusalOf<typeof clinicSession>;
