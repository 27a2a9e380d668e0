import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SignedIn } from '@yunzhen/contracts/api/auth';
import { testServers } from '@yunzhen/platform/servers.testing';
import { bearer } from '@yunzhen/platform/sign-in';
import { TOTP } from 'otpauth';
import { v4 } from 'uuid';
import { account } from '../account/account.ts';
import { credential } from '../account/credential.ts';
import { hashing } from '../account/hashing.ts';
import { lockout } from '../account/lockout.ts';
import { mayActNow } from '../account/may-act.ts';
import { openStaffAccount } from '../account/open-staff.ts';
import { passwords } from '../account/passwords.ts';
import { secondFactors } from '../account/second-factors.ts';
import type { Feature } from '../feature.ts';
import { features } from '../features.ts';
import { harness as hospitalOf, people, system } from '../testing/harness.ts';
import { served } from '../testing/served.ts';
import { signInRoutes } from './sign-in.ts';

let servers: Awaited<ReturnType<typeof testServers>>;
let hospital: ReturnType<typeof hospitalOf>;
let app: Awaited<ReturnType<typeof served>>;
let required: boolean;
/** The WeChat account that a code leads to. */
const openid = 'phone of li';
const clock = { at: Date.parse('2026-03-02T01:00:00.000Z') };
const accountId = v4();
const password = 'Correct-horse-1';

beforeAll(async () => {
  servers = await testServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  required = false;
  await servers.servers.redis.client.flushall();
  await app?.close();
  hospital = hospitalOf(features);
  const { tokens, sealing, redis } = servers.servers;
  servers.clock.now = () => clock.at;
  const db = servers.given.database();
  const hashes = passwords(db);
  const latest = async <S>(of: Feature<S>, id: string) => (await hospital.fresh(of as Feature, id)).state as S;
  const mayAct = mayActNow(hospital);
  const ports = {
    ...{ authenticate: bearer(tokens, mayAct), mayAct, tokens, accessSeconds: 600, passwords: hashes },
    openidOf: async () => openid,
    accountOf: (id: string) => latest(account, id),
    holderOf: async (id: string) => (await latest(credential, id)).accountId,
    secondFactors: secondFactors(db, sealing, () => clock.at),
    get secondFactorRequired() {
      return required;
    },
    ...{ index: people.index, hashing: hashing(), lockout: lockout(redis.client), dispatch: hospital.dispatch },
    now: () => new Date(clock.at),
  };
  const open = openStaffAccount(hospital.dispatch, hashes, system);
  await open({ accountId, role: 'manager', login: 'li.na', name: '李娜', password }, new Date(clock.at - 1_000));
  app = await served(signInRoutes(ports));
});

interface Said extends SignedIn {
  readonly status: number;
  readonly code: string;
  readonly factorId: string;
  readonly secret: string;
  readonly recoveryCodes: string[];
}
const post = async (url: string, payload: object): Promise<Said> => {
  const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/sign-in/${url}`, payload });
  return { status: statusCode, ...JSON.parse(body) };
};
const first = { login: 'li.na', password };
const signIn = (secondFactor?: string) => post('staff', { ...first, secondFactor });
const codeAt = (secret: string, at = clock.at) => new TOTP({ secret }).generate({ timestamp: at });
/** Half a minute: the next code. */
const later = (steps = 1) => {
  clock.at += steps * 30_000;
};
const wrong = { status: 401, code: 'wrong-second-factor' };
const set = async () => {
  const begun = await post('second-factor', first);
  const confirmed = await post('second-factor/confirm', {
    ...first,
    factorId: begun.factorId,
    code: codeAt(begun.secret),
  });
  expect([begun.status, confirmed.status]).toEqual([200, 200]);
  return { ...begun, ...confirmed };
};

test('[O4] who has set a second factor signs in with its code, asked for once the password is right', async () => {
  const { secret } = await set();
  later();
  expect(await signIn()).toMatchObject({ status: 401, code: 'second-factor-needed' });
  expect(await post('staff', { ...first, password: 'Wrong-horse-1', secondFactor: codeAt(secret) })).toMatchObject({
    status: 401,
    code: 'wrong-credentials',
  });
  expect(await signIn('000000')).toMatchObject(wrong);
  expect(await signIn(codeAt(secret))).toMatchObject({ status: 200, holder: { id: accountId, role: 'manager' } });
});

test('[O4] a code is good once, also for two at the same time, and none before one that was used', async () => {
  const { secret } = await set();
  // That of the confirmation.
  expect(await signIn(codeAt(secret))).toMatchObject(wrong);
  later();
  const both = await Promise.all([signIn(codeAt(secret)), signIn(codeAt(secret))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  later(2);
  expect(await signIn(codeAt(secret))).toMatchObject({ status: 200 });
  expect(await signIn(codeAt(secret, clock.at - 30_000))).toMatchObject(wrong);
});

test('[O4] each recovery code is good once, in place of the authenticator', async () => {
  const { recoveryCodes } = await set();
  expect(new Set(recoveryCodes).size).toBe(10);
  for (const code of recoveryCodes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  const [one = '', other = ''] = recoveryCodes;
  expect(await signIn(one.toLowerCase())).toMatchObject({ status: 200 });
  expect(await signIn(one)).toMatchObject(wrong);
  expect(await signIn(other)).toMatchObject({ status: 200 });
});

test('[O4] guesses of codes wait longer each time, whatever the password', async () => {
  const { secret } = await set();
  later();
  for (let guess = 0; guess < 5; guess++) expect(await signIn('000000')).toMatchObject(wrong);
  expect(await signIn(codeAt(secret))).toMatchObject({ status: 429, code: 'sign-in-locked' });
});

test('[O4] where the hospital wants one, nobody of the staff signs in before it is set', async () => {
  required = true;
  expect(await signIn()).toMatchObject({ status: 403, code: 'second-factor-missing' });
  const { secret, holder } = await set();
  expect(holder).toEqual({ id: accountId, role: 'manager' });
  later();
  expect(await signIn(codeAt(secret))).toMatchObject({ status: 200 });
  // Patients sign in by WeChat alone.
  expect(await post('wechat', { code: 'x' })).toMatchObject({ status: 200, holder: { role: 'patient' } });
});

test('[O4] a bound phone alone is no way round', async () => {
  const { wechatCredentialId } = await import('../account/identity.ts');
  await hospital.send(`account-${accountId}`, 'bind-wechat', { credentialId: wechatCredentialId(openid) });
  const byPhone = (secondFactor?: string) => post('wechat', { code: 'x', as: 'staff', secondFactor });
  expect(await byPhone()).toMatchObject({ status: 200 });
  const { secret } = await set();
  later();
  expect(await byPhone()).toMatchObject({ status: 401, code: 'second-factor-needed' });
  expect(await byPhone(codeAt(secret))).toMatchObject({ status: 200 });
});

test('[O4] who has one sets another only with it; the old one and its recovery codes are good no longer', async () => {
  const old = await set();
  later();
  expect(await post('second-factor', first)).toMatchObject({ status: 401, code: 'second-factor-needed' });
  const begun = await post('second-factor', { ...first, secondFactor: codeAt(old.secret) });
  later();
  // What is only begun counts for nothing.
  expect(await signIn(codeAt(begun.secret))).toMatchObject(wrong);
  expect(await signIn(codeAt(old.secret))).toMatchObject({ status: 200 });
  const confirm = { ...first, factorId: begun.factorId, code: codeAt(begun.secret) };
  expect(await post('second-factor/confirm', confirm)).toMatchObject({ status: 200 });
  later();
  expect(await signIn(codeAt(old.secret))).toMatchObject(wrong);
  expect(await signIn(old.recoveryCodes[0])).toMatchObject(wrong);
  expect(await signIn(codeAt(begun.secret))).toMatchObject({ status: 200 });
});

test('[O4] what is not confirmed within ten minutes, or belongs to another, is not confirmed', async () => {
  const begun = await post('second-factor', first);
  const confirm = (factorId: string) =>
    post('second-factor/confirm', { ...first, factorId, code: codeAt(begun.secret) });
  expect(await confirm(v4())).toMatchObject({ status: 409, code: 'second-factor-over' });
  clock.at += 10 * 60_000 + 1;
  expect(await confirm(begun.factorId)).toMatchObject({ status: 409, code: 'second-factor-over' });
  expect(await signIn()).toMatchObject({ status: 200 });
});

test('[O4] setting one ends everything else that is signed in; a reset by two forgets it', async () => {
  const stream = `account-${accountId}`;
  const { factorId } = await set();
  expect(hospital.events(stream).at(-1)).toEqual({
    type: 'account.second-factor-set',
    data: { accountId, factorId, at: new Date(clock.at).toISOString() },
  });
  await hospital.send(stream, 'reset', { code: 'ABCDE01234', confirmation: 'VWXYZ56789' });
  expect(hospital.events(stream).at(-1)).toMatchObject({
    type: 'account.reset',
    data: { forgetsFactor: factorId },
  });
});
