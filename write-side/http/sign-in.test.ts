import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SignedIn } from '@yunzhen/contracts/api/auth';
import type { Actor, Role } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { bearer } from '@yunzhen/platform/sign-in';
import { type TestRedis, testRedis } from '@yunzhen/platform/testing/redis';
import { TokenError } from '@yunzhen/platform/tokens';
import { v4 } from 'uuid';
import { credentials } from '../../standins/outside/wechat/credentials.ts';
import { control } from '../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../standins/outside/wechat/server.ts';
import { account } from '../account/account.ts';
import { credential } from '../account/credential.ts';
import { hashing } from '../account/hashing.ts';
import { patientIdOf } from '../account/identity.ts';
import { lockout } from '../account/lockout.ts';
import { mayActNow } from '../account/may-act.ts';
import { approvalIdOf } from '../approval/approval.ts';
import type { Feature } from '../feature.ts';
import { wechatSignIn, wechatSignInSettings } from '../gateways/wechat-sign-in/client.ts';
import { idOf, now as noon, people } from '../testing/harness.ts';
import { holders, person } from '../testing/holders.ts';
import { served } from '../testing/served.ts';
import { ids, visit } from '../testing/visit.ts';
import { wechat } from '../testing/wechat.ts';
import { ownAccountRoutes } from './own-account.ts';
import { signInRoutes } from './sign-in.ts';

const begin = () => wechat({ start, credentials, control });
let outside: Awaited<ReturnType<typeof begin>>;
let server: TestRedis;
let hospital: Awaited<ReturnType<typeof visit>>;
let app: Awaited<ReturnType<typeof served>>;

/** Tokens one can read; a refresh token is good once. */
const tokens = () => {
  const alive = new Map<string, { user: string; session: string }>();
  const issue = async (user: string, session: string = v4()) => {
    const token = v4();
    alive.set(token, { user, session });
    return { refresh: token, session };
  };
  return {
    issueAccess: async (id: string, roles: readonly string[]) => `${id}.${roles.join()}`,
    verifyAccess: async (token: string) => {
      const [id = '', ...roles] = token.split('.');
      return { id, roles, issuedAt: Date.parse(noon) };
    },
    issueRefresh: (user: string) => issue(user),
    signOut: async (token: string) => {
      alive.delete(token);
      return null;
    },
    sessionsOf: async () => [],
    endSession: async () => undefined,
    rotateRefresh: async (token: string) => {
      const known = alive.get(token);
      if (!known) throw new TokenError('revoked');
      alive.delete(token);
      return { user: known.user, ...(await issue(known.user, known.session)) };
    },
  };
};
/** Nobody here has one; they are tried in second-factor.test.ts. */
const noSecondFactors = {
  begin: async () => v4(),
  secretOf: async () => null,
  confirm: async () => false,
  use: async () => false,
  useRecovery: async () => false,
  forget: async () => undefined,
};
/** What the process `leaving` would forget is kept: whether it counts is the account's word. */
const hashes = () => {
  const stored = new Map<string, string>();
  return {
    put: async (_: string, hash: string) => {
      const id = v4();
      stored.set(id, hash);
      return id;
    },
    hashOf: async (id: string) => stored.get(id) ?? null,
    forget: async (id: string) => void stored.delete(id),
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
  const mayAct = mayActNow(hospital);
  const { dispatch } = hospital;
  const { appid: appId, appSecret } = outside.merchant;
  const settings = wechatSignInSettings.parse({ baseUrl: outside.url, appId, appSecret });
  const latest = async <S>(of: Feature<S>, id: string) => (await hospital.fresh(of as Feature, id)).state as S;
  const ports = {
    authenticate: bearer(issued, mayAct),
    mayAct,
    tokens: issued,
    accessSeconds: 600,
    openidOf: wechatSignIn(settings),
    accountOf: (id: string) => latest(account, id),
    holderOf: async (id: string) => (await latest(credential, id)).accountId,
    passwords: hashes(),
    secondFactors: noSecondFactors,
    secondFactorRequired: false,
    index: people.index,
    hashing: hashing(),
    lockout: lockout(server.client),
    dispatch,
    now: () => new Date(noon),
  };
  app = await served([...signInRoutes(ports), ...ownAccountRoutes(ports)]);
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
const as = (id: string, role: Role) => ({ authorization: `Bearer ${id}.${role}` });
const password = 'Correct-horse-1';
const [code, confirmation] = ['ABCDE01234', 'VWXYZ56789'];
const administrator = { id: idOf(90), role: 'administrator' } as const;
const security = { id: idOf(91), role: 'security' } as const;
const hirePharmacist = () =>
  hospital.send(`practitioner-${ids.pharmacist}`, 'hire', {
    ...person,
    kind: 'pharmacist',
    departmentId: ids.department,
  });
const stream = `account-${ids.doctor}`;
const approve = (command: string, id = ids.doctor, by: Actor = security) =>
  hospital.send(
    `approval-${approvalIdOf('account', id, command)}`,
    'approve',
    { round: 1, input: { confirmation } },
    { by },
  );
const invite = async () => {
  const li = { role: 'doctor', login: 'li.na', name: '李娜', code };
  await hospital.send(stream, 'invite', li, { by: administrator });
  await approve('invite');
};
const redeem = (changed: object = {}) =>
  post('/api/sign-in/invitation', { login: 'li.na', code, confirmation, password, ...changed });
const open = async () => {
  await invite();
  return redeem();
};
const signIn = (login = 'li.na', with_ = password) => post('/api/sign-in/staff', { login, password: with_ });

test('[P1] the first sign-in by WeChat makes a patient whose openid is kept sealed, the next one finds them', async () => {
  const { code, openid } = await codeOf('anna');
  const first = await post('/api/sign-in/wechat', { code });
  const id = patientIdOf(openid);
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
  const id = patientIdOf(codes[0]?.openid ?? '');
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

test('[O4] the first password is set by its owner, who needs the codes of both and is signed in', async () => {
  await invite();
  const wrong = { status: 401, code: 'wrong-credentials' };
  expect(await redeem({ code: confirmation })).toMatchObject(wrong);
  expect(await redeem({ confirmation: code })).toMatchObject(wrong);
  expect(await redeem({ login: 'nobody' })).toMatchObject(wrong);
  expect(await redeem({ password: 'short' })).toMatchObject({ status: 400, code: 'invalid-input' });
  const holder = { id: ids.doctor, role: 'doctor' };
  expect(await redeem({ code: code.toLowerCase() })).toMatchObject({ status: 200, holder });
  expect(await signIn()).toMatchObject({ status: 200, accessToken: `${ids.doctor}.doctor`, holder });
  // Used once.
  expect(await redeem({ password: 'Another-horse-2' })).toMatchObject(wrong);
});

test('[O4] one half alone opens nothing', async () => {
  const li = { role: 'doctor', login: 'li.na', name: '李娜', code };
  await hospital.send(stream, 'invite', li, { by: administrator });
  for (const guess of [code, '0000000000'])
    expect(await redeem({ confirmation: guess })).toMatchObject({ status: 401, code: 'wrong-credentials' });
  await expect(approve('invite', ids.doctor, { ...security, id: administrator.id })).rejects.toMatchObject({
    code: 'same-person',
  });
});

test('[O4] codes cannot be guessed: the login is locked as for passwords', async () => {
  await invite();
  for (let n = 0; n < 5; n++) expect(await redeem({ code: `000000000${n}` })).toMatchObject({ status: 401 });
  expect(await redeem()).toMatchObject({ status: 429, code: 'sign-in-locked' });
});

test('[O4] no password, hash or code stands in an event, and each names who did it', async () => {
  await open();
  const proposal = hospital.store.recorded(`approval-${approvalIdOf('account', ids.doctor, 'invite')}`);
  const recorded = [...proposal, ...hospital.store.recorded(stream)];
  for (const secret of [password, 'scrypt$', code, confirmation])
    expect(JSON.stringify(recorded.map(({ data, metadata }) => [data, metadata]))).not.toContain(secret);
  expect(recorded.map(({ type, metadata: { actor, role } }) => [type, actor, role])).toEqual([
    ['approval.proposed', administrator.id, 'administrator'],
    ['approval.approved', security.id, 'security'],
    ['account.invited', security.id, 'security'],
    ['account.password-set', ids.doctor, 'doctor'],
  ]);
});

test('[O4] nobody but the administrators gives accounts, and only to somebody who works here as that', async () => {
  const li = { role: 'doctor', login: 'li.na', name: '李娜', code };
  for (const role of ['operator', 'manager', 'doctor', 'security', 'auditor'] as const)
    await expect(hospital.send(stream, 'invite', li, { by: { id: idOf(92), role } })).rejects.toThrow(Forbidden);
  await expect(
    hospital.send(stream, 'invite', { ...li, role: 'pharmacist' }, { by: administrator }),
  ).rejects.toMatchObject({ code: 'unknown-holder' });
  await hospital.send(stream, 'invite', li, { by: administrator });
  for (const role of ['operator', 'manager', 'doctor', 'administrator', 'auditor'] as const)
    await expect(approve('invite', ids.doctor, { id: idOf(92), role })).rejects.toThrow(Forbidden);
  await approve('invite');
  await hirePharmacist();
  await expect(
    hospital.send(`account-${ids.pharmacist}`, 'invite', { ...li, role: 'pharmacist' }, { by: administrator }),
  ).rejects.toMatchObject({ code: 'credential-taken' });
});

test('[O4] one changes one’s own password, and proves the old one first', async () => {
  await open();
  const change = (current: string) =>
    post('/api/me/password', { current, password: 'Another-horse-2' }, as(ids.doctor, 'doctor'));
  expect(await change('Wrong-horse-1')).toMatchObject({ status: 401, code: 'wrong-credentials' });
  expect(await change(password)).toMatchObject({ status: 200, refreshToken: expect.any(String) });
  expect(await signIn()).toMatchObject({ status: 401 });
  expect(await signIn('li.na', 'Another-horse-2')).toMatchObject({ status: 200 });
});

test('[O4] an unknown login, a closed account and a wrong password get one and the same answer', async () => {
  await open();
  const wrong = await signIn('li.na', 'Wrong-horse-1');
  expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
  expect(await signIn('nobody')).toEqual(wrong);
  await hospital.send(stream, 'close');
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
  const { refreshToken } = await open();
  const next = await post('/api/sign-in/refresh', { refreshToken });
  expect(next).toMatchObject({ status: 200, holder: { id: ids.doctor, role: 'doctor' } });
  expect(next.refreshToken).not.toBe(refreshToken);
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject({ status: 401, code: 'token-revoked' });
  await hospital.send(stream, 'close');
  expect(await post('/api/sign-in/refresh', { refreshToken: next.refreshToken })).toMatchObject({
    status: 403,
    code: 'account-closed',
  });
});

test('[O4] signing out ends it', async () => {
  const { refreshToken } = await open();
  expect(await post('/api/sign-out', { refreshToken })).toEqual({ status: 204 });
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject({ status: 401 });
});

const asStaff = async () => post('/api/sign-in/wechat', { code: (await codeOf('lina')).code, as: 'staff' });
const bind = async (by: Record<string, string>, with_ = password) =>
  post('/api/sign-in/wechat/bind', { code: (await codeOf('lina')).code, password: with_ }, by);

test('[D1] a doctor binds their WeChat with the password, and the same phone still signs in as a patient', async () => {
  expect(await asStaff()).toMatchObject({ status: 401, code: 'not-bound' });
  await open();
  expect(await bind({})).toMatchObject({ status: 401 });
  const patient = await holders(hospital.dispatch).open('patient');
  expect(await bind(as(patient, 'patient'))).toMatchObject({ status: 403 });
  // A stolen token alone binds nothing.
  expect(await bind(as(ids.doctor, 'doctor'), 'Wrong-horse-1')).toMatchObject({ code: 'wrong-credentials' });
  expect(await asStaff()).toMatchObject({ status: 401, code: 'not-bound' });
  expect(await bind(as(ids.doctor, 'doctor'))).toEqual({ status: 204 });
  expect(await asStaff()).toMatchObject({ status: 200, holder: { id: ids.doctor, role: 'doctor' } });
  const asPatient = await post('/api/sign-in/wechat', { code: (await codeOf('lina')).code });
  expect(asPatient).toMatchObject({ status: 200, holder: { role: 'patient' } });
});

test.each([
  ['unbind-wechat', {}, 'not-bound'],
  ['close', {}, 'not-bound'],
  ['reset', { code }, 'not-bound'],
] as const)('[D1] [O4] after %s the bound phone opens nothing', async (command, input, refusal) => {
  await open();
  await bind(as(ids.doctor, 'doctor'));
  expect(await asStaff()).toMatchObject({ status: 200 });
  await hospital.send(stream, command, input, { by: administrator });
  if (command === 'reset') await approve('reset');
  expect(await asStaff()).toMatchObject({ status: 401, code: refusal });
});

test('[O4] who has left signs in by nothing, before anything has followed from it', async () => {
  const { refreshToken } = await open();
  await bind(as(ids.doctor, 'doctor'));
  await hospital.send(`practitioner-${ids.doctor}`, 'retire');
  const gone = { status: 403, code: 'account-closed' };
  expect(await signIn()).toMatchObject(gone);
  expect(await asStaff()).toMatchObject(gone);
  expect(await post('/api/sign-in/refresh', { refreshToken })).toMatchObject(gone);
});

test('[D1] a WeChat that is bound to one doctor is not bound to another', async () => {
  await open();
  await bind(as(ids.doctor, 'doctor'));
  await hirePharmacist();
  const li = { role: 'pharmacist', login: 'zhao.qiang', name: '赵强', code };
  await hospital.send(`account-${ids.pharmacist}`, 'invite', li, { by: administrator });
  await approve('invite', ids.pharmacist);
  await redeem({ login: 'zhao.qiang' });
  expect(await bind(as(ids.pharmacist, 'pharmacist'))).toMatchObject({ status: 409, code: 'credential-taken' });
});
