import { expect, test } from '@jest/globals';
import type { AccountEvent } from '@yunzhen/contracts/account/account';
import { type Actor, roles, staffRoles } from '@yunzhen/contracts/roles';
import { idOf, now, system } from '../house.ts';
import { spec } from '../spec.ts';
import { decider } from './decide.ts';

const accountId = idOf(1);
const administrator = { id: idOf(2), role: 'administrator' } as const;
const security = { id: idOf(3), role: 'security' } as const;
const owner = { id: accountId, role: 'manager' } as const;
const { given } = spec(decider);

const asked = (by: Actor) => ({
  id: accountId,
  now,
  by,
});
const half = { code: '0123456789', codeIndex: 'first half' };
const otherHalf = { code: '9876543210', codeIndex: 'second half' };
const proposed: AccountEvent = {
  type: 'account.proposed',
  data: { accountId, role: 'manager', login: 'zheng', name: '郑', codeIndex: 'first half', by: administrator.id },
};
const until = '2026-03-05T01:00:00.000Z';
const approved: AccountEvent = {
  type: 'account.approved',
  data: { accountId, confirmationIndex: 'second half', until, by: security.id },
};
const set: AccountEvent = { type: 'account.password-set', data: { accountId, passwordId: idOf(9), at: now } };
const bound: AccountEvent = { type: 'account.wechat-bound', data: { accountId, credentialId: idOf(8) } };
const unbound: AccountEvent = {
  type: 'account.wechat-unbound',
  data: { accountId, credentialId: idOf(8), at: now },
};
const open = [proposed, approved, set, bound];
const reset: AccountEvent = {
  type: 'account.reset',
  data: { accountId, codeIndex: 'first half', by: administrator.id, at: now, forgets: idOf(9) },
};
const closed: AccountEvent = {
  type: 'account.closed',
  data: { accountId, by: administrator.id, at: now, forgets: idOf(9) },
};
const approve = { type: 'approve', ...asked(security), ...otherHalf } as const;
const propose = {
  type: 'propose',
  ...asked(administrator),
  ...half,
  role: 'manager',
  login: 'zheng',
  name: '郑',
} as const;

test('[O4] one proposes, another approves, the owner sets the password', () => {
  given().when(propose).then(proposed);
  given(proposed).when(approve).then(approved);
  given(proposed, approved)
    .when({ type: 'set-password', ...asked(owner), passwordId: idOf(9) })
    .then(set);
});

test('[O4] nobody approves what they proposed, nor anything about themselves', () => {
  given(proposed)
    .when({ ...approve, by: { ...security, id: administrator.id } })
    .thenRefused('same-person');
  given(proposed)
    .when({ ...approve, by: { ...security, id: accountId } })
    .thenRefused('own-account');
  given()
    .when({ ...propose, by: { ...administrator, id: accountId } })
    .thenRefused('own-account');
  for (const type of ['reset', 'close'] as const)
    given(...open)
      .when({ type, ...asked({ ...administrator, id: accountId }), ...half })
      .thenRefused('own-account');
});

test('[O4] an account that is there is not proposed again, and only a proposal is approved or declined', () => {
  given(proposed).when(propose).thenRefused('account-exists');
  given(...open)
    .when(propose)
    .thenRefused('account-exists');
  given(...open)
    .when(approve)
    .thenRefused('not-proposed');
  given(...open)
    .when({ type: 'decline', ...asked(security) })
    .thenRefused('not-proposed');
  given(proposed)
    .when({ type: 'decline', ...asked(security) })
    .then({ type: 'account.declined', data: { accountId, by: security.id, at: now } });
});

test('[O4] without approval, or after its end, an invitation sets no password', () => {
  const password = { type: 'set-password', ...asked(owner), passwordId: idOf(9) } as const;
  given(proposed).when(password).thenRefused('account-closed');
  given(proposed, approved)
    .when({ ...password, now: until })
    .thenRefused('needs-invitation');
  given(...open, reset)
    .when(password)
    .thenRefused('account-closed');
});

test('[O4] a reset and a closing end everything: the password, the phone, and what is signed in', () => {
  given(...open)
    .when({ type: 'reset', ...asked(administrator), ...half })
    .then(unbound, reset);
  given(...open)
    .when({ type: 'close', ...asked(administrator) })
    .then(unbound, closed);
  given(...open, unbound, closed)
    .when({ type: 'close', ...asked(administrator) })
    .thenNothing();
});

test('[O4] the account of one of the staff comes back only by an invitation', () => {
  given(...open, unbound, closed)
    .when({ type: 'reopen', ...asked(administrator) })
    .thenRefused('needs-invitation');
  given(...open, unbound, closed)
    .when({ type: 'reset', ...asked(administrator), ...half })
    .then({
      type: 'account.reset',
      data: { accountId, codeIndex: 'first half', by: administrator.id, at: now },
    });
});

test('[O4] a new password is told with the one it takes the place of', () =>
  given(...open)
    .when({ type: 'set-password', ...asked(owner), passwordId: idOf(10) })
    .then({ type: 'account.password-set', data: { accountId, passwordId: idOf(10), at: now, forgets: idOf(9) } }));

test('[D1] one phone is bound; another one only after it is unbound', () => {
  const bind = { type: 'bind-wechat', ...asked(owner), credentialId: idOf(8) } as const;
  given(proposed, approved, set).when(bind).then(bound);
  given(...open)
    .when(bind)
    .thenNothing();
  given(...open)
    .when({ ...bind, credentialId: idOf(7) })
    .thenRefused('wechat-already-bound');
  given(...open)
    .when({ type: 'unbind-wechat', ...asked(owner) })
    .then(unbound);
  given(proposed, approved).when(bind).thenRefused('account-closed');
});

test('[P1] a patient’s account is opened once, and comes back as it was', () => {
  const opened: AccountEvent = { type: 'account.opened', data: { accountId, role: 'patient' } };
  const shut: AccountEvent = { type: 'account.closed', data: { accountId, by: administrator.id, at: now } };
  const first = { type: 'open', ...asked(system), role: 'patient' } as const;
  given().when(first).then(opened);
  given(opened).when(first).thenNothing();
  given(opened)
    .when({ ...first, role: 'doctor' })
    .thenRefused('account-taken');
  given(opened, shut).when(first).thenRefused('account-closed');
  given(opened, shut)
    .when({ type: 'reopen', ...asked(administrator) })
    .then({ type: 'account.reopened', data: { accountId, by: administrator.id } });
  given(opened)
    .when({ type: 'reset', ...asked(administrator), ...half })
    .thenRefused('unknown-account');
});

test('[O4] what is not there is unknown', () => {
  for (const type of ['reset', 'approve', 'decline', 'unbind-wechat', 'sign-out', 'close', 'reopen'] as const)
    given()
      .when({ type, ...asked(administrator), ...half } as never)
      .thenRefused('unknown-account');
});

test('[O4] an account is its owner’s under every role, so that no other role is its first comer', () => {
  const state = open.reduce((before, { type, data }) => decider.evolve[type](before, data as never), decider.initial);
  expect(decider.owners?.(state)).toEqual(Object.fromEntries(roles.map(role => [role, accountId])));
  expect(staffRoles).not.toContain('patient');
});
