import type {
  ConsultationCommand,
  ConsultationEvent,
  ConsultationRefusal,
} from '@yunzhen/contracts/consultation/consultation';
import type { ConsultationStatus } from '@yunzhen/contracts/consultation/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

/** Which number of which session, with whom, for whom: what every event names again. */
interface Place {
  readonly clinicSessionId: string;
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
  /** What was prescribed in it, handed in or about to be. */
  readonly prescriptionIds: readonly string[];
}

/** Whom a document of a visit is about and who writes it. */
export interface Belongs {
  readonly patientId: string;
  readonly visitPersonId: string;
  readonly doctorId: string;
  readonly departmentId: string;
}

/**
 * Whether a visit still justifies what was written in it: it goes on, or ended as it should. The one place that says so, for every
 * document and whatever is paid and handed out for it.
 */
export const carriesDocuments = ({ status }: Pick<Consultation, 'status'>): boolean =>
  status === 'in-progress' || status === 'completed';

/** Whether the record of a visit that is to be completed was published. */
export type Command = Facts<ConsultationCommand, { complete: { recordPublished: boolean } }>;

const refuse = refusing<ConsultationRefusal>();

const placeOf = ({ clinicSessionId, number, doctorId, departmentId, patientId }: Place): Place => ({
  clinicSessionId,
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

export const decider: Decider<Command, ConsultationEvent, Consultation> = {
  initial: {
    status: 'none',
    clinicSessionId: '',
    number: 0,
    doctorId: '',
    departmentId: '',
    patientId: '',
    visitPersonId: '',
    startsAt: '',
    waitingSince: '',
    prescriptionIds: [],
  },
  subject: ({ status, patientId, doctorId, departmentId, startsAt }) =>
    status === 'none' ? null : { patientId, doctorId, departmentId, startsAt, status },
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
    prescribe: ({ id, prescriptionId }, state) => {
      if (state.status !== 'in-progress') return wrongState(state, 'not-in-progress');
      if (state.prescriptionIds.includes(prescriptionId)) return [];
      return [{ type: 'consultation.prescribed', data: { consultationId: id, prescriptionId } }];
    },
    cancel: ({ id, reason }, state) =>
      ends(state, 'in-progress', 'cancelled', {
        type: 'consultation.cancelled',
        data: { consultationId: id, ...placeOf(state), reason, prescriptionIds: [...state.prescriptionIds] },
      }),
    terminate: ({ id, reason }, state) =>
      ends(state, 'in-progress', 'terminated', {
        type: 'consultation.terminated',
        data: { consultationId: id, ...placeOf(state), reason, prescriptionIds: [...state.prescriptionIds] },
      }),
    complete: ({ id, recordPublished }, state) => {
      if (state.status === 'in-progress' && !recordPublished) return refuse('record-not-published');
      return ends(state, 'in-progress', 'completed', {
        type: 'consultation.completed',
        data: { consultationId: id, ...placeOf(state) },
      });
    },
  },
  evolve: {
    'consultation.opened': (_, { consultationId: __, ...opened }) => ({
      status: 'waiting',
      ...opened,
      prescriptionIds: [],
    }),
    'consultation.accepted': state => ({ ...state, status: 'in-progress' }),
    'consultation.prescribed': (state, { prescriptionId }) => ({
      ...state,
      prescriptionIds: [...state.prescriptionIds, prescriptionId],
    }),
    'consultation.rejected': state => ({ ...state, status: 'rejected' }),
    'consultation.withdrawn': state => ({ ...state, status: 'withdrawn' }),
    'consultation.cancelled': state => ({ ...state, status: 'cancelled' }),
    'consultation.terminated': state => ({ ...state, status: 'terminated' }),
    'consultation.completed': state => ({ ...state, status: 'completed' }),
  },
};
