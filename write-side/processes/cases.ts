import type { CaseEvent } from '@yunzhen/contracts/case/case';
import { drop, process, resume } from '../reactions/process.ts';

/** I1: what somebody sends again is due again, what is closed is taken out. */
export const cases = process<CaseEvent>('cases', {
  from: 'origin',
  on: {
    'case.retried': ({ work, round }) => resume(work, round),
    'case.closed': ({ work }) => drop(work),
  },
});
