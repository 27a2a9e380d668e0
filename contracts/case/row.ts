import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { logShape, viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { caseReasons } from './case.ts';
import { caseStates } from './states.ts';

/** I1: what is stuck, why, and what was done about it. */
export const caseRow = z.object({
  caseId: id,
  status: z.enum(caseStates.statuses),
  system: z.string(),
  call: z.string(),
  key: z.string(),
  process: z.string(),
  reason: z.enum(caseReasons),
  code: z.string(),
  attempts: z.int(),
  /** How often it was sent again. */
  round: z.int(),
  since: instant,
  openedAt: instant,
  /** Whose it is; null: nobody's. */
  assigneeId: id.nullable(),
  /** Who sent it again or closed it last. */
  staffId: id.nullable(),
  closedFor: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type CaseRow = z.infer<typeof caseRow>;

export const casesView = viewShape({
  name: 'cases',
  version: 2,
  row: caseRow,
  owners: {},
  events: [
    'case.opened',
    'case.retried',
    'case.failed',
    'case.repaired',
    'case.closed',
    'case.taken',
    'case.given-back',
  ],
});

export const exchangeOutcomes = ['answered', 'refused', 'unknown'] as const;
/** I1: one request to an outside system and that it was answered; what was said in it, only who says why is told. */
export const exchangeRow = z.object({
  exchangeId: id,
  system: z.string(),
  call: z.string(),
  key: z.string(),
  /** What was asked of it within the call: `hand registrations <number>`. */
  request: z.string(),
  patientId: id.nullable(),
  at: instant,
  /** Milliseconds. */
  took: z.int(),
  outcome: z.enum(exchangeOutcomes),
  /** The outside system's code, or the class of the error. */
  code: z.string().nullable(),
  /** SHA-256 over what was sent and what came back. */
  digest: z.string(),
});
/** Null once the person is erased. Shown whole: who reads it has said why. */
const body = opened(z.string()).nullable();
export const exchangeBodies = exchangeRow.extend({ asked: body, answered: body });
export type ExchangeRow = z.infer<typeof exchangeRow>;

/** Written by the reactions. */
export const exchangesLog = logShape({
  name: 'exchanges',
  version: 2,
  /** `numbers`: blind indexes of all numbers of ours and theirs in it. */
  row: exchangeBodies.extend({ numbers: z.array(z.string()) }),
  owners: {},
  events: ['case.opened', 'case.failed', 'case.repaired'],
});

export const casesWaiting = waiting(casesView)({
  in: ['open'],
  next: ['operator', 'manager'],
  inHand: 'assigneeId',
  late: { since: 'openedAt', minutes: 24 * 60 },
});
