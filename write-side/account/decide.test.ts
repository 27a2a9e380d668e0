import { expect, test } from '@jest/globals';
import type { AccountEvent } from '@yunzhen/contracts/account/account';
import { type Actor, roles, staffRoles } from '@yunzhen/contracts/roles';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
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
const until = '2026-03-05T01:00:00.000Z';
const invitation = {
  accountId,
  codeIndex: 'first half',
  confirmationIndex: 'second half',
  until,
  proposedBy: administrator.id,
  by: security.id,
};
const invited: AccountEvent = {
  type: 'account.invited',
  data: { ...invitation, role: 'manager', login: 'zheng', name: '郑' },
};
const set: AccountEvent = { type: 'account.password-set', data: { accountId, passwordId: idOf(9), at: now } };
const bound: AccountEvent = { type: 'account.wechat-bound', data: { accountId, credentialId: idOf(8) } };
const unbound: AccountEvent = {
  type: 'account.wechat-unbound',
  data: { accountId, credentialId: idOf(8), by: administrator.id, at: now },
};
const open = [invited, set, bound];
const reset: AccountEvent = {
  type: 'account.reset',
  data: { ...invitation, at: now, forgets: idOf(9) },
};
const closed: AccountEvent = {
  type: 'account.closed',
  data: { accountId, by: administrator.id, at: now, forgets: idOf(9) },
};
const halves = { code: 'first half', confirmation: 'second half', proposedBy: administrator.id };
const reinvite = { type: 'reset', ...asked(security), ...halves } as const;
const invite = {
  ...reinvite,
  type: 'invite',
  role: 'manager',
  login: 'zheng',
  name: '郑',
} as const;

test('[O4] two invite, the owner sets the password', () => {
  given().when(invite).then(invited);
  given(invited)
    .when({ type: 'set-password', ...asked(owner), passwordId: idOf(9) })
    .then(set);
});

const factor = (factorId: string, more: object = {}): AccountEvent => ({
  type: 'account.second-factor-set',
  data: { accountId, factorId, at: now, ...more },
});
test('[O4] a second factor is set on an open account, replaced by another, and forgotten by a reset or a closing', () => {
  const asks = (factorId: string) => ({ type: 'set-second-factor', ...asked(owner), factorId }) as const;
  given(...open)
    .when(asks(idOf(5)))
    .then(factor(idOf(5)));
  given(...open, factor(idOf(5)))
    .when(asks(idOf(5)))
    .then();
  given(...open, factor(idOf(5)))
    .when(asks(idOf(6)))
    .then(factor(idOf(6), { forgetsFactor: idOf(5) }));
  given(invited)
    .when(asks(idOf(5)))
    .thenRefused('account-closed');
  given(invited, set, factor(idOf(5)))
    .when(reinvite)
    .then({ type: 'account.reset', data: { ...invitation, at: now, forgets: idOf(9), forgetsFactor: idOf(5) } });
  given(invited, set, factor(idOf(5)))
    .when({ type: 'close', ...asked(administrator) })
    .then({
      type: 'account.closed',
      data: { accountId, by: administrator.id, at: now, forgets: idOf(9), forgetsFactor: idOf(5) },
    });
  given(invited, set, factor(idOf(5)), { ...reset, data: { ...reset.data, forgetsFactor: idOf(5) } }, set)
    .when(asks(idOf(6)))
    .then(factor(idOf(6)));
});

test('[O4] nobody decides anything about themselves', () => {
  for (const who of [{ by: { ...security, id: accountId } }, { proposedBy: accountId }]) {
    given()
      .when({ ...invite, ...who })
      .thenRefused('own-account');
    given(...open)
      .when({ ...reinvite, ...who })
      .thenRefused('own-account');
  }
  given(...open)
    .when({ type: 'close', ...asked({ ...administrator, id: accountId }) })
    .thenRefused('own-account');
});

test('[O4] an account that is there is not invited, but invited again', () => {
  given(invited).when(invite).thenRefused('account-exists');
  given(...open)
    .when(invite)
    .thenRefused('account-exists');
  given(invited)
    .when(reinvite)
    .then({ type: 'account.reset', data: { ...invitation, at: now } });
});

test('[O4] after its end an invitation sets no password, and a reset forgets the one there was', () => {
  const password = { type: 'set-password', ...asked(owner), passwordId: idOf(9) } as const;
  given(invited)
    .when({ ...password, now: until })
    .thenRefused('needs-invitation');
  given(...open, unbound, closed)
    .when(password)
    .thenRefused('account-closed');
  given(...open, unbound, reset)
    .when(password)
    .then(set);
});

test('[O4] a reset and a closing end everything: the password, the phone, and what is signed in', () => {
  given(...open)
    .when(reinvite)
    .then({ ...unbound, data: { ...unbound.data, by: reinvite.by.id } }, reset);
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
    .when(reinvite)
    .then({ type: 'account.reset', data: { ...invitation, at: now } });
});

test('[O4] a new password is told with the one it takes the place of', () =>
  given(...open)
    .when({ type: 'set-password', ...asked(owner), passwordId: idOf(10) })
    .then({ type: 'account.password-set', data: { accountId, passwordId: idOf(10), at: now, forgets: idOf(9) } }));

test('[D1] one phone is bound; another one only after it is unbound', () => {
  const bind = { type: 'bind-wechat', ...asked(owner), credentialId: idOf(8) } as const;
  given(invited, set).when(bind).then(bound);
  given(...open)
    .when(bind)
    .thenNothing();
  given(...open)
    .when({ ...bind, credentialId: idOf(7) })
    .thenRefused('wechat-already-bound');
  given(...open)
    .when({ type: 'unbind-wechat', ...asked(owner) })
    .then({ ...unbound, data: { ...unbound.data, by: owner.id } });
  given(invited).when(bind).thenRefused('account-closed');
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
  given(opened).when(reinvite).thenRefused('unknown-account');
});

test('[O4] what is not there is unknown', () => {
  given().when(reinvite).thenRefused('unknown-account');
  for (const type of ['unbind-wechat', 'sign-out', 'close', 'reopen'] as const)
    given()
      .when({ type, ...asked(administrator) })
      .thenRefused('unknown-account');
});

test('[O4] an account is its owner’s under every role, so that no other role is its first comer', () => {
  const state = open.reduce((before, { type, data }) => decider.evolve[type](before, data as never), decider.initial);
  expect(decider.subject?.(state)).toEqual(Object.fromEntries(roles.map(role => [`${role}Id`, accountId])));
  expect(staffRoles).not.toContain('patient');
});

test('[N5] of an account that was erased nothing ends any more: it is refused', () => {
  const erased: AccountEvent = { type: 'account.erased', data: { accountId, at: now } };
  for (const type of ['sign-out', 'close'] as const)
    given(...open, erased)
      .when({ type, ...asked(administrator) })
      .thenRefused('account-closed');
  given(...open, erased)
    .when(reinvite)
    .thenRefused('account-closed');
});
