import type { ApprovalCommand, ApprovalEvent, ApprovalRefusal } from '@yunzhen/contracts/approval/approval';
import type { ApprovalStatus } from '@yunzhen/contracts/approval/states';
import type { Sealed } from '@yunzhen/contracts/language';
import { roles } from '@yunzhen/contracts/roles';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Proposal {
  readonly status: 'none' | ApprovalStatus;
  readonly capability: string;
  readonly subjectId: string;
  readonly command: string;
  /** JSON; null before anything was proposed. */
  readonly input: Sealed<string> | null;
  readonly round: number;
  /** Who proposed it. */
  readonly by: string;
  readonly until: string;
}

const refuse = refusing<ApprovalRefusal>();

/** Whether this is what waits now. */
export const waits = ({ status, round, until }: Proposal, asked: { round: number; now: string }): boolean =>
  status === 'proposed' && round === asked.round && asked.now < until;
/** Throws Refusal unless it waits, and for another person. */
const second = (state: Proposal, asked: { round: number; now: string; by: { id: string } }): void => {
  if (!waits(state, asked)) refuse('nothing-proposed');
  if (state.by === asked.by.id) refuse('same-person');
};

export const decider: Decider<
  Facts<ApprovalCommand, { propose: { until: string }; approve: { carriedOut: boolean } }>,
  ApprovalEvent,
  Proposal
> = {
  initial: { status: 'none', capability: '', subjectId: '', command: '', input: null, round: 0, by: '', until: '' },
  // Under every role: whoever withdraws it is who proposed it.
  subject: ({ status, by }) => (status === 'none' ? null : Object.fromEntries(roles.map(role => [`${role}Id`, by]))),
  decide: {
    propose: ({ id: approvalId, capability, subjectId, command, input, until, by, now }, state) => {
      if (state.status === 'proposed' && now < state.until) return refuse('proposed-already');
      const proposal = { approvalId, capability, subjectId, command, input, round: state.round + 1, by: by.id, until };
      return [
        ...(state.status === 'proposed' ? [{ type: 'approval.lapsed', data: { approvalId } } as const] : []),
        { type: 'approval.proposed', data: proposal },
      ];
    },
    approve: ({ id: approvalId, carriedOut, ...asked }, state) => {
      // What was carried out counts, whoever declined it or took it back at that moment.
      if (!carriedOut || state.round !== asked.round || state.status === 'approved') second(state, asked);
      return [{ type: 'approval.approved', data: { approvalId, by: asked.by.id } }];
    },
    decline: ({ id: approvalId, reason, ...asked }, state) => {
      second(state, asked);
      return [{ type: 'approval.declined', data: { approvalId, by: asked.by.id, subjectId: state.subjectId, reason } }];
    },
    withdraw: ({ id: approvalId, ...asked }, state) => {
      if (!waits(state, asked)) return refuse('nothing-proposed');
      return [{ type: 'approval.withdrawn', data: { approvalId, by: asked.by.id } }];
    },
    lapse: ({ id: approvalId, now }, { status, until }) =>
      status === 'proposed' && until <= now ? [{ type: 'approval.lapsed', data: { approvalId } }] : [],
  },
  evolve: {
    'approval.proposed': (_, { approvalId: __, ...proposal }) => ({ status: 'proposed', ...proposal }),
    'approval.approved': state => ({ ...state, status: 'approved' }),
    'approval.declined': state => ({ ...state, status: 'declined' }),
    'approval.withdrawn': state => ({ ...state, status: 'withdrawn' }),
    'approval.lapsed': state => ({ ...state, status: 'lapsed' }),
  },
};
