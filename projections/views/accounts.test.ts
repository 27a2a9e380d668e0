import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { accounts } from './accounts.ts';

const { given } = spec(accounts);
const [at, later, until] = ['2026-01-05T08:00:00.000Z', '2026-01-05T09:00:00.000Z', '2026-01-08T09:00:00.000Z'];
const proposed = {
  type: 'account.proposed',
  data: { accountId: 'a', role: 'doctor', login: 'li.na', name: '李娜', codeIndex: 'x', by: 'b' },
};
const approved = {
  type: 'account.approved',
  data: { accountId: 'a', confirmationIndex: 'y', until, by: 'c' },
  at: later,
};
const set = { type: 'account.password-set', data: { accountId: 'a', passwordId: 'p', at: later }, at: later };
const bound = { type: 'account.wechat-bound', data: { accountId: 'a', credentialId: 'w' }, at: later };
const unbound = {
  type: 'account.wechat-unbound',
  data: { accountId: 'a', credentialId: 'w', at: later },
  at: later,
};
const closed = { type: 'account.closed', data: { accountId: 'a', by: 'b', at: later }, at: later };
const row = {
  accountId: 'a',
  role: 'doctor',
  status: 'proposed',
  login: 'li.na',
  name: '李娜',
  proposedBy: 'b',
  until: null,
  wechatBoundAt: null,
  endedAt: null,
  practising: true,
  openedAt: at,
};
const line = (what: string, when = later, by: string | null = null) => ({ what, at: when, by });
const begun = [line('proposed', at, 'b'), line('approved', later, 'c')];

test('[O4] an account is proposed, approved, and opened by its owner; each step says who took it', () => {
  given(proposed).then('a', { ...row, history: [line('proposed', at, 'b')] });
  given(proposed, approved).then('a', { ...row, status: 'approved', until, history: begun });
  given(proposed, approved, set).then('a', {
    ...{ ...row, status: 'open', endedAt: later },
    history: [...begun, line('password-set')],
  });
});

test('[D1] [O4] unbinding and closing say when what was signed in ended', () => {
  given(proposed, bound).then('a', {
    ...{ ...row, wechatBoundAt: later },
    history: [line('proposed', at, 'b'), line('wechat-bound')],
  });
  given(proposed, bound, unbound, closed).then('a', {
    ...{ ...row, status: 'closed', endedAt: later },
    history: [line('proposed', at, 'b'), line('wechat-bound'), line('wechat-unbound'), line('closed', later, 'b')],
  });
});

test('[O2.3] a practitioner who leaves may not act, one without an account is nobody here', () => {
  const retired = { type: 'practitioner.retired', data: { practitionerId: 'a', sessionIds: [] } };
  given(proposed, retired).then('a', { ...row, practising: false, history: [line('proposed', at, 'b')] });
  given(retired).then('a', null);
});
