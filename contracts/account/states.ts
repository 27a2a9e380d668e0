import { type Status, states } from '../states.ts';
import type { AccountEvent } from './account.ts';

export const accountStates = states<AccountEvent>()('account', {
  opened: { from: ['none'], to: 'open' },
  'password-set': { from: ['open'] },
  closed: { from: ['open'], to: 'closed' },
  reopened: { from: ['closed'], to: 'open' },
});
export type AccountStatus = Status<typeof accountStates>;
