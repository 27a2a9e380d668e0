import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Sealed } from '@yunzhen/contracts/language';
import type { PatientCommand, PatientEvent, PatientRefusal } from '@yunzhen/contracts/patient/patient';
import { type Decider, type Facts, refusing } from '../decider.ts';
import { consentHash } from './consent.ts';

interface VisitPerson {
  readonly birthDate: Sealed<string>;
  readonly idNumberIndex: string;
}
interface Known {
  readonly idNumberIndex: string;
  readonly name: Sealed<string>;
  readonly idNumber: Sealed<string>;
  readonly phone: Sealed<string>;
}
interface Hold {
  readonly visitPersonId: string;
  readonly until: string;
}
export interface Patient {
  readonly status: 'none' | 'registered';
  readonly patientId: string;
  /** Null before they are registered. */
  readonly openid: Sealed<string> | null;
  readonly visitPersons: Readonly<Record<string, VisitPerson>>;
  /** Whom each visit person id ever stood for, removed ones too: an id never changes hands, its records would mix. */
  readonly known: Readonly<Record<string, Known>>;
  /** Accepted versions. */
  readonly consents: readonly string[];
  /** Unpaid ones of the day of the last one, by registration. */
  readonly holds: Readonly<Record<string, Hold>>;
  /** Doctors' ids. */
  readonly follows: readonly string[];
}

/** What the ID number tells. */
interface Identity {
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
  readonly idNumberIndex: string;
  readonly lookup: readonly string[];
}
export type Command = Facts<PatientCommand, { 'add-visit-person': Identity }>;

export const maxVisitPersons = 8;
/** Whom one account ever booked for, so that persons are no way round the limits of one. */
const mostEver = 30;
/** Unpaid at a time, and lapsed in a day. */
export const mostHolds = { live: 4, lapsed: 6 } as const;

const refuse = refusing<PatientRefusal>();
const registered = ({ status }: Patient): void => {
  if (status === 'none') refuse('unknown-patient');
};

export const decider: Decider<Command, PatientEvent, Patient> = {
  initial: {
    status: 'none',
    patientId: '',
    openid: null,
    visitPersons: {},
    known: {},
    consents: [],
    holds: {},
    follows: [],
  },
  subject: ({ status, patientId }) => (status === 'none' ? null : { patientId }),
  decide: {
    register: ({ id, openid }, { status }) =>
      status === 'none' ? [{ type: 'patient.registered', data: { patientId: id, openid } }] : [],
    'add-visit-person': (command, state) => {
      const { id, visitPersonId, relation, name, idNumber, phone, guardianName } = command;
      const { idNumberIndex, lookup, birthDate, gender } = command;
      registered(state);
      const before = state.known[visitPersonId]?.idNumberIndex;
      if (before !== undefined && before !== idNumberIndex) return refuse('visit-person-exists');
      if (state.visitPersons[visitPersonId]) return [];
      const persons = Object.values(state.visitPersons);
      if (persons.some(person => person.idNumberIndex === idNumberIndex)) return refuse('visit-person-exists');
      if (persons.length >= maxVisitPersons || Object.keys(state.known).length >= mostEver)
        return refuse('too-many-visit-persons');
      const person = { visitPersonId, relation, name, idNumber, idNumberIndex, phone, birthDate, gender };
      return [
        {
          type: 'patient.visit-person-added',
          data: { patientId: id, ...person, lookup: [...lookup], ...(guardianName !== undefined && { guardianName }) },
        },
      ];
    },
    'remove-visit-person': ({ id, visitPersonId }, state) => {
      registered(state);
      if (state.visitPersons[visitPersonId])
        return [{ type: 'patient.visit-person-removed', data: { patientId: id, visitPersonId } }];
      return state.known[visitPersonId] === undefined ? refuse('unknown-visit-person') : [];
    },
    'accept-consent': ({ id, version }, state) => {
      registered(state);
      const textHash = consentHash(version) ?? refuse('consent-version-unknown');
      if (state.consents.includes(version)) return [];
      return [{ type: 'patient.consent-accepted', data: { patientId: id, version, textHash } }];
    },
    'withdraw-consent': ({ id }, state) => {
      registered(state);
      if (state.consents.length === 0) return [];
      return [{ type: 'patient.consent-withdrawn', data: { patientId: id } }];
    },
    'begin-hold': ({ id, registrationId, visitPersonId, until, now }, state) => {
      registered(state);
      if (state.holds[registrationId]) return [];
      const holds = Object.values(state.holds);
      const live = holds.filter(hold => hold.until > now);
      if (live.some(hold => hold.visitPersonId === visitPersonId)) return refuse('hold-unpaid');
      const lapsed = holds.filter(hold => hold.until <= now && chinaDayOf(hold.until) === chinaDayOf(now));
      if (live.length >= mostHolds.live || lapsed.length >= mostHolds.lapsed) return refuse('too-many-holds');
      return [{ type: 'patient.hold-begun', data: { patientId: id, registrationId, visitPersonId, until } }];
    },
    'end-hold': ({ id, registrationId }, state) =>
      state.holds[registrationId] ? [{ type: 'patient.hold-ended', data: { patientId: id, registrationId } }] : [],
    'follow-doctor': ({ id, doctorId }, state) => {
      registered(state);
      if (state.follows.includes(doctorId)) return [];
      return [{ type: 'patient.doctor-followed', data: { patientId: id, doctorId } }];
    },
    'unfollow-doctor': ({ id, doctorId }, state) => {
      registered(state);
      if (!state.follows.includes(doctorId)) return [];
      return [{ type: 'patient.doctor-unfollowed', data: { patientId: id, doctorId } }];
    },
  },
  evolve: {
    'patient.registered': (state, { patientId, openid }) => ({ ...state, status: 'registered', patientId, openid }),
    'patient.visit-person-added': (state, { visitPersonId, birthDate, idNumberIndex, name, idNumber, phone }) => ({
      ...state,
      visitPersons: { ...state.visitPersons, [visitPersonId]: { birthDate, idNumberIndex } },
      known: { ...state.known, [visitPersonId]: { idNumberIndex, name, idNumber, phone } },
    }),
    'patient.visit-person-removed': (state, { visitPersonId }) => {
      const { [visitPersonId]: _, ...visitPersons } = state.visitPersons;
      return { ...state, visitPersons };
    },
    'patient.consent-accepted': (state, { version }) => ({ ...state, consents: [...state.consents, version] }),
    'patient.consent-withdrawn': state => ({ ...state, consents: [] }),
    'patient.hold-begun': (state, { registrationId, visitPersonId, until }) => {
      const today = Object.entries(state.holds).filter(([, hold]) => chinaDayOf(hold.until) >= chinaDayOf(until));
      return { ...state, holds: { ...Object.fromEntries(today), [registrationId]: { visitPersonId, until } } };
    },
    'patient.hold-ended': (state, { registrationId }) => {
      const { [registrationId]: _, ...holds } = state.holds;
      return { ...state, holds };
    },
    'patient.doctor-followed': (state, { doctorId }) => ({ ...state, follows: [...state.follows, doctorId] }),
    'patient.doctor-unfollowed': (state, { doctorId }) => ({
      ...state,
      follows: state.follows.filter(followed => followed !== doctorId),
    }),
  },
};
