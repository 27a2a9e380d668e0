import {
  type AccountCommand,
  type AccountEvent,
  type AccountRefusal,
  invitationHours,
} from '@yunzhen/contracts/account/account';
import type { AccountStatus } from '@yunzhen/contracts/account/states';
import { type Role, roles } from '@yunzhen/contracts/roles';
import { type Decider, refusing } from '../decider.ts';

export interface Account {
  readonly status: 'none' | AccountStatus;
  readonly accountId: string;
  readonly role: Role;
  readonly login: string;
  /** Blind indexes of the two halves of the invitation. */
  readonly codeIndex: string;
  readonly confirmationIndex: string;
  /** The end of the invitation. */
  readonly until: string;
  /** Null for a patient, who signs in by WeChat, and for who has not set one yet. */
  readonly passwordId: string | null;
  /** Null while the password alone signs in. */
  readonly secondFactor: string | null;
  /** The credential of the one phone that is bound. */
  readonly wechat: string | null;
  /** What was signed in until then has ended; empty if nothing has. */
  readonly endedAt: string;
  /** What happened until then the owner has read. */
  readonly acknowledgedUntil: string;
}

const refuse = refusing<AccountRefusal>();
const known = ({ status }: Account): void => {
  if (status === 'none') refuse('unknown-account');
};
const notErased = (state: Account): void => {
  known(state);
  if (state.status === 'erased') refuse('account-closed');
};
const open = ({ status }: Account): void => {
  if (status === 'none') refuse('unknown-account');
  if (status !== 'open') refuse('account-closed');
};
/** @param who everybody who has a part in it */
const notOwn = (id: string, ...who: readonly string[]): void => {
  if (who.includes(id)) refuse('own-account');
};
const hoursFrom = (now: string): string => new Date(Date.parse(now) + invitationHours * 3_600_000).toISOString();
const forgetting = ({ passwordId }: Account): { forgets?: string } => (passwordId ? { forgets: passwordId } : {});
const forgettingFactor = ({ secondFactor }: Account): { forgetsFactor?: string } =>
  secondFactor ? { forgetsFactor: secondFactor } : {};
/** Before an end of the account, so that the phone is free for another. */
const unbinding = ({ accountId, wechat }: Account, at: string, by: { id: string }): AccountEvent[] =>
  wechat ? [{ type: 'account.wechat-unbound', data: { accountId, credentialId: wechat, by: by.id, at } }] : [];
/** Nobody invites themselves, nor approves it. */
const invitationOf = ({
  id,
  code,
  confirmation,
  proposedBy,
  by,
  now,
}: Omit<Extract<AccountCommand, { type: 'reset' }>, 'type'>) => {
  notOwn(id, by.id, proposedBy);
  return {
    accountId: id,
    codeIndex: code,
    confirmationIndex: confirmation,
    until: hoursFrom(now),
    proposedBy,
    by: by.id,
  };
};
const none = { codeIndex: '', confirmationIndex: '', until: '', passwordId: null, secondFactor: null, wechat: null };

export const decider: Decider<AccountCommand, AccountEvent, Account> = {
  initial: {
    ...{ status: 'none', accountId: '', role: 'patient', login: '', endedAt: '', acknowledgedUntil: '' },
    ...none,
  },
  // Under every role, so that an account is a stranger's whatever its role.
  subject: ({ status, accountId }) =>
    status === 'none' ? null : Object.fromEntries(roles.map(role => [`${role}Id`, accountId])),
  decide: {
    open: ({ id, role }, state) => {
      if (state.status === 'closed' || state.status === 'erased') return refuse('account-closed');
      if (state.status === 'none') return [{ type: 'account.opened', data: { accountId: id, role } }];
      return state.role === role ? [] : refuse('account-taken');
    },
    invite: ({ type: _, role, login, name, ...command }, { status }) => {
      if (status !== 'none') return refuse('account-exists');
      return [{ type: 'account.invited', data: { role, login, name, ...invitationOf(command) } }];
    },
    reset: (command, state) => {
      notErased(state);
      if (state.role === 'patient') return refuse('unknown-account');
      const invitation = invitationOf(command);
      return [
        ...unbinding(state, command.now, command.by),
        {
          type: 'account.reset',
          data: { ...invitation, at: command.now, ...forgetting(state), ...forgettingFactor(state) },
        },
      ];
    },
    'set-password': ({ id, passwordId, now }, state) => {
      known(state);
      if (state.passwordId === passwordId) return [];
      if (state.status !== 'open' && state.status !== 'invited') return refuse('account-closed');
      if (state.status === 'invited' && state.until <= now) return refuse('needs-invitation');
      return [{ type: 'account.password-set', data: { accountId: id, passwordId, at: now, ...forgetting(state) } }];
    },
    'set-second-factor': ({ id, factorId, now: at }, state) => {
      open(state);
      if (state.role === 'patient') return refuse('unknown-account');
      if (state.secondFactor === factorId) return [];
      return [{ type: 'account.second-factor-set', data: { accountId: id, factorId, at, ...forgettingFactor(state) } }];
    },
    'bind-wechat': ({ id, credentialId }, state) => {
      open(state);
      if (state.wechat === credentialId) return [];
      if (state.wechat) return refuse('wechat-already-bound');
      return [{ type: 'account.wechat-bound', data: { accountId: id, credentialId } }];
    },
    'unbind-wechat': ({ now: at, by }, state) => {
      known(state);
      return unbinding(state, at, by);
    },
    'sign-out': ({ id, now: at, by }, state) => {
      notErased(state);
      return [{ type: 'account.signed-out', data: { accountId: id, by: by.id, at } }];
    },
    acknowledge: ({ id, until }, state) => {
      open(state);
      if (until <= state.acknowledgedUntil) return [];
      return [{ type: 'account.acknowledged', data: { accountId: id, until } }];
    },
    close: ({ id, by, now: at }, state) => {
      notErased(state);
      if (by.role !== 'system') notOwn(id, by.id);
      if (state.status === 'closed') return [];
      return [
        ...unbinding(state, at, by),
        {
          type: 'account.closed',
          data: { accountId: id, by: by.id, at, ...forgetting(state), ...forgettingFactor(state) },
        },
      ];
    },
    erase: ({ id, now: at }, state) => {
      known(state);
      return state.status === 'erased' ? [] : [{ type: 'account.erased', data: { accountId: id, at } }];
    },
    reopen: ({ id, by }, state) => {
      known(state);
      if (state.role !== 'patient') return refuse('needs-invitation');
      return state.status === 'closed' ? [{ type: 'account.reopened', data: { accountId: id, by: by.id } }] : [];
    },
  },
  evolve: {
    'account.opened': (state, { accountId, role }) => ({ ...state, status: 'open', accountId, role }),
    'account.invited': (state, { accountId, role, login, codeIndex, confirmationIndex, until }) => ({
      ...state,
      status: 'invited',
      accountId,
      role,
      login,
      codeIndex,
      confirmationIndex,
      until,
    }),
    'account.reset': (state, { codeIndex, confirmationIndex, until, at }) => ({
      ...state,
      ...none,
      status: 'invited',
      codeIndex,
      confirmationIndex,
      until,
      endedAt: at,
    }),
    'account.password-set': (state, { passwordId, at }) => ({
      ...state,
      endedAt: at,
      status: 'open',
      passwordId,
      codeIndex: '',
      confirmationIndex: '',
      until: '',
    }),
    'account.second-factor-set': (state, { factorId, at }) => ({ ...state, secondFactor: factorId, endedAt: at }),
    'account.wechat-bound': (state, { credentialId }) => ({ ...state, wechat: credentialId }),
    'account.wechat-unbound': (state, { at }) => ({ ...state, wechat: null, endedAt: at }),
    'account.signed-out': (state, { at }) => ({ ...state, endedAt: at }),
    'account.acknowledged': (state, { until }) => ({ ...state, acknowledgedUntil: until }),
    'account.closed': (state, { at }) => ({ ...state, ...none, status: 'closed', endedAt: at }),
    'account.erased': (state, { at }) => ({ ...state, ...none, status: 'erased', endedAt: at }),
    'account.reopened': state => ({ ...state, status: 'open' }),
  },
};
