import type {
  ConsultationCommand,
  ConsultationEvent,
  ConsultationRefusal,
} from '@yunzhen/contracts/consultation/consultation';
import type { ConsultationStatus } from '@yunzhen/contracts/consultation/states';
import { type Decider, refusing } from '../decider.ts';

/** Which number of which session, with whom, for whom: what every event names again. */
interface Place {
  readonly sessionId: string;
  readonly number: number;
  readonly doctorId: string;
  readonly departmentId: string;
  readonly patientId: string;
}
export interface Consultation extends Place {
  readonly status: 'none' | ConsultationStatus;
  readonly visitPersonId: string;
  readonly startsAt: string;
  readonly waitingSince: string;
}

const refuse = refusing<ConsultationRefusal>();

const placeOf = ({ sessionId, number, doctorId, departmentId, patientId }: Place): Place => ({
  sessionId,
  number,
  doctorId,
  departmentId,
  patientId,
});

/** Says why a step that needs `status` cannot be taken from another one. */
const wrongState = ({ status }: Consultation, code: 'not-waiting' | 'not-in-progress') => {
  if (status === 'none') return refuse('unknown-consultation');
  return refuse(status === 'waiting' || status === 'in-progress' ? code : 'already-over');
};

/** A step of the doctor that ends a consultation: again is nothing, from anywhere else it is refused. */
const ends = <E extends ConsultationEvent>(
  state: Consultation,
  from: 'waiting' | 'in-progress',
  to: Consultation['status'],
  event: E,
): readonly E[] => {
  if (state.status === to) return [];
  return state.status === from ? [event] : wrongState(state, from === 'waiting' ? 'not-waiting' : 'not-in-progress');
};

export const decider: Decider<ConsultationCommand, ConsultationEvent, Consultation> = {
  initial: {
    status: 'none',
    sessionId: '',
    number: 0,
    doctorId: '',
    departmentId: '',
    patientId: '',
    visitPersonId: '',
    startsAt: '',
    waitingSince: '',
  },
  owners: ({ status, patientId, doctorId }) => (status === 'none' ? {} : { patient: patientId, doctor: doctorId }),
  decide: {
    open: ({ id, visitPersonId, startsAt, now, ...command }, { status }) => {
      if (status !== 'none') return [];
      const late = startsAt < now;
      return [
        {
          type: 'consultation.opened',
          data: {
            consultationId: id,
            ...placeOf(command),
            visitPersonId,
            startsAt,
            waitingSince: late ? now : startsAt,
          },
        },
      ];
    },
    accept: ({ id, now }, state) => {
      if (state.status === 'in-progress') return [];
      if (state.status !== 'waiting') return wrongState(state, 'not-waiting');
      const { visitPersonId, waitingSince } = state;
      const early = now < waitingSince;
      return [
        {
          type: 'consultation.accepted',
          data: { consultationId: id, ...placeOf(state), visitPersonId, waitingSince: early ? now : waitingSince },
        },
      ];
    },
    reject: ({ id, reason }, state) =>
      ends(state, 'waiting', 'rejected', {
        type: 'consultation.rejected',
        data: { consultationId: id, ...placeOf(state), reason },
      }),
    withdraw: ({ id, side, reason }, state) => {
      if (state.status === 'none') return refuse('unknown-consultation');
      if (state.status === 'in-progress' || state.status === 'completed') return refuse('already-accepted');
      if (state.status !== 'waiting') return [];
      return [{ type: 'consultation.withdrawn', data: { consultationId: id, ...placeOf(state), by: side, reason } }];
    },
    cancel: ({ id, reason }, state) =>
      ends(state, 'in-progress', 'cancelled', {
        type: 'consultation.cancelled',
        data: { consultationId: id, ...placeOf(state), reason },
      }),
    terminate: ({ id, reason }, state) =>
      ends(state, 'in-progress', 'terminated', {
        type: 'consultation.terminated',
        data: { consultationId: id, ...placeOf(state), reason },
      }),
    complete: ({ id }, state) =>
      ends(state, 'in-progress', 'completed', {
        type: 'consultation.completed',
        data: { consultationId: id, ...placeOf(state) },
      }),
  },
  evolve: {
    'consultation.opened': (_, { consultationId: __, ...opened }) => ({ status: 'waiting', ...opened }),
    'consultation.accepted': state => ({ ...state, status: 'in-progress' }),
    'consultation.rejected': state => ({ ...state, status: 'rejected' }),
    'consultation.withdrawn': state => ({ ...state, status: 'withdrawn' }),
    'consultation.cancelled': state => ({ ...state, status: 'cancelled' }),
    'consultation.terminated': state => ({ ...state, status: 'terminated' }),
    'consultation.completed': state => ({ ...state, status: 'completed' }),
  },
};
