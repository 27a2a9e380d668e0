import { z } from 'zod';
import {
  type CommandOf,
  capability,
  type EventOf,
  id,
  instant,
  type RefusalOf,
  sealed,
  secret,
  text,
} from '../language.ts';

const word = z.string().max(60);
/** Whose commands need a second person, and who that is: what one may decide on, the proposed command says. A test holds both together. */
const deciding = { operator: 'any', manager: 'any', security: 'any' } as const;
const proposing = { operator: 'own', manager: 'own', administrator: 'own' } as const;
/** Who sees what waits. */
export const concerned = { operator: 'any', manager: 'any', administrator: 'any', security: 'any' } as const;
/** Counts the proposals of one command for one stream: what was read is what is decided on. */
const round = z.int().positive();
const decided = { approvalId: id, by: id };
const about = { staff: 'by' } as const;

/**
 * 核准: a command that waits for a second person, and what became of it. Stream `approval-<id>`, the id derived from the stream and the
 * command it is about, so that one at a time waits.
 */
export const approval = capability('approval', {
  events: {
    proposed: {
      approvalId: id,
      capability: word,
      subjectId: id,
      command: word,
      /** As JSON, checked, without what only the second person adds. Under the key of the stream's id, which may be a person's. */
      input: sealed('subjectId'),
      round,
      by: id,
      until: instant,
    },
    /** It was carried out. */
    approved: decided,
    declined: { ...decided, subjectId: id, reason: sealed('subjectId') },
    withdrawn: decided,
    lapsed: { approvalId: id },
  },
  about: { proposed: about, approved: about, declined: about, withdrawn: about, lapsed: {} },
  commands: {
    propose: {
      summary: 'A command that needs a second person was sent',
      input: { capability: word, subjectId: id, command: word, input: z.string().max(20_000) },
    },
    approve: {
      summary: 'Carry out what another person proposed; who may, the proposed command says',
      access: deciding,
      input: { round, input: secret(z.record(z.string(), z.unknown()).default({})) },
    },
    decline: {
      summary: 'Decline what another person proposed; who may, the proposed command says',
      access: deciding,
      input: { round, reason: text(200) },
    },
    withdraw: { summary: 'Take back what one proposed', access: proposing, input: { round } },
    lapse: { summary: 'Nobody approved it in its time', input: {} },
  },
  boards: ['operations', 'accounts'],
  refusals: ['nothing-proposed', 'proposed-already', 'same-person'],
});

export type ApprovalEvent = EventOf<typeof approval>;
export type ApprovalCommand = CommandOf<typeof approval>;
export type ApprovalRefusal = RefusalOf<typeof approval>;
