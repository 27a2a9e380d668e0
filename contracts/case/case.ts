import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, instant, type RefusalOf, text } from '../language.ts';

/**
 * Refused outside, without an answer for too long, under way outside for too long, our own code or settings fail; or the answer of what
 * they know no number of is lost, so that asked again it may happen twice.
 */
export const caseReasons = ['refused', 'unanswered', 'pending', 'broken', 'lost'] as const;

const word = z.string().max(120);
/** A work of the outbox, and how often it was sent again. */
const sent = { caseId: id, work: z.string().max(2_000), round: z.int().nonnegative() };
const why = { reason: z.enum(caseReasons), code: word, attempts: z.int().nonnegative() };
const about = {
  /** `commands`, `deadlines` or an outside system. */
  system: word,
  /** What was asked: `his.register`, `registration/confirm-payment`. */
  call: word,
  /** The number it goes by at the outside system, or the stream's id. */
  key: word,
  process: word,
  /** When it was due first. */
  since: instant,
};

/** 待处理: work that asking again does not cure, for people to decide. Its id derives from the work's. Stream `case-<id>`. */
export const stuckCase = capability('case', {
  events: {
    opened: { ...sent, ...about, ...why },
    retried: { ...sent, staffId: id },
    /** Sent again, it failed again. */
    failed: { ...sent, ...why },
    /** Sent again, it was done. */
    repaired: sent,
    closed: { ...sent, staffId: id, reason: text(200) },
    /** Whose it is from now on; somebody else may take it over. */
    taken: { caseId: id, staffId: id },
    /** Nobody's again. */
    'given-back': { caseId: id, staffId: id },
  },
  about: {
    opened: {},
    retried: { staff: 'staffId' },
    failed: {},
    repaired: {},
    closed: { staff: 'staffId' },
    taken: { staff: 'staffId' },
    'given-back': { staff: 'staffId' },
  },
  commands: {
    open: {
      summary: 'Work is given up, also once more',
      input: { work: sent.work, round: sent.round, ...about, ...why },
    },
    retry: {
      summary: 'I1 Send again what is stuck, under the same number',
      access: { operator: 'any', manager: 'any' },
      input: {},
    },
    repair: { summary: 'What was sent again is done', input: { round: z.int().positive() } },
    take: { summary: 'I1 Take what is stuck upon oneself', access: { operator: 'any', manager: 'any' }, input: {} },
    'give-back': {
      summary: 'I1 Leave what one took to others',
      access: { operator: 'any', manager: 'any' },
      input: {},
    },
    close: {
      summary: 'I1 Close what is stuck without sending it again, and say why',
      access: { operator: 'any', manager: 'any' },
      input: { reason: text(200) },
    },
  },
  boards: ['operations'],
  refusals: ['unknown-case', 'case-over', 'not-yours'],
});

export type CaseEvent = EventOf<typeof stuckCase>;
export type CaseCommand = CommandOf<typeof stuckCase>;
export type CaseRefusal = RefusalOf<typeof stuckCase>;
