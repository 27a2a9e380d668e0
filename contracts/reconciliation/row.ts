import { z } from 'zod';
import { day, fen, id, instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { channels } from './channel.ts';
import { differenceKinds, lineKinds, outcomes, ways } from './kinds.ts';
import { movements, statementFaults, statementSources, statements } from './statement.ts';
import { differenceStates, periodStates, reconciliationStates } from './states.ts';

const signed = z.int();
const sum = z.object({ count: z.int(), amount: signed });
const both = z.object({ paid: sum, refunded: sum });
const amounts = z.object({ paid: signed, refunded: signed });

/** One file, or that there is none. */
const arrival = z.object({
  statement: z.enum(statements),
  state: z.enum(['imported', 'absent', 'broken']),
  at: instant,
  source: z.enum(statementSources).nullable(),
  /** Who uploaded it. */
  staffId: id.nullable(),
  sha256: z.string().nullable(),
  rows: z.int().nullable(),
  fault: z.enum(statementFaults).nullable(),
  line: z.int().nullable(),
  column: z.string().nullable(),
});
export type Arrival = z.infer<typeof arrival>;

/** O1.4: one day of a channel: what came, how the books stand, and whether it is closed. */
export const reconciliationRow = z.object({
  reconciliationId: id,
  channel: z.enum(channels),
  day,
  status: z.enum(reconciliationStates.statuses),
  /** Every file that came, in their order. */
  arrivals: z.array(arrival),
  /** Of the trade statement that counts; fees in units of 0.00001 yuan. */
  trade: z
    .object({
      paid: sum,
      refunded: sum,
      settled: signed,
      returned: signed,
      fees: signed,
      foreign: sum.extend({ settled: signed, fees: signed }),
    })
    .nullable(),
  /** Of the fund flow that counts. */
  flow: z
    .object({
      moved: z.array(
        z.object({ kind: z.enum(movements), into: z.boolean(), ours: z.boolean(), count: z.int(), amount: fen }),
      ),
      opening: signed,
      closing: signed,
    })
    .nullable(),
  run: z.int(),
  matchedAt: instant.nullable(),
  /** The last run's side of the equations; null before the first. */
  result: z
    .object({
      platform: both,
      channelSays: both,
      terms: z.array(
        z.object({ outcome: z.enum(outcomes), line: z.enum(lineKinds), count: z.int(), gap: signed, effect: signed }),
      ),
      movedOut: amounts,
      movedIn: amounts,
      movedRows: amounts,
    })
    .nullable(),
  version: z.int(),
  closedBy: id.nullable(),
  closedAt: instant.nullable(),
  carried: z.array(id),
});
export type ReconciliationRow = z.infer<typeof reconciliationRow>;

export const reconciliationsView = viewShape({
  name: 'reconciliations',
  version: 2,
  row: reconciliationRow,
  owners: {},
  events: [
    'reconciliation.expected',
    'reconciliation.requested',
    'reconciliation.uploaded',
    'reconciliation.trade-imported',
    'reconciliation.flow-imported',
    'reconciliation.unchanged',
    'reconciliation.absent',
    'reconciliation.broken',
    'reconciliation.matched',
    'reconciliation.doubted',
    'reconciliation.closed',
    'reconciliation.reopened',
  ],
});

/** What was done about a difference, and by whom. */
const step = z.object({
  at: instant,
  what: z.enum(['opened', 'changed', 'healed', 'assigned', 'noted', 'asked', 'resolved', 'carried']),
  staffId: id.nullable(),
  text: z.string(),
});

/** O1.4: one line of the books that does not agree, and everything that was done about it. */
export const differenceRow = z.object({
  differenceId: id,
  reconciliationId: id,
  channel: z.enum(channels),
  day,
  kind: z.enum(differenceKinds),
  line: z.enum(lineKinds),
  key: z.string(),
  order: z.string(),
  gap: signed,
  effect: signed,
  platform: signed.nullable(),
  channelSays: signed.nullable(),
  arrived: signed.nullable(),
  status: z.enum(differenceStates.statuses),
  openedAt: instant,
  ownerId: id.nullable(),
  way: z.enum(ways).nullable(),
  reason: z.string().nullable(),
  evidence: z.array(z.string()),
  proposedBy: id.nullable(),
  approvedBy: id.nullable(),
  endedAt: instant.nullable(),
  history: z.array(step),
});
export type DifferenceRow = z.infer<typeof differenceRow>;

export const differencesView = viewShape({
  name: 'differences',
  version: 1,
  row: differenceRow,
  owners: {},
  events: [
    'difference.opened',
    'difference.changed',
    'difference.healed',
    'difference.assigned',
    'difference.noted',
    'difference.asked',
    'difference.resolved',
    'difference.carried',
  ],
});

/** O1.4: a month of the ledger. */
export const periodRow = z.object({
  periodId: id,
  month: z.string(),
  status: z.enum(periodStates.statuses),
  version: z.int(),
  proposedBy: id,
  /** Why it was opened again. */
  reason: z.string().nullable(),
  decidedBy: id,
  closedAt: instant.nullable(),
  /** Every close, the first first: what was recorded between the two instants did not change the month. */
  closes: z.array(z.object({ version: z.int(), closedAt: instant, reopenedAt: instant.nullable() })),
});

export const periodsView = viewShape({
  name: 'periods',
  version: 2,
  row: periodRow,
  owners: {},
  events: ['period.closed', 'period.reopened'],
});

/** Money is explained within a day. */
export const differencesWaiting = waiting(differencesView)({
  in: ['open', 'assigned'],
  next: ['operator', 'manager'],
  inHand: 'ownerId',
  late: { since: 'openedAt', minutes: 24 * 60 },
});
