import { type Status, states } from '../states.ts';
import type { AccountEvent } from './account.ts';

/** `invited` waits for its owner to set a password. */
export const accountStates = states<AccountEvent>()('account', {
  opened: { from: ['none'], to: 'open' },
  invited: { from: ['none'], to: 'invited' },
  reset: { from: ['invited', 'open', 'closed'], to: 'invited' },
  'password-set': { from: ['invited', 'open'], to: 'open' },
  'second-factor-set': { from: ['open'] },
  'wechat-bound': { from: ['open'] },
  'wechat-unbound': { from: ['open'] },
  'signed-out': { from: ['invited', 'open', 'closed'] },
  acknowledged: { from: ['open'] },
  closed: { from: ['invited', 'open'], to: 'closed' },
  erased: { from: ['open', 'closed'], to: 'erased' },
  reopened: { from: ['closed'], to: 'open' },
});
export type AccountStatus = Status<typeof accountStates>;
