import { chinaDay } from '@yunzhen/contracts/china-day';
import { periodIdOf } from '@yunzhen/contracts/reconciliation/channel';
import type { PeriodCommand, PeriodEvent, PeriodRefusal } from '@yunzhen/contracts/reconciliation/period';
import type { PeriodStatus } from '@yunzhen/contracts/reconciliation/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Period {
  readonly status: 'none' | PeriodStatus;
  readonly month: string;
  /** How often it was closed. */
  readonly version: number;
}
/** Days of the month that are not closed, and differences of them that were carried and wait again. */
export type Command = Facts<PeriodCommand, { close: { open: number } }>;

const refuse = refusing<PeriodRefusal>();

/** Days of a month `YYYY-MM`. */
export const daysOf = (month: string): readonly string[] => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${(index + 1).toString().padStart(2, '0')}`);
};
const isOver = (month: string, now: string): boolean => {
  const last = daysOf(month).at(-1);
  return last !== undefined && chinaDay(last).end <= now;
};

export const decider: Decider<Command, PeriodEvent, Period> = {
  initial: { status: 'none', month: '', version: 0 },
  decide: {
    close: ({ id, month, by, proposedBy, now, open }, { status, version }) => {
      if (periodIdOf(month) !== id) return refuse('another-month');
      if (status === 'closed') return refuse('period-closed');
      if (!isOver(month, now)) return refuse('month-not-over');
      if (open > 0) return refuse('days-open');
      const data = { periodId: id, month, version: version + 1, staffId: by.id, proposedBy };
      return [{ type: 'period.closed', data }];
    },
    reopen: ({ id, reason, by, proposedBy }, { status, month, version }) => {
      if (status !== 'closed') return refuse('period-not-closed');
      const data = { periodId: id, month, version, reason, staffId: by.id, proposedBy };
      return [{ type: 'period.reopened', data }];
    },
  },
  evolve: {
    'period.closed': (state, { month, version }) => ({ ...state, status: 'closed', month, version }),
    'period.reopened': state => ({ ...state, status: 'open' }),
  },
};
