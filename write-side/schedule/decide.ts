import type {
  ClinicSessionCommand,
  ClinicSessionEvent,
  ClinicSessionRefusal,
} from '@yunzhen/contracts/schedule/clinic-session';
import type { ClinicSessionStatus } from '@yunzhen/contracts/schedule/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

interface Claim {
  readonly number: number;
  readonly visitPersonId: string;
  readonly status: 'held' | 'booked';
  readonly holdUntil: string;
}
export interface Session {
  readonly status: 'none' | ClinicSessionStatus;
  readonly doctorId: string;
  readonly departmentId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly fee: number;
  readonly capacity: number;
  /** By registration: the numbers that are not free. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** Registrations that gave their number back: they are over and would never give back a second one. */
  readonly released: readonly string[];
  /** Why it was suspended. */
  readonly reason: string;
  /** A while after its end: nobody waits in it any more. */
  readonly closed: boolean;
}

/** The doctor whose session is published, as the staff register knows them. */
export type Command = Facts<ClinicSessionCommand, { publish: { departmentId: string } }>;

const refuse = refusing<ClinicSessionRefusal>();
/** A day. */
const longest = 86_400_000;
/** Nobody plans further ahead, and a slip in the year is one. */
const plannedDays = 90;
const furthest = plannedDays * longest;

/** Whether it ever was published. */
const known = ({ status }: Session): boolean => status !== 'none' && status !== 'lapsed';

/** The lowest number nobody has, or null when all are taken. */
const freeNumber = ({ capacity, claims }: Session): number | null => {
  const taken = new Set(Object.values(claims).map(claim => claim.number));
  for (let number = 1; number <= capacity; number++) if (!taken.has(number)) return number;
  return null;
};

const without = (claims: Session['claims'], registrationId: string): Session['claims'] => {
  const { [registrationId]: _, ...rest } = claims;
  return rest;
};

export const decider: Decider<Command, ClinicSessionEvent, Session> = {
  initial: {
    status: 'none',
    doctorId: '',
    departmentId: '',
    startsAt: '',
    endsAt: '',
    fee: 0,
    capacity: 0,
    claims: {},
    released: [],
    reason: '',
    closed: false,
  },
  subject: state => (known(state) ? { doctorId: state.doctorId, departmentId: state.departmentId } : null),
  decide: {
    publish: ({ id, doctorId, departmentId, startsAt, endsAt, fee, capacity, now }, { status }) => {
      if (status === 'lapsed') return refuse('clinic-session-lapsed');
      if (status !== 'none') return [];
      const length = Date.parse(endsAt) - Date.parse(startsAt);
      const ahead = Date.parse(startsAt) - Date.parse(now);
      if (length <= 0 || length > longest || endsAt <= now || ahead > furthest)
        return refuse('clinic-session-times-wrong');
      return [
        {
          type: 'clinic-session.published',
          data: { clinicSessionId: id, doctorId, departmentId, startsAt, endsAt, fee, capacity },
        },
      ];
    },
    lapse: ({ id }, { status }) =>
      status === 'none' ? [{ type: 'clinic-session.lapsed', data: { clinicSessionId: id } }] : [],
    suspend: ({ id, reason, now }, state) => {
      const { status, doctorId, claims, endsAt } = state;
      if (!known(state)) return refuse('unknown-clinic-session');
      if (status === 'suspended') return [];
      // What took place cannot be called off.
      if (endsAt <= now) return refuse('clinic-session-over');
      return [
        {
          type: 'clinic-session.suspended',
          data: { clinicSessionId: id, doctorId, reason, registrationIds: Object.keys(claims) },
        },
      ];
    },
    close: ({ id, now }, state) => {
      const { doctorId, claims, endsAt } = state;
      if (!known(state)) return refuse('unknown-clinic-session');
      if (now < endsAt) return [];
      return [
        {
          type: 'clinic-session.closed',
          data: { clinicSessionId: id, doctorId, registrationIds: Object.keys(claims) },
        },
      ];
    },
    'hold-number': ({ id, registrationId, patientId, visitPersonId, holdUntil, now }, state) => {
      if (!known(state)) return refuse('unknown-clinic-session');
      const claim = state.claims[registrationId];
      if (claim) return claim.visitPersonId === visitPersonId ? [] : refuse('already-booked');
      if (state.released.includes(registrationId)) return refuse('number-not-held');
      if (state.status === 'suspended') return refuse('clinic-session-suspended');
      if (state.endsAt <= now) return refuse('clinic-session-over');
      if (Object.values(state.claims).some(other => other.visitPersonId === visitPersonId))
        return refuse('already-booked');
      const number = freeNumber(state);
      if (number === null) return refuse('sold-out');
      return [
        {
          type: 'clinic-session.number-held',
          data: { clinicSessionId: id, registrationId, patientId, visitPersonId, number, holdUntil },
        },
      ];
    },
    'book-number': ({ id, registrationId }, { status, doctorId, reason, claims, closed }) => {
      const claim = claims[registrationId];
      if (!claim) return refuse('number-not-held');
      if (claim.status === 'booked') return [];
      const booked = { clinicSessionId: id, registrationId, number: claim.number };
      // It was being confirmed while the session was suspended or closed and could not be cancelled then: now it can.
      const late = { clinicSessionId: id, doctorId, registrationIds: [registrationId] };
      return [
        { type: 'clinic-session.number-booked', data: booked },
        ...(status === 'suspended' ? [{ type: 'clinic-session.suspended' as const, data: { ...late, reason } }] : []),
        ...(closed ? [{ type: 'clinic-session.closed' as const, data: late }] : []),
      ];
    },
    'release-number': ({ id, registrationId, cause }, { claims }) => {
      const claim = claims[registrationId];
      if (!claim) return [];
      return [
        {
          type: 'clinic-session.number-released',
          data: { clinicSessionId: id, registrationId, number: claim.number, cause },
        },
      ];
    },
  },
  evolve: {
    'clinic-session.published': (state, { doctorId, departmentId, startsAt, endsAt, fee, capacity }) => ({
      ...state,
      status: 'published',
      doctorId,
      departmentId,
      startsAt,
      endsAt,
      fee,
      capacity,
    }),
    'clinic-session.lapsed': state => ({ ...state, status: 'lapsed' }),
    'clinic-session.suspended': (state, { reason }) => ({ ...state, status: 'suspended', reason }),
    'clinic-session.closed': state => ({ ...state, closed: true }),
    'clinic-session.number-held': (state, { registrationId, number, visitPersonId, holdUntil }) => ({
      ...state,
      claims: { ...state.claims, [registrationId]: { number, visitPersonId, status: 'held', holdUntil } },
    }),
    'clinic-session.number-booked': (state, { registrationId }) => {
      const claim = state.claims[registrationId];
      return claim
        ? { ...state, claims: { ...state.claims, [registrationId]: { ...claim, status: 'booked' } } }
        : state;
    },
    'clinic-session.number-released': (state, { registrationId }) => ({
      ...state,
      claims: without(state.claims, registrationId),
      released: [...state.released, registrationId],
    }),
  },
};
