import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, text } from '../language.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const which = { periodId: id, month, version: z.int(), staffId: id, proposedBy: id };
const byTwo = { by: ['manager'], hours: 72, input: {} } as const;
const finance = { operator: 'any', manager: 'any' } as const;

/**
 * 会计期间: one month of the ledger. Entries of a closed one never change: what comes late is booked in the next. Stream `period-<id>`,
 * its id made of the month.
 */
export const period = capability('period', {
  events: {
    closed: which,
    /** `version`: of the close that stays readable. */
    reopened: { ...which, reason: text(200) },
  },
  about: { closed: { staff: 'staffId' }, reopened: { staff: 'staffId' } },
  commands: {
    close: { summary: 'O1.4 Close a month, by two people', access: finance, input: { month }, approval: byTwo },
    reopen: {
      summary: 'O1.4 Open a closed month, by two people',
      access: finance,
      input: { reason: text(200) },
      approval: byTwo,
    },
  },
  boards: ['operations'],
  refusals: ['another-month', 'month-not-over', 'days-open', 'period-closed', 'period-not-closed'],
});

export type PeriodEvent = EventOf<typeof period>;
export type PeriodCommand = CommandOf<typeof period>;
export type PeriodRefusal = RefusalOf<typeof period>;
