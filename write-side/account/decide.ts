import {
  type AccountCommand,
  type AccountEvent,
  type AccountRefusal,
  invitationHours,
} from '@yunzhen/contracts/account/account';
import type { AccountStatus } from '@yunzhen/contracts/account/states';
import { type Role, roles } from '@yunzhen/contracts/roles';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Account {
  readonly status: 'none' | AccountStatus;
  readonly accountId: string;
  readonly role: Role;
  readonly login: string;
  /** Who proposed it last, and so may not approve it. */
  readonly proposedBy: string;
  /** Blind indexes of the two halves of the invitation. */
  readonly codeIndex: string;
  readonly confirmationIndex: string;
  /** The end of the invitation. */
  readonly until: string;
  /** Null for a patient, who signs in by WeChat, and for who has not set one yet. */
  readonly passwordId: string | null;
  /** The credential of the one phone that is bound. */
  readonly wechat: string | null;
  /** What was signed in until then has ended; empty if nothing has. */
  readonly endedAt: string;
}

/** The code as it is stored. */
type Indexed = { codeIndex: string };
export type Command = Facts<AccountCommand, { propose: Indexed; reset: Indexed; approve: Indexed }>;

const refuse = refusing<AccountRefusal>();
const known = ({ status }: Account): void => {
  if (status === 'none') refuse('unknown-account');
};
const open = ({ status }: Account): void => {
  if (status === 'none') refuse('unknown-account');
  if (status !== 'open') refuse('account-closed');
};
const notOwn = (id: string, by: { id: string }): void => {
  if (id === by.id) refuse('own-account');
};
const forgetting = ({ passwordId }: Account): { forgets?: string } => (passwordId ? { forgets: passwordId } : {});
/** Before an end of the account, so that the phone is free for another. */
const unbinding = ({ accountId, wechat }: Account, at: string): AccountEvent[] =>
  wechat ? [{ type: 'account.wechat-unbound', data: { accountId, credentialId: wechat, at } }] : [];
const none = { codeIndex: '', confirmationIndex: '', until: '', passwordId: null, wechat: null };

export const decider: Decider<Command, AccountEvent, Account> = {
  initial: { status: 'none', accountId: '', role: 'patient', login: '', proposedBy: '', endedAt: '', ...none },
  // Under every role, so that an account is a stranger's whatever its role.
  owners: ({ status, accountId }) =>
    status === 'none' ? {} : Object.fromEntries(roles.map(role => [role, accountId])),
  decide: {
    open: ({ id, role }, state) => {
      if (state.status === 'closed') return refuse('account-closed');
      if (state.status === 'none') return [{ type: 'account.opened', data: { accountId: id, role } }];
      return state.role === role ? [] : refuse('account-taken');
    },
    propose: ({ id, role, login, name, codeIndex, by }, { status }) => {
      if (status !== 'none') return refuse('account-exists');
      notOwn(id, by);
      return [{ type: 'account.proposed', data: { accountId: id, role, login, name, codeIndex, by: by.id } }];
    },
    reset: ({ id, codeIndex, by, now: at }, state) => {
      known(state);
      if (state.role === 'patient') return refuse('unknown-account');
      notOwn(id, by);
      return [
        ...unbinding(state, at),
        { type: 'account.reset', data: { accountId: id, codeIndex, by: by.id, at, ...forgetting(state) } },
      ];
    },
    approve: ({ id, codeIndex, by, now }, state) => {
      known(state);
      if (state.status !== 'proposed') return refuse('not-proposed');
      notOwn(id, by);
      if (by.role !== 'system' && by.id === state.proposedBy) return refuse('same-person');
      const until = new Date(Date.parse(now) + invitationHours * 3_600_000).toISOString();
      return [{ type: 'account.approved', data: { accountId: id, confirmationIndex: codeIndex, until, by: by.id } }];
    },
    decline: ({ id, by, now: at }, state) => {
      known(state);
      if (state.status !== 'proposed' && state.status !== 'approved') return refuse('not-proposed');
      return [{ type: 'account.declined', data: { accountId: id, by: by.id, at, ...forgetting(state) } }];
    },
    'set-password': ({ id, passwordId, now }, state) => {
      known(state);
      if (state.passwordId === passwordId) return [];
      if (state.status !== 'open' && state.status !== 'approved') return refuse('account-closed');
      if (state.status === 'approved' && state.until <= now) return refuse('needs-invitation');
      return [{ type: 'account.password-set', data: { accountId: id, passwordId, at: now, ...forgetting(state) } }];
    },
    'bind-wechat': ({ id, credentialId }, state) => {
      open(state);
      if (state.wechat === credentialId) return [];
      if (state.wechat) return refuse('wechat-already-bound');
      return [{ type: 'account.wechat-bound', data: { accountId: id, credentialId } }];
    },
    'unbind-wechat': ({ now: at }, state) => {
      known(state);
      return unbinding(state, at);
    },
    'sign-out': ({ id, now: at }, state) => {
      known(state);
      return [{ type: 'account.signed-out', data: { accountId: id, at } }];
    },
    close: ({ id, by, now: at }, state) => {
      known(state);
      if (by.role !== 'system') notOwn(id, by);
      if (state.status === 'closed') return [];
      return [
        ...unbinding(state, at),
        { type: 'account.closed', data: { accountId: id, by: by.id, at, ...forgetting(state) } },
      ];
    },
    reopen: ({ id, by }, state) => {
      known(state);
      if (state.role !== 'patient') return refuse('needs-invitation');
      return state.status === 'closed' ? [{ type: 'account.reopened', data: { accountId: id, by: by.id } }] : [];
    },
  },
  evolve: {
    'account.opened': (state, { accountId, role }) => ({ ...state, status: 'open', accountId, role }),
    'account.proposed': (state, { accountId, role, login, codeIndex, by }) => ({
      ...state,
      status: 'proposed',
      accountId,
      role,
      login,
      codeIndex,
      proposedBy: by,
    }),
    'account.reset': (state, { codeIndex, by, at }) => ({
      ...state,
      ...none,
      endedAt: at,
      status: 'proposed',
      codeIndex,
      proposedBy: by,
    }),
    'account.approved': (state, { confirmationIndex, until }) => ({
      ...state,
      status: 'approved',
      confirmationIndex,
      until,
    }),
    'account.declined': (state, { at }) => ({ ...state, ...none, status: 'closed', endedAt: at }),
    'account.password-set': (state, { passwordId, at }) => ({
      ...state,
      endedAt: at,
      status: 'open',
      passwordId,
      codeIndex: '',
      confirmationIndex: '',
      until: '',
    }),
    'account.wechat-bound': (state, { credentialId }) => ({ ...state, wechat: credentialId }),
    'account.wechat-unbound': (state, { at }) => ({ ...state, wechat: null, endedAt: at }),
    'account.signed-out': (state, { at }) => ({ ...state, endedAt: at }),
    'account.closed': (state, { at }) => ({ ...state, ...none, status: 'closed', endedAt: at }),
    'account.reopened': state => ({ ...state, status: 'open' }),
  },
};
