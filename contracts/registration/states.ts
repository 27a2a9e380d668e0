import { type Status, states } from '../states.ts';
import type { RegistrationEvent } from './registration.ts';

/** P6.11: held until it is paid, booked once HIS has it, over with its consultation. */
export const registrationStates = states<RegistrationEvent>()('registration', {
  held: { from: ['none'], to: 'held' },
  paid: { from: ['held'], to: 'paid' },
  'payment-declined': { from: ['held', 'paid', 'booked', 'completed', 'timed-out', 'cancelled', 'failed'] },
  booked: { from: ['paid'], to: 'booked' },
  completed: { from: ['booked'], to: 'completed' },
  /** Also when its booking never arrived. */
  'timed-out': { from: ['none', 'held'], to: 'timed-out' },
  cancelled: { from: ['held', 'booked'], to: 'cancelled' },
  failed: { from: ['paid'], to: 'failed' },
});
export type RegistrationStatus = Status<typeof registrationStates>;
