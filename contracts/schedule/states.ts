import { type Status, states } from '../states.ts';
import type { SessionEvent } from './session.ts';

/** O1.1: numbers are released from a suspended session too, one by one. */
export const sessionStates = states<SessionEvent>()('session', {
  lapsed: { from: ['none'], to: 'lapsed' },
  published: { from: ['none'], to: 'published' },
  /** Again for a number that was being confirmed meanwhile. */
  suspended: { from: ['published', 'suspended'], to: 'suspended' },
  /** Again for a number that was being confirmed meanwhile. */
  closed: { from: ['published', 'suspended'] },
  'number-held': { from: ['published'] },
  'number-booked': { from: ['published', 'suspended'] },
  'number-released': { from: ['published', 'suspended'] },
});
export type SessionStatus = Status<typeof sessionStates>;
