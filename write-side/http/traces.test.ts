import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endpoints } from '@yunzhen/contracts/index';
import { auditCollection } from '@yunzhen/platform/audit/chain';
import { testServers } from '@yunzhen/platform/servers.testing';
import { loginCredentialId } from '../account/identity.ts';
import { openStaffAccount } from '../account/open-staff.ts';
import { passwords } from '../account/passwords.ts';
import { composeWriteSide } from '../compose.ts';
import { outsideNowhere } from '../testing/nowhere.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
const accountId = randomUUID();
const password = 'Yunzhen-2026';

beforeAll(async () => {
  house = await testServers();
  const part = composeWriteSide(outsideNowhere(), house.servers, house.log, house.metrics);
  const by = { id: 'seed', role: 'system' } as const;
  const open = openStaffAccount(part.dispatch, passwords(house.given.db), by);
  const staff = { accountId, role: 'administrator', login: 'sysadmin', name: '系统管理员', password } as const;
  await open(staff, new Date(Date.now() - 1_000));
  app = await house.app({ ...part, stop: async () => undefined });
});
afterAll(() => house.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': randomUUID(), ...headers } });
/** What was traced meanwhile. */
const traced = async (work: () => Promise<unknown>) => {
  const trail = auditCollection(house.given.db);
  await house.servers.audit.flush();
  const before = await trail.countDocuments();
  await work();
  await house.servers.audit.flush();
  const entries = await trail.find().sort({ number: 1 }).skip(before).toArray();
  return entries.map(({ kind, what, who, role, whose, about, outcome }) => ({
    ...{ kind, what, who, role, whose, about, outcome },
  }));
};
const signIn = (login: string, secret: string) => post('/api/sign-in/staff', { login, password: secret });
const tried = { kind: 'sign-in', what: 'endpoint.signInByPassword' };

test('[T2] sign-ins are traced: whose was tried, and of a login that leads nowhere its own id', async () => {
  const entries = await traced(async () => {
    await signIn('sysadmin', 'wrong');
    await signIn('nobody-here', 'wrong');
    await signIn('sysadmin', password);
  });
  const about = loginCredentialId('sysadmin');
  const failed = { ...tried, who: null, role: null, outcome: 'wrong-credentials' };
  expect(entries).toEqual([
    { ...failed, about, whose: [accountId] },
    { ...failed, about: loginCredentialId('nobody-here'), whose: [] },
    { ...tried, who: accountId, role: 'administrator', about, whose: [accountId], outcome: 'done' },
  ]);
  const stored = JSON.stringify(await auditCollection(house.given.db).find().toArray());
  expect(stored).not.toMatch(/sysadmin|nobody-here|127\.0\.0\.1/);
});

test('[T2] going on is traced where it was refused, signing out always', async () => {
  const { refreshToken } = (await signIn('sysadmin', password)).json() as { refreshToken: string };
  const entries = await traced(async () => {
    const next = (await post('/api/sign-in/refresh', { refreshToken })).json() as { refreshToken: string };
    await post('/api/sign-in/refresh', { refreshToken: 'x' });
    await post('/api/sign-out', { refreshToken: next.refreshToken });
  });
  expect(entries).toMatchObject([
    { what: 'endpoint.refresh', outcome: 'token-invalid', who: null },
    { what: 'endpoint.signOut', outcome: 'done', whose: [accountId] },
  ]);
});

test('[T2] what the house changes is traced by its id, and so is what somebody may not', async () => {
  const bearer = await house.bearer(accountId, 'administrator');
  const other = randomUUID();
  const entries = await traced(async () => {
    await post(`/api/account/${accountId}/close`, {}, bearer);
    await post(`/api/department/${other}/open`, {}, bearer);
    await post(`/api/account/${other}/close`, {});
    // No command of that name: what somebody writes in an address is not kept.
    await post(`/api/13912345678/${other}/close`, {}, bearer);
  });
  const mine = { kind: 'change', who: accountId, role: 'administrator', whose: [] };
  expect(entries).toEqual([
    { ...mine, what: 'account.close', about: accountId, outcome: 'own-account' },
    { ...mine, what: 'department.open', about: other, outcome: 'forbidden' },
    { ...mine, what: 'account.close', about: other, who: null, role: null, outcome: 'token-invalid' },
  ]);
});

test('[T2] a look at where another is signed in is traced', async () => {
  const other = randomUUID();
  const headers = await house.bearer(accountId, 'administrator');
  const entries = await traced(() => app.inject({ method: 'GET', url: `/api/accounts/${other}/sessions`, headers }));
  expect(entries).toMatchObject([{ kind: 'look', what: 'endpoint.accountSessions', whose: [other], outcome: 'done' }]);
});

/** Endpoints of which nothing but 401 and 403 is traced, and why. */
const untraced: Readonly<Record<string, string>> = {
  mySessions: 'one’s own',
  payParams: 'one’s own',
  uploadPicture: 'one’s own',
  uploadPhoto: 'everybody’s',
  uploadStatement: 'shows nothing; what is imported is an event that names who brought it',
  photo: 'everybody’s',
  connectionToken: 'shows nothing',
  subscriptionToken: 'shows nothing',
  wechatPayNotification: 'by no person; what it tells becomes an event',
  live: 'about the process',
  ready: 'about the process',
  dependencies: 'about the process',
  metrics: 'about the process',
};
test('[T2] every endpoint says what it leaves a trace of, or is listed with the reason why not', () =>
  expect(
    [...endpoints]
      .filter(([, { traces }]) => traces === undefined)
      .map(([name]) => name)
      .sort(),
  ).toEqual(Object.keys(untraced).sort()));
