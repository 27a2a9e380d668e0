import { expect, test } from '@jest/globals';
import type { AccountEvent, AccountCommand as Command } from '@yunzhen/contracts/account/account';
import type { Role } from '@yunzhen/contracts/roles';
import { features } from '../features.ts';
import { house, idOf, now, system } from '../house.ts';
import { spec } from '../spec.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const [id, holderId, other] = [idOf(1), idOf(2), idOf(3)];
const asked = { id, now, by: system };
const opened: AccountEvent = { type: 'account.opened', data: { accountId: id, holderId, role: 'doctor' } };
const passwordSet = (passwordHash: string): AccountEvent => ({
  type: 'account.password-set',
  data: { accountId: id, passwordHash },
});
const reopened: AccountEvent = { type: 'account.reopened', data: { accountId: id } };
const closed: AccountEvent = { type: 'account.closed', data: { accountId: id } };

const open = (holder = holderId, role: Role = 'doctor'): Command => ({
  type: 'open',
  ...asked,
  holderId: holder,
  role,
});
const setPassword: Command = { type: 'set-password', ...asked, passwordHash: 'h1' };
const close: Command = { type: 'close', ...asked };
const reopen: Command = { type: 'reopen', ...asked };

test('[O4] an account is opened once', () => {
  given().when(open()).then(opened);
  given(opened).when(open()).thenNothing();
});
test('[O4] an account leads to one holder in one role', () => {
  given(opened).when(open(other)).thenRefused('account-taken');
  given(opened).when(open(holderId, 'manager')).thenRefused('account-taken');
});
test('[O4] a password is set, and set to another', () => {
  given(opened).when(setPassword).then(passwordSet('h1'));
  given(opened, passwordSet('h1')).when(setPassword).thenNothing();
  given(opened, passwordSet('h0')).when(setPassword).then(passwordSet('h1'));
});
test('[O4] a closed account stays closed until it is opened again, without its password', () => {
  given(opened).when(close).then(closed);
  given(opened, closed).when(close).thenNothing();
  given(opened, closed).when(open()).thenRefused('account-closed');
  given(opened, closed).when(setPassword).thenRefused('account-closed');
  given(opened, closed).when(reopen).then(reopened);
  given(opened, closed, reopened).when(reopen).thenNothing();
  given(opened, closed, reopened).when(open()).thenNothing();
  given(opened, passwordSet('h1'), closed, reopened).when(setPassword).then(passwordSet('h1'));
});
test('[O4] an unknown account has no password and nothing to close', () => {
  given().when(setPassword).thenRefused('unknown-account');
  given().when(close).thenRefused('unknown-account');
  given().when(reopen).thenRefused('unknown-account');
});

test('[O4] the account of a doctor leads to a doctor who works here', async () => {
  const { send, events } = house(features(async () => null));
  const [hospital, doctor, pharmacist] = [idOf(10), idOf(11), idOf(12)];
  const details = {
    name: '张明',
    gender: 'male',
    departmentId: hospital,
    practisingSince: '2010-01-01',
    licence: { number: '110', issuedBy: '卫健委', issuedOn: '2010-01-01', scope: '内科' },
    introduction: '主任医师',
    specialities: [],
  };
  await send(`department-${hospital}`, 'open', { name: '内科', subjectCode: '03', introduction: '内科', order: 1 });
  await send(`practitioner-${doctor}`, 'hire', { kind: 'doctor', title: 'chief', ...details });
  await send(`practitioner-${pharmacist}`, 'hire', { kind: 'pharmacist', title: 'pharmacist', ...details });

  await send(`account-${idOf(21)}`, 'open', { holderId: doctor, role: 'doctor' });
  expect(events(`account-${idOf(21)}`)).toHaveLength(1);
  const refused = { code: 'unknown-holder' };
  await expect(send(`account-${idOf(22)}`, 'open', { holderId: pharmacist, role: 'doctor' })).rejects.toMatchObject(
    refused,
  );
  await expect(send(`account-${idOf(22)}`, 'open', { holderId: idOf(99), role: 'doctor' })).rejects.toMatchObject(
    refused,
  );
  await send(`practitioner-${doctor}`, 'retire');
  await send(`account-${idOf(21)}`, 'close');
  await expect(send(`account-${idOf(21)}`, 'reopen')).rejects.toMatchObject(refused);
  await expect(send(`account-${idOf(22)}`, 'open', { holderId: doctor, role: 'doctor' })).rejects.toMatchObject(
    refused,
  );
  await send(`account-${idOf(23)}`, 'open', { holderId: idOf(98), role: 'manager' });
  await send(`practitioner-${doctor}`, 'rehire');
  await send(`account-${idOf(21)}`, 'reopen');
  expect(events(`account-${idOf(21)}`)).toHaveLength(3);
});
