import { type Status, states } from '../states.ts';
import type { PaymentEvent } from './payment.ts';

/** P6.9, P7.6: an order at the channel. Refunds have states of their own and leave it paid. */
export const paymentStates = states<PaymentEvent>()('payment', {
  created: { from: ['none'], to: 'created' },
  prepared: { from: ['created'], to: 'prepared' },
  /** Also after closing: the channel has the money. */
  succeeded: { from: ['created', 'prepared', 'closed'], to: 'succeeded' },
  closed: { from: ['created', 'prepared'], to: 'closed' },
  'refund-requested': { from: ['succeeded'] },
  'refund-succeeded': { from: ['succeeded'] },
  'refund-failed': { from: ['succeeded'] },
});
export type PaymentStatus = Status<typeof paymentStates>;
