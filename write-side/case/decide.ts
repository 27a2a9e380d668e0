import type { CaseCommand, CaseEvent, CaseRefusal } from '@yunzhen/contracts/case/case';
import type { CaseStatus } from '@yunzhen/contracts/case/states';
import { type Decider, inputOf, refusing } from '../decider.ts';

export interface Case {
  readonly status: 'none' | CaseStatus;
  readonly work: string;
  readonly round: number;
  /** Who took it; null: nobody. */
  readonly assigneeId: string | null;
}

const refuse = refusing<CaseRefusal>();
const waits = ({ status }: Case): boolean => status === 'open' || status === 'retried';
const waiting = (state: Case): void => {
  if (state.status === 'none') refuse('unknown-case');
  if (!waits(state)) refuse('case-over');
};

export const decider: Decider<CaseCommand, CaseEvent, Case> = {
  initial: { status: 'none', work: '', round: 0, assigneeId: null },
  decide: {
    open: (command, state) => {
      const { id, round } = command;
      if (state.status === 'none') return [{ type: 'case.opened', data: { ...inputOf(command), caseId: id } }];
      // Of a round before, or told already.
      if (state.status !== 'retried' || round !== state.round) return [];
      const { work, reason, code, attempts } = command;
      return [{ type: 'case.failed', data: { caseId: id, work, round, reason, code, attempts } }];
    },
    retry: ({ id, by }, state) => {
      waiting(state);
      if (state.status === 'retried') return [];
      return [{ type: 'case.retried', data: { caseId: id, work: state.work, round: state.round + 1, staffId: by.id } }];
    },
    repair: ({ id, round }, state) =>
      waits(state) ? [{ type: 'case.repaired', data: { caseId: id, work: state.work, round } }] : [],
    take: ({ id, by }, state) => {
      waiting(state);
      return state.assigneeId === by.id ? [] : [{ type: 'case.taken', data: { caseId: id, staffId: by.id } }];
    },
    'give-back': ({ id, by }, state) => {
      waiting(state);
      if (state.assigneeId === null) return [];
      if (state.assigneeId !== by.id) refuse('not-yours');
      return [{ type: 'case.given-back', data: { caseId: id, staffId: by.id } }];
    },
    close: ({ id, reason, by }, state) => {
      waiting(state);
      const { work, round } = state;
      return [{ type: 'case.closed', data: { caseId: id, work, round, staffId: by.id, reason } }];
    },
  },
  evolve: {
    'case.opened': (_, { work, round }) => ({ status: 'open', work, round, assigneeId: null }),
    'case.retried': (state, { round }) => ({ ...state, status: 'retried', round }),
    'case.failed': state => ({ ...state, status: 'open' }),
    'case.repaired': state => ({ ...state, status: 'repaired' }),
    'case.closed': state => ({ ...state, status: 'closed' }),
    'case.taken': (state, { staffId }) => ({ ...state, assigneeId: staffId }),
    'case.given-back': state => ({ ...state, assigneeId: null }),
  },
};
