import { z } from 'zod';
import {
  type CommandOf,
  capability,
  day,
  type EventOf,
  id,
  instant,
  longText,
  personName,
  type RefusalOf,
  text,
} from '../language.ts';

export const titles = ['chief', 'associate-chief', 'attending', 'resident', 'pharmacist', 'chief-pharmacist'] as const;
export const services = ['online-clinic', 'health-consultation'] as const;

const licence = z.object({ number: text(40), issuedBy: text(60), issuedOn: day, scope: text(40) });
const profile = { introduction: longText(1000), specialities: z.array(text(30)).max(12), photo: id.optional() };

const person = {
  kind: z.enum(['doctor', 'pharmacist']),
  name: personName(40),
  gender: z.enum(['male', 'female']),
  title: z.enum(titles),
  departmentId: id,
  /** Start of independent practice: three years are needed to practise online. */
  practisingSince: day,
  licence,
  ...profile,
};

const about = { practitioner: 'practitionerId' } as const;

/** A doctor or pharmacist of the hospital, all of it public. Stream `practitioner-<id>`. */
export const practitioner = capability('practitioner', {
  events: {
    hired: {
      practitionerId: id,
      ...person,
    },
    profileChanged: { practitionerId: id, ...profile },
    serviceSwitched: { practitionerId: id, service: z.enum(services), on: z.boolean() },
    clinicSessionAssigned: { practitionerId: id, clinicSessionId: id, endsAt: instant },
    /** Published for a doctor who had left by then. */
    clinicSessionOrphaned: { practitionerId: id, clinicSessionId: id },
    /** With their sessions that are not over. */
    retired: { practitionerId: id, clinicSessionIds: z.array(id) },
    /** As they were when they left. */
    rehired: { practitionerId: id },
  },
  about: {
    hired: about,
    profileChanged: about,
    serviceSwitched: about,
    clinicSessionAssigned: about,
    clinicSessionOrphaned: about,
    retired: about,
    rehired: about,
  },
  commands: {
    hire: {
      summary: 'O2.3 Take a doctor or pharmacist on',
      access: { operator: 'any' },
      input: person,
    },
    'change-profile': {
      summary: 'D4.5 Change the own profile',
      access: { doctor: 'own', operator: 'any' },
      input: profile,
    },
    'switch-service': {
      summary: 'D4.7 Switch a service on or off',
      access: { doctor: 'own', operator: 'any' },
      input: { service: z.enum(services), on: z.boolean() },
    },
    'assign-clinic-session': {
      summary: 'A session was published for the doctor',
      input: { clinicSessionId: id, endsAt: instant },
    },
    retire: { summary: 'O2.3 Let a practitioner go', access: { operator: 'any' }, input: {} },
    rehire: { summary: 'O2.3 Take one who was let go on again', access: { operator: 'any' }, input: {} },
  },
  boards: ['accounts'],
  refusals: ['unknown-practitioner', 'practice-too-short', 'practitioner-retired', 'unknown-department'],
});

export type PractitionerEvent = EventOf<typeof practitioner>;
export type PractitionerCommand = CommandOf<typeof practitioner>;
export type PractitionerRefusal = RefusalOf<typeof practitioner>;
