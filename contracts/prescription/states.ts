import { type Status, states } from '../states.ts';
import type { PrescriptionEvent } from './prescription.ts';

const unpaid = ['submitted', 'claimed', 'passed', 'failed', 'recalled', 'published'] as const;

/** R2.3, D3.12, P7.1, P8.2: written, reviewed, published, paid and handed out. */
export const prescriptionStates = states<PrescriptionEvent>()('prescription', {
  submitted: { from: ['none', 'failed', 'recalled'], to: 'submitted' },
  claimed: { from: ['submitted'], to: 'claimed' },
  released: { from: ['claimed'], to: 'submitted' },
  passed: { from: ['claimed'], to: 'passed' },
  failed: { from: ['claimed'], to: 'failed' },
  recalled: { from: ['submitted'], to: 'recalled' },
  published: { from: ['passed'], to: 'published' },
  paid: { from: ['published'], to: 'paid' },
  'payment-declined': { from: [...unpaid, 'paid', 'rejected', 'dispensed', 'expired', 'cancelled'] },
  rejected: { from: ['paid'], to: 'rejected' },
  dispensed: { from: ['paid'], to: 'dispensed' },
  expired: { from: unpaid, to: 'expired' },
  cancelled: { from: [...unpaid, 'paid'], to: 'cancelled' },
  barred: { from: ['none'], to: 'cancelled' },
});
export type PrescriptionStatus = Status<typeof prescriptionStates>;
