import { isDeepStrictEqual } from 'node:util';
import type {
  Diagnosed,
  DiagnosisCommand,
  DiagnosisEvent,
  DiagnosisRefusal,
} from '@yunzhen/contracts/catalogue/diagnosis';
import { type Decider, inputOf, refusing } from '../decider.ts';

export interface Diagnosis {
  readonly status: 'none' | 'listed' | 'delisted';
  /** As it was listed last; null before it ever was. */
  readonly diagnosed: Readonly<Diagnosed> | null;
}

const refuse = refusing<DiagnosisRefusal>();

export const decider: Decider<DiagnosisCommand, DiagnosisEvent, Diagnosis> = {
  initial: { status: 'none', diagnosed: null },
  decide: {
    /** Again under another name is a correction, and what is off the catalogue comes back: so an import can be repeated. */
    list: (command, { status, diagnosed }) => {
      const listed = inputOf(command);
      if (status === 'listed' && isDeepStrictEqual(listed, diagnosed)) return [];
      return [{ type: 'diagnosis.listed', data: { diagnosisId: command.id, ...listed } }];
    },
    delist: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-diagnosis');
      return status === 'delisted' ? [] : [{ type: 'diagnosis.delisted', data: { diagnosisId: id } }];
    },
  },
  evolve: {
    'diagnosis.listed': (_, { diagnosisId: __, ...diagnosed }) => ({ status: 'listed', diagnosed }),
    'diagnosis.delisted': state => ({ ...state, status: 'delisted' }),
  },
};
