import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Role } from '@yunzhen/contracts/roles';
import { bearer } from '@yunzhen/platform/sign-in';
import { type TestRedis, testRedis } from '@yunzhen/platform/testing/redis';
import { TokenError } from '@yunzhen/platform/tokens';
import { v4 } from 'uuid';
import { credentials } from '../../standins/outside/wechat/credentials.ts';
import { control } from '../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../standins/outside/wechat/server.ts';
import { wechat } from '../gateways/wechat.testing.ts';
import { wechatSignIn, wechatSignInSettings } from '../gateways/wechat-sign-in/client.ts';
import { idOf, now as noon } from '../house.ts';
import { served } from '../served.testing.ts';
import { ids, visit } from '../visit.ts';
import { account } from './account.ts';
import type { Account } from './decide.ts';
import { staffAccountId, wechatAccountId } from './identity.ts';
import { lockout } from './lockout.ts';
import { type SignedIn, signInRoutes } from './sign-in.ts';
import { staffAccountRoute } from './staff.ts';

const begin = () => wechat({ start, credentials, control });
let outside: Awaited<ReturnType<typeof begin>>;
let server: TestRedis;
let hospital: Awaited<ReturnType<typeof visit>>;
let app: Awaited<ReturnType<typeof served>>;

/** Tokens one can read; a refresh token is good once. */
const tokens = () => {
  const alive = new Map<string, { user: string; account: string }>();
  const issueRefresh = async (user: string, account: string) => {
    const token = v4();
    alive.set(token, { user, account });
    return token;
  };
  const signOut = async (token: string) => void alive.delete(token);
  return {
    issueAccess: async (id: string, roles: readonly string[]) => `${id}.${roles.join()}`,
    verifyAccess: async (token: string) => {
      const [id = '', ...roles] = token.split('.');
      return { id, roles };
    },
    issueRefresh,
    signOut,
    rotateRefresh: async (token: string) => {
      const known = alive.get(token);
      if (!known) throw new TokenError('revoked');
      await signOut(token);
      const { user, account } = known;
      return { account, refresh: await issueRefresh(user, account) };
    },
    revokeUser: async (user: string) => {
      for (const [token, known] of alive) if (known.user === user) alive.delete(token);
    },
  };
};

beforeAll(async () => {
  outside = await begin();
  server = await testRedis();
});
beforeEach(async () => {
  await server.client.flushall();
  await app?.close();
  hospital = await visit();
  const issued = tokens();
  const authenticate = bearer(issued);
  const { dispatch } = hospital;
  const now = () => new Date(noon);
  const { appid: appId, appSecret } = outside.merchant;
  const settings = wechatSignInSettings.parse({ baseUrl: outside.url, appId, appSecret });
  app = await served([
    ...signInRoutes({
      authenticate,
      tokens: issued,
      accessSeconds: 600,
      openidOf: wechatSignIn(settings),
      accountOf: async id => (await hospital.fresh(account as never, id)).state as Account,
      lockout: lockout(server.client),
      dispatch,
      now,
    }),
    staffAccountRoute({ authenticate, dispatch, tokens: issued, now }),
  ]);
});
afterAll(async () => {
  await app.close();
  await server.close();
  await outside.close();
});

interface Said extends SignedIn {
  readonly status: number;
  readonly code: string;
}
const post = async (url: string, body: object, headers: Record<string, string> = {}): Promise<Said> => {
  const { statusCode, body: said } = await app.inject({ method: 'POST', url, payload: body, headers });
  return { status: statusCode, ...(said === '' ? {} : JSON.parse(said)) };
};
const codeOf = async (person: string, more = {}) =>
  ((await outside.tell('POST', 'codes', { person, ...more })) as { code: string; openid: string }) ?? {};
const as = (id: string, role: Role) => ({ authorization: `Bearer ${id}.${role}`, 'idempotency-key': v4() });
const password = 'Correct-horse-1';
const staff = { login: 'li.na', password, holderId: ids.doctor, role: 'doctor' };
const open = (body: object = staff, by = as(idOf(90), 'operator')) => post('/api/staff-accounts', body, by);
const signIn = (login = 'li.na', with_ = password) => post('/api/sign-in/staff', { login, password: with_ });

test('[P1] the first sign-in by WeChat makes a patient whose openid is kept sealed, the next one finds them', async () => {
  const { code, openid } = await codeOf('anna');
  const first = await post('/api/sign-in/wechat', { code });
  const id = wechatAccountId(openid, 'patient');
  expect(first).toEqual({
    status: 200,
    accessToken: `${id}.patient`,
    refreshToken: expect.any(String),
    expiresIn: 600,
    holder: { id, role: 'patient' },
    position: expect.stringMatching(/^\d+$/),
  });
  expect(hospital.events(`patient-${id}`)).toEqual([
    { type: 'patient.registered', data: { patientId: id, openid: `<${id}|${openid}>` } },
  ]);
  const again = await post('/api/sign-in/wechat', { code: (await codeOf('anna')).code });
  expect(again.holder).toEqual(first.holder);
  expect(again.position).toBeUndefined();
  expect(hospital.events(`account-${id}`)).toHaveLength(1);
});

test('[P1] two first sign-ins at once make one patient', async () => {
  const codes = [await codeOf('bert'), await codeOf('bert')];
  const both = await Promise.all(codes.map(({ code }) => post('/api/sign-in/wechat', { code })));
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const id = wechatAccountId(codes[0]?.openid ?? '', 'patient');
  expect([...hospital.events(`patient-${id}`), ...hospital.events(`account-${id}`)]).toHaveLength(2);
});

test('[P1] what WeChat refuses is told apart', async () => {
  expect(await post('/api/sign-in/wechat', { code: 'invented' })).toMatchObject({ status: 401, code: 'bad-code' });
  const { code } = await codeOf('mallory', { risky: true });
  expect(await post('/api/sign-in/wechat', { code })).toMatchObject({ status: 403, code: 'risky-user' });
  await outside.trouble('sign-in', { kind: 'refuse', code: '45011' });
  expect(await post('/api/sign-in/wechat', { code: 'x' })).toMatchObject({ status: 429, code: 'rate-limited' });
  await outside.trouble('sign-in', { kind: 'lose-answer' });
  expect(await post('/api/sign-in/wechat', { code: 'x' })).toMatchObject({ status: 503, code: 'outcome-unknown' });
});

test('[O4] an operator opens an account, and it signs in', async () => {
  expect(await open()).toEqual({ status: 204 });
  expect(await signIn()).toMatchObject({
    status: 200,
    accessToken: `${ids.doctor}.doctor`,
    holder: { id: ids.doctor, role: 'doctor' },
  });
  expect(JSON.stringify(hospital.events(`account-${staffAccountId('li.na')}`))).not.toContain(password);
  for (const { metadata } of hospital.store.recorded(`account-${staffAccountId('li.na')}`))
    expect(metadata).toMatchObject({ actor: idOf(90), role: 'operator' });
});

test('[O4] nobody else opens one, and no weak password is set', async () => {
  expect(await open(staff, as(ids.doctor, 'doctor'))).toMatchObject({ status: 403 });
  expect(await post('/api/staff-accounts', staff)).toMatchObject({ status: 401 });
  expect(await open({ ...staff, password: 'short' })).toMatchObject({ status: 400, code: 'invalid-input' });
  expect(await open({ ...staff, role: 'patient' })).toMatchObject({ status: 400, code: 'invalid-input' });
  expect(await open({ ...staff, role: 'pharmacist' })).toMatchObject({ status: 409, code: 'unknown-holder' });
  expect(hospital.events(`account-${staffAccountId('li.na')}`)).toEqual([]);
});

test('[O4] a new password takes the place of the old one', async () => {
  await open();
  await open({ ...staff, password: 'Another-horse-2' });
  expect(await signIn()).toMatchObject({ status: 401 });
  expect(await signIn('li.na', 'Another-horse-2')).toMatchObject({ status: 200 });
});

test('[O4] an unknown login, a closed account and a wrong password get one and the same answer', async () => {
  await open();
  const wrong = await signIn('li.na', 'Wrong-horse-1');
  expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
  expect(await signIn('nobody')).toEqual(wrong);
  await hospital.send(`account-${staffAccountId('li.na')}`, 'close');
  expect(await signIn()).toEqual(wrong);
});

test('[O4] after five failures a login is locked, known or not, even with the right password', async () => {
  await open();
  const locked = { status: 429, code: 'sign-in-locked' };
  for (const login of ['li.na', 'nobody']) {
    for (let n = 0; n < 5; n++) expect(await signIn(login, 'Wrong-horse-1')).toMatchObject({ status: 401 });
    expect(await signIn(login)).toMatchObject(locked);
  }
});

test('[O4] a refresh token is good once, and for nothing once its account is closed', async () => {
  await open();
  const { refreshToken } = await signIn();
  const next = await post('/api/sign-in/refresh', { refreshToken });
  expect(next).toMatchObject({ status: 200, holder: { id: ids.doctor, role: 'doctor' } });
  expect(next.refreshToken).not.toBe(refreshToken);
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject({ status: 401, code: 'token-revoked' });
  await hospital.send(`account-${staffAccountId('li.na')}`, 'close');
  expect(await post('/api/sign-in/refresh', { refreshToken: next.refreshToken })).toMatchObject({
    status: 403,
    code: 'account-closed',
  });
});

test('[O4] a new password ends what was signed in with the old one', async () => {
  await open();
  const { refreshToken } = await signIn();
  await open({ ...staff, password: 'Another-horse-2' });
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject({ status: 401, code: 'token-revoked' });
});

test('[O4] signing out ends it', async () => {
  await open();
  const { refreshToken } = await signIn();
  expect(await post('/api/sign-out', { refreshToken })).toEqual({ status: 204 });
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject({ status: 401 });
});

test('[D1] a doctor binds their WeChat, and the same phone still signs in as a patient', async () => {
  const asStaff = async () => post('/api/sign-in/wechat', { code: (await codeOf('lina')).code, as: 'staff' });
  expect(await asStaff()).toMatchObject({ status: 401, code: 'not-bound' });
  const bind = async (by: Record<string, string>) =>
    post('/api/sign-in/wechat/bind', { code: (await codeOf('lina')).code }, by);
  expect(await bind({})).toMatchObject({ status: 401 });
  expect(await bind(as(ids.patient, 'patient'))).toMatchObject({ status: 403 });
  expect(await bind(as(ids.doctor, 'doctor'))).toEqual({ status: 204 });
  expect(await bind(as(ids.doctor, 'doctor'))).toEqual({ status: 204 });
  expect(await asStaff()).toMatchObject({ status: 200, holder: { id: ids.doctor, role: 'doctor' } });
  const asPatient = await post('/api/sign-in/wechat', { code: (await codeOf('lina')).code });
  expect(asPatient).toMatchObject({ status: 200, holder: { role: 'patient' } });
});

test('[D1] a WeChat that is bound to one doctor is not bound to another', async () => {
  const about = { kind: 'doctor', name: '赵强', gender: 'male', title: 'chief', departmentId: ids.department };
  const licence = { number: '111', issuedBy: '卫生健康委员会', issuedOn: '2010-01-01', scope: '内科' };
  const other = idOf(91);
  const more = { practisingSince: '2010-01-01', licence, introduction: '内科医生', specialities: [] };
  await hospital.send(`practitioner-${other}`, 'hire', { ...about, ...more });
  const bind = async (who: string) =>
    post('/api/sign-in/wechat/bind', { code: (await codeOf('lina')).code }, as(who, 'doctor'));
  expect(await bind(ids.doctor)).toEqual({ status: 204 });
  expect(await bind(other)).toMatchObject({ status: 409, code: 'account-taken' });
});
