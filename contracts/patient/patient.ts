import { z } from 'zod';
import { chinaDayOf } from '../china-day.ts';
import {
  type CommandOf,
  capability,
  type EventOf,
  id,
  instant,
  personName,
  type RefusalOf,
  sealed,
  text,
} from '../language.ts';
import { packedDigits, phone } from '../numbers.ts';
import { checkIdNumber, type IdNumberProblem } from './id-number.ts';

export const relations = ['self', 'spouse', 'child', 'parent', 'other'] as const;
const own = { patient: 'own' } as const;
export const idNumberProblems: Readonly<Record<IdNumberProblem, string>> = {
  wrong: '身份证号码不正确，请核对每一位',
  'not-born': '出生日期在今天之后，请核对第 7 到 14 位',
};

const person = { patient: 'patientId', visitPerson: 'visitPersonId' } as const;
const follows = { patient: 'patientId', doctor: 'doctorId' } as const;

/** An account holder with the visit persons (就诊人) they book for. Stream `patient-<id>`. */
export const patient = capability('patient', {
  events: {
    /** `openid`: their name at WeChat, needed again for every payment. */
    registered: { patientId: id, openid: sealed('patientId') },
    visitPersonAdded: {
      patientId: id,
      visitPersonId: id,
      relation: z.enum(relations),
      name: sealed('visitPerson'),
      idNumber: sealed('visitPerson'),
      /** Keyed blind index of the ID number: equality without the number. */
      idNumberIndex: z.string(),
      /** Blind indexes by which they are found. */
      lookup: z.array(z.string()),
      phone: sealed('visitPerson'),
      /** Sealed like the ID number it is read from; age and form are worked out where they are shown. */
      birthDate: sealed('visitPerson'),
      gender: z.enum(['male', 'female']),
      /** The form of complaint this person needs on the day: kept by the guardian's presence, not by the date. */
      guardianName: sealed('visitPerson').optional(),
    },
    visitPersonRemoved: { patientId: id, visitPersonId: id },
    consentAccepted: { patientId: id, version: z.string(), textHash: z.string() },
    /** Nothing is booked until a version is accepted again. */
    consentWithdrawn: { patientId: id },
    /** A number is held for this person and not paid yet. */
    holdBegun: { patientId: id, registrationId: id, visitPersonId: id, until: instant },
    /** It was paid, given back or never got its number; one that nobody ended lapsed at its time. */
    holdEnded: { patientId: id, registrationId: id },
    doctorFollowed: { patientId: id, doctorId: id },
    doctorUnfollowed: { patientId: id, doctorId: id },
  },
  about: {
    registered: { patient: 'patientId' },
    visitPersonAdded: { ...person, lookup: { name: 'name', phone: 'phone', idNumber: 'idNumber' } },
    visitPersonRemoved: person,
    consentAccepted: { patient: 'patientId' },
    consentWithdrawn: { patient: 'patientId' },
    holdBegun: person,
    holdEnded: { patient: 'patientId' },
    doctorFollowed: follows,
    doctorUnfollowed: follows,
  },
  commands: {
    register: { summary: 'P1 First sign-in of a patient', input: { openid: text(64) } },
    'add-visit-person': {
      summary: 'P3 Add a visit person; the ID number is checked',
      access: own,
      input: {
        visitPersonId: id,
        relation: z.enum(relations),
        name: personName(40),
        idNumber: z
          .string()
          .overwrite(packedDigits)
          .superRefine((number, { addIssue }) => {
            const read = checkIdNumber(number, chinaDayOf(new Date()));
            if (typeof read === 'string') addIssue(idNumberProblems[read]);
          }),
        phone,
        guardianName: personName(40).optional(),
      },
    },
    'remove-visit-person': { summary: 'P3 Remove a visit person', access: own, input: { visitPersonId: id } },
    'accept-consent': {
      summary: 'P6.1 Accept a version of the informed consent',
      access: own,
      input: { version: z.string().max(20) },
    },
    'withdraw-consent': {
      summary: 'N5 Withdraw the consent: nothing more is booked until it is given again',
      access: own,
      input: {},
    },
    'begin-hold': {
      summary: 'P6.6 A number is about to be held: one unpaid for a person, few for an account',
      input: { registrationId: id, visitPersonId: id, until: instant },
    },
    'end-hold': { summary: 'P6.11 What was held is paid or given back', input: { registrationId: id } },
    'follow-doctor': { summary: 'P6.5 Follow a doctor', access: own, input: { doctorId: id } },
    'unfollow-doctor': { summary: 'P6.5 Unfollow a doctor', access: own, input: { doctorId: id } },
  },
  refusals: [
    'unknown-patient',
    'visit-person-exists',
    'guardian-is-child',
    'too-many-visit-persons',
    'hold-unpaid',
    'too-many-holds',
    'unknown-visit-person',
    'guardian-required',
    'consent-version-unknown',
    'unknown-doctor',
  ],
});

export type PatientEvent = EventOf<typeof patient>;
export type PatientCommand = CommandOf<typeof patient>;
export type PatientRefusal = RefusalOf<typeof patient>;
