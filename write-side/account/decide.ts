import type { AccountCommand, AccountEvent, AccountRefusal } from '@yunzhen/contracts/account/account';
import type { AccountStatus } from '@yunzhen/contracts/account/states';
import type { Role } from '@yunzhen/contracts/roles';
import { type Decider, refusing } from '../decider.ts';

export interface Account {
  readonly status: 'none' | AccountStatus;
  /** Empty until it is open. */
  readonly holderId: string;
  readonly role: Role;
  /** Null for an account that signs in by WeChat. */
  readonly passwordHash: string | null;
}

const refuse = refusing<AccountRefusal>();

export const decider: Decider<AccountCommand, AccountEvent, Account> = {
  initial: { status: 'none', holderId: '', role: 'patient', passwordHash: null },
  decide: {
    open: ({ id, holderId, role }, state) => {
      if (state.status === 'closed') return refuse('account-closed');
      if (state.status === 'none') return [{ type: 'account.opened', data: { accountId: id, holderId, role } }];
      return state.holderId === holderId && state.role === role ? [] : refuse('account-taken');
    },
    'set-password': ({ id, passwordHash }, state) => {
      if (state.status === 'none') return refuse('unknown-account');
      if (state.status === 'closed') return refuse('account-closed');
      if (state.passwordHash === passwordHash) return [];
      return [{ type: 'account.password-set', data: { accountId: id, passwordHash } }];
    },
    close: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-account');
      return status === 'closed' ? [] : [{ type: 'account.closed', data: { accountId: id } }];
    },
    reopen: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-account');
      return status === 'open' ? [] : [{ type: 'account.reopened', data: { accountId: id } }];
    },
  },
  evolve: {
    'account.opened': (_, { holderId, role }) => ({ status: 'open', holderId, role, passwordHash: null }),
    'account.password-set': (state, { passwordHash }) => ({ ...state, passwordHash }),
    'account.closed': state => ({ ...state, status: 'closed', passwordHash: null }),
    'account.reopened': state => ({ ...state, status: 'open' }),
  },
};
