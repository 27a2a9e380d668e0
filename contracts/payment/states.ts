import { type Status, states } from '../states.ts';
import type { PaymentEvent } from './payment.ts';

const paid = ['succeeded', 'declined'] as const;
/** Of several tenders one may have come, and be given back at the channel by hand. */
const came = ['created', 'closed', ...paid] as const;

/** P6.9, P7.6: a bill, from its order to the money. Tenders and refunds have states of their own and leave it as it is. */
export const paymentStates = states<PaymentEvent>()('payment', {
  created: { from: ['none'], to: 'created' },
  'tender-prepared': { from: ['created'] },
  /** Also after closing: the channel has the money. */
  'tender-succeeded': { from: ['created', 'closed', 'declined'] },
  succeeded: { from: ['created', 'closed'], to: 'succeeded' },
  'line-paid': { from: ['succeeded'] },
  declined: { from: ['created', 'closed'], to: 'declined' },
  closed: { from: ['created'], to: 'closed' },
  'refund-requested': { from: paid },
  'refund-accepted': { from: paid },
  'refund-succeeded': { from: came },
  'refund-failed': { from: came },
  'refund-redirected': { from: came },
  'refund-diverted': { from: came },
  'refund-transferred': { from: came },
  'refund-found': { from: came },
  'refund-asked': { from: ['succeeded'] },
  'refund-granted': { from: ['succeeded'] },
  'refund-denied': { from: ['succeeded'] },
});
export type PaymentStatus = Status<typeof paymentStates>;
