import { type Status, states } from '../states.ts';
import type { CaseEvent } from './case.ts';

/** I1: what is stuck is sent again until it is done, or closed. */
export const caseStates = states<CaseEvent>()('case', {
  opened: { from: ['none'], to: 'open' },
  retried: { from: ['open'], to: 'retried' },
  failed: { from: ['retried'], to: 'open' },
  repaired: { from: ['open', 'retried'], to: 'repaired' },
  closed: { from: ['open', 'retried'], to: 'closed' },
  taken: { from: ['open', 'retried'] },
  'given-back': { from: ['open', 'retried'] },
});
export type CaseStatus = Status<typeof caseStates>;
