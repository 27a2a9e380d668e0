import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { accounts } from './accounts.ts';

const { given } = spec(accounts);
const [at, later, until] = ['2026-01-05T08:00:00.000Z', '2026-01-05T09:00:00.000Z', '2026-01-08T09:00:00.000Z'];
const invited = {
  type: 'account.invited',
  data: {
    ...{ accountId: 'a', role: 'doctor', login: 'li.na', name: '李娜' },
    ...{ codeIndex: 'x', confirmationIndex: 'y', until, proposedBy: 'b', by: 'c' },
  },
};
const set = { type: 'account.password-set', data: { accountId: 'a', passwordId: 'p', at: later }, at: later };
const bound = { type: 'account.wechat-bound', data: { accountId: 'a', credentialId: 'w' }, at: later };
const unbound = {
  type: 'account.wechat-unbound',
  data: { accountId: 'a', credentialId: 'w', by: 'b', at: later },
  at: later,
};
const closed = { type: 'account.closed', data: { accountId: 'a', by: 'b', at: later }, at: later };
const row = {
  accountId: 'a',
  role: 'doctor',
  status: 'invited',
  login: 'li.na',
  name: '李娜',
  until,
  wechatBoundAt: null,
  secondFactorAt: null,
  endedAt: null,
  practising: true,
  openedAt: at,
  acknowledgedUntil: null,
};
const line = (what: string, when = later, by: string | null = null) => ({ what, at: when, by });
const begun = [line('invited', at, 'c')];

test('[O4] an account is invited, and opened by its owner; each step says who took it', () => {
  given(invited).then('a', { ...row, history: begun });
  given(invited, set).then('a', {
    ...{ ...row, status: 'open', until: null, endedAt: later },
    history: [...begun, line('password-set')],
  });
});

test('[O4] whoever is invited again has lost the phone, and what was signed in', () => {
  const again = { accountId: 'a', codeIndex: 'x', confirmationIndex: 'y', until: later, proposedBy: 'b', by: 'c' };
  const reset = { type: 'account.reset', data: { ...again, at: later }, at: later };
  given(invited, set, reset).then('a', {
    ...{ ...row, until: later, endedAt: later },
    history: [...begun, line('password-set'), line('reset', later, 'c')],
  });
});

test('[D1] [O4] unbinding and closing say when what was signed in ended', () => {
  given(invited, bound).then('a', {
    ...{ ...row, wechatBoundAt: later },
    history: [...begun, line('wechat-bound')],
  });
  given(invited, bound, unbound, closed).then('a', {
    ...{ ...row, status: 'closed', until: null, endedAt: later },
    history: [...begun, line('wechat-bound'), line('wechat-unbound', later, 'b'), line('closed', later, 'b')],
  });
});

test('[O4] a second factor is there from when it was set until the account is closed or invited again', () => {
  const factor = { type: 'account.second-factor-set', data: { accountId: 'a', factorId: 'f', at: later }, at: later };
  const lines = [...begun, line('second-factor-set')];
  given(invited, factor).then('a', { ...row, secondFactorAt: later, endedAt: later, history: lines });
  given(invited, factor, closed).then('a', {
    ...{ ...row, status: 'closed', until: null, endedAt: later },
    history: [...lines, line('closed', later, 'b')],
  });
});

test('[O2.3] a practitioner who leaves may not act, one without an account is nobody here', () => {
  const retired = { type: 'practitioner.retired', data: { practitionerId: 'a', clinicSessionIds: [] } };
  given(invited, retired).then('a', { ...row, practising: false, history: begun });
  given(retired).then('a', null);
});
