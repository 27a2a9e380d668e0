import { type Status, states } from '../states.ts';
import type { AccountEvent } from './account.ts';

/** `proposed` waits for a second person's approval, `approved` for its owner to set a password. */
export const accountStates = states<AccountEvent>()('account', {
  opened: { from: ['none'], to: 'open' },
  proposed: { from: ['none'], to: 'proposed' },
  reset: { from: ['proposed', 'approved', 'open', 'closed'], to: 'proposed' },
  approved: { from: ['proposed'], to: 'approved' },
  declined: { from: ['proposed', 'approved'], to: 'closed' },
  'password-set': { from: ['approved', 'open'], to: 'open' },
  'wechat-bound': { from: ['open'] },
  'wechat-unbound': { from: ['open'] },
  'signed-out': { from: ['proposed', 'approved', 'open', 'closed'] },
  closed: { from: ['proposed', 'approved', 'open'], to: 'closed' },
  reopened: { from: ['closed'], to: 'open' },
});
export type AccountStatus = Status<typeof accountStates>;
