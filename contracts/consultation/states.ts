import { type Status, states } from '../states.ts';
import type { ConsultationEvent } from './consultation.ts';

/** D3.1: it waits in the queue until the doctor decides, and ends in one of five ways. */
export const consultationStates = states<ConsultationEvent>()('consultation', {
  opened: { from: ['none'], to: 'waiting' },
  accepted: { from: ['waiting'], to: 'in-progress' },
  prescribed: { from: ['in-progress'] },
  completed: { from: ['in-progress'], to: 'completed' },
  rejected: { from: ['waiting'], to: 'rejected' },
  withdrawn: { from: ['waiting'], to: 'withdrawn' },
  cancelled: { from: ['in-progress'], to: 'cancelled' },
  terminated: { from: ['in-progress'], to: 'terminated' },
});
export type ConsultationStatus = Status<typeof consultationStates>;
