import { z } from 'zod';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { logShape, viewShape } from '../shape.ts';
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

/** Null once the person is erased or its time is over. */
const body = personal('text').nullable();

export const exchangeOutcomes = ['answered', 'refused', 'unknown'] as const;
/** I1: one request to an outside system and what came back. Bodies are sealed and kept for a time. */
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
  asked: body,
  answered: body,
});
export type ExchangeRow = z.infer<typeof exchangeRow>;

/** Written by the reactions. */
export const exchangesLog = logShape({
  name: 'exchanges',
  version: 1,
  row: exchangeRow,
  owners: {},
  events: ['case.opened', 'case.failed', 'case.repaired'],
});
