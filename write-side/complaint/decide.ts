import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import {
  answerDays,
  type ComplaintCommand,
  type ComplaintEvent,
  type ComplaintRefusal,
} from '@yunzhen/contracts/complaint/complaint';
import type { ComplaintStatus } from '@yunzhen/contracts/complaint/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Complaint {
  readonly status: 'none' | ComplaintStatus;
  readonly patientId: string;
  readonly visitPersonId: string;
  /** Who has it in hand. */
  readonly operatorId: string | null;
}

/** What it is about, null when the patient has nothing of that id. */
interface About {
  readonly consultationId: string;
  readonly visitPersonId: string;
  readonly doctorId: string;
  readonly departmentId: string;
}
export type Command = Facts<ComplaintCommand, { file: { about: About | null } }>;

const refuse = refusing<ComplaintRefusal>();

/** The last millisecond of the day in Asia/Shanghai by whose end a complaint of this moment is to be answered. */
const dueAt = (now: string): string => {
  const { end } = chinaDay(chinaDayOf(new Date(Date.parse(now) + answerDays * 86_400_000)));
  return new Date(Date.parse(end) - 1).toISOString();
};

/** Refuses what is not there and what is over. */
const open = ({ status }: Complaint): void => {
  if (status === 'none') refuse('unknown-complaint');
  if (status === 'answered' || status === 'withdrawn') refuse('complaint-over');
};

export const decider: Decider<Command, ComplaintEvent, Complaint> = {
  initial: { status: 'none', patientId: '', visitPersonId: '', operatorId: null },
  subject: ({ status, patientId }) => (status === 'none' ? null : { patientId }),
  decide: {
    file: ({ id, subject, kind, text, pictures, by, now, about }, { status }) => {
      if (!about) return refuse('unknown-subject');
      if (status === 'new' || status === 'in-hand') return refuse('complaint-open');
      const content = { subject, kind, text, pictures, dueAt: dueAt(now) };
      return [{ type: 'complaint.filed', data: { complaintId: id, patientId: by.id, ...about, ...content } }];
    },
    take: ({ id, by }, state) => {
      open(state);
      if (state.operatorId === by.id) return [];
      return [{ type: 'complaint.taken', data: { complaintId: id, patientId: state.patientId, operatorId: by.id } }];
    },
    answer: ({ id, outcome, text, by }, state) => {
      open(state);
      const { patientId, visitPersonId, operatorId } = state;
      if (operatorId === null) return refuse('complaint-not-taken');
      if (operatorId !== by.id) return refuse('complaint-of-another');
      return [
        {
          type: 'complaint.answered',
          data: { complaintId: id, patientId, visitPersonId, operatorId, outcome, text },
        },
      ];
    },
    withdraw: ({ id }, state) => {
      if (state.status === 'withdrawn') return [];
      open(state);
      return [{ type: 'complaint.withdrawn', data: { complaintId: id, patientId: state.patientId } }];
    },
  },
  evolve: {
    'complaint.filed': (_, { patientId, visitPersonId }) => ({
      status: 'new',
      patientId,
      visitPersonId,
      operatorId: null,
    }),
    'complaint.taken': (state, { operatorId }) => ({ ...state, status: 'in-hand', operatorId }),
    'complaint.answered': state => ({ ...state, status: 'answered' }),
    'complaint.withdrawn': state => ({ ...state, status: 'withdrawn' }),
  },
};
