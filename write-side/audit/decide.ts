import type { AuditCommand, AuditEvent } from '@yunzhen/contracts/audit/audit';
import type { Decider } from '../decider.ts';

export interface Anchors {
  /** Hours of this day that are anchored. */
  readonly hours: readonly string[];
}

export const decider: Decider<AuditCommand, AuditEvent, Anchors> = {
  initial: { hours: [] },
  decide: {
    // What was anchored first stands: a second process, or a later hand, adds nothing to it.
    anchor: ({ id, hour, heads }, { hours }) =>
      hours.includes(hour) ? [] : [{ type: 'audit.anchored', data: { auditId: id, hour, heads } }],
  },
  evolve: { 'audit.anchored': ({ hours }, { hour }) => ({ hours: [...hours, hour] }) },
};
