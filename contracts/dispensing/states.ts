import { type Status, states } from '../states.ts';
import type { DispensingEvent } from './dispensing.ts';

/** P8.2, R3.1: handed out once, or never. */
export const dispensingStates = states<DispensingEvent>()('dispensing', {
  readied: { from: ['none'], to: 'ready' },
  dispensed: { from: ['ready'], to: 'dispensed' },
  cancelled: { from: ['none', 'ready'], to: 'cancelled' },
});
export type DispensingStatus = Status<typeof dispensingStates>;
