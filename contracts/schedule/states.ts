import { type Status, states } from '../states.ts';
import type { ClinicSessionEvent } from './clinic-session.ts';

/** O1.1: numbers are released from a suspended session too, one by one. */
export const clinicSessionStates = states<ClinicSessionEvent>()('clinic-session', {
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
export type ClinicSessionStatus = Status<typeof clinicSessionStates>;
