import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { ageOn } from '@yunzhen/contracts/patient/id-number';
import type {
  PractitionerCommand,
  PractitionerEvent,
  PractitionerRefusal,
  services,
} from '@yunzhen/contracts/practitioner/practitioner';
import { type Decider, inputOf, refusing } from '../decider.ts';

export interface Practitioner {
  readonly status: 'none' | 'active' | 'retired';
  readonly practitionerId: string;
  readonly kind: 'doctor' | 'pharmacist' | null;
  readonly departmentId: string;
  /** Only those that were ever switched. */
  readonly services: Readonly<Partial<Record<(typeof services)[number], boolean>>>;
  /** When each of the doctor's sessions ends, by its id. */
  readonly sessions: Readonly<Record<string, string>>;
}

/** Full years of independent practice that a doctor needs to practise online. */
export const yearsOfPractice = 3;

const refuse = refusing<PractitionerRefusal>();
const active = ({ status }: Practitioner): void => {
  if (status === 'none') refuse('unknown-practitioner');
  if (status === 'retired') refuse('practitioner-retired');
};

export const decider: Decider<PractitionerCommand, PractitionerEvent, Practitioner> = {
  initial: { status: 'none', practitionerId: '', kind: null, departmentId: '', services: {}, sessions: {} },
  // Under both roles whatever the kind, so that a doctor is a stranger to a pharmacist's stream and not its first comer.
  subject: ({ status, practitionerId, departmentId }) =>
    status === 'none' ? null : { doctorId: practitionerId, pharmacistId: practitionerId, departmentId },
  decide: {
    hire: (command, { status }) => {
      const { id, kind, practisingSince, now } = command;
      if (status === 'retired') return refuse('practitioner-retired');
      if (status === 'active') return [];
      if (kind === 'doctor' && ageOn(practisingSince, chinaDayOf(now)) < yearsOfPractice)
        return refuse('practice-too-short');
      return [{ type: 'practitioner.hired', data: { practitionerId: id, ...inputOf(command) } }];
    },
    'change-profile': (command, state) => {
      active(state);
      return [{ type: 'practitioner.profile-changed', data: { practitionerId: command.id, ...inputOf(command) } }];
    },
    'switch-service': ({ id, service, on }, state) => {
      active(state);
      if (state.services[service] === on) return [];
      return [{ type: 'practitioner.service-switched', data: { practitionerId: id, service, on } }];
    },
    'assign-clinic-session': ({ id, clinicSessionId, endsAt, now }, { status, sessions }) => {
      if (status === 'none') return refuse('unknown-practitioner');
      // One that took place before they left cannot be called off.
      if (status === 'retired')
        return endsAt <= now
          ? []
          : [{ type: 'practitioner.clinic-session-orphaned', data: { practitionerId: id, clinicSessionId } }];
      if (sessions[clinicSessionId]) return [];
      return [{ type: 'practitioner.clinic-session-assigned', data: { practitionerId: id, clinicSessionId, endsAt } }];
    },
    retire: ({ id, now }, { status, sessions }) => {
      if (status === 'none') return refuse('unknown-practitioner');
      if (status === 'retired') return [];
      const clinicSessionIds = Object.keys(sessions).filter(clinicSessionId => (sessions[clinicSessionId] ?? '') > now);
      return [{ type: 'practitioner.retired', data: { practitionerId: id, clinicSessionIds } }];
    },
    rehire: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-practitioner');
      return status === 'active' ? [] : [{ type: 'practitioner.rehired', data: { practitionerId: id } }];
    },
  },
  evolve: {
    'practitioner.hired': (state, { practitionerId, kind, departmentId }) => ({
      ...state,
      status: 'active',
      practitionerId,
      kind,
      departmentId,
    }),
    'practitioner.profile-changed': state => state,
    'practitioner.service-switched': (state, { service, on }) => ({
      ...state,
      services: { ...state.services, [service]: on },
    }),
    'practitioner.clinic-session-assigned': (state, { clinicSessionId, endsAt }) => ({
      ...state,
      sessions: { ...state.sessions, [clinicSessionId]: endsAt },
    }),
    'practitioner.clinic-session-orphaned': state => state,
    'practitioner.retired': state => ({ ...state, status: 'retired', sessions: {} }),
    'practitioner.rehired': state => ({ ...state, status: 'active' }),
  },
};
