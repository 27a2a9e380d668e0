import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, instant } from '../language.ts';

/** The newest entry of one writer's chain. */
export const auditHead = z.object({ writer: id, number: z.int().nonnegative(), hash: z.string() });
export type AuditHead = z.infer<typeof auditHead>;

/**
 * Where the audit trail stood, hour by hour, kept where the trail itself is not: what was in it by then can be neither changed nor taken
 * out unseen. Stream `audit-<id>`, one for each day, its id derived from the day.
 */
export const audit = capability('audit', {
  events: { anchored: { auditId: id, hour: instant, heads: z.array(auditHead) } },
  about: { anchored: {} },
  commands: {
    anchor: {
      summary: 'T2 Where the audit trail stands in this hour',
      input: { hour: instant, heads: z.array(auditHead) },
    },
  },
  refusals: [],
});

export type AuditEvent = EventOf<typeof audit>;
export type AuditCommand = CommandOf<typeof audit>;
