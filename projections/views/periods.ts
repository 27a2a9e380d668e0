import type { PeriodEvent } from '@yunzhen/contracts/reconciliation/period';
import { periodsView } from '@yunzhen/contracts/reconciliation/row';
import { project } from '../view.ts';

/** O1.4: months of the ledger that were closed. */
export const periods = project(periodsView)<PeriodEvent>(
  {
    'period.closed': ({ periodId, month, version, staffId, proposedBy }, { at }) => ({
      id: periodId,
      set: { periodId, month, status: 'closed', version, decidedBy: staffId, proposedBy, reason: null, closedAt: at },
      push: { closes: { version, closedAt: at, reopenedAt: null } },
    }),
    'period.reopened': ({ periodId, version, staffId, proposedBy, reason }, { at }) => ({
      id: periodId,
      set: { status: 'open', decidedBy: staffId, proposedBy, reason, closedAt: null },
      patch: { closes: { match: { version }, set: { reopenedAt: at } } },
    }),
  },
  [{ month: -1 }],
);
