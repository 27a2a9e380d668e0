/** Who leaves, in a seeded hospital with its processes running: the account, what is signed in, and the clinics end. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { settings } from '@yunzhen/platform/config';
import { testServers } from '@yunzhen/platform/servers.testing';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import { v4 } from 'uuid';
import { accounts } from './seed/accounts.ts';
import { demoDoctors, seedCatalogue } from './seed/catalogue.ts';
import { giving } from './seed/demo.ts';
import { daysAround, publishSessions } from './seed/sessions.ts';

let house: Awaited<ReturnType<typeof testServers>>;
afterAll(() => house.close());

test('[O2.3] [O4] a demo doctor signs in, is let go, and nothing of theirs goes on', async () => {
  house = await testServers();
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const nowhere = 'http://127.0.0.1:1';
  const outside = settings(outsideSettings, {
    PUBLIC_URL: nowhere,
    WECHAT_API_URL: nowhere,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'secret',
    WECHAT_PAY_URL: nowhere,
    WECHAT_PAY_MERCHANT: '1900000001',
    WECHAT_PAY_SERIAL: '0'.repeat(40),
    WECHAT_PAY_PRIVATE_KEY: privateKey,
    WECHAT_PAY_API_V3_KEY: 'k'.repeat(32),
    WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({ PUB_KEY_ID_1: publicKey }),
    HIS_URL: nowhere,
    HIS_SECRET: 'secret',
  });
  const part = composeWriteSide(outside, house.servers, house.log, house.metrics);
  const app = await house.app(part);
  const give = giving(part.dispatch, () => undefined);
  const now = new Date();
  await seedCatalogue(give, part.dispatch, house.given.db, now);
  await publishSessions(give, daysAround(now, 0, 2), now);
  const post = async (url: string, payload: object, token?: string) => {
    const headers = token ? { authorization: `Bearer ${token}`, 'idempotency-key': v4() } : {};
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) } as Record<string, unknown>;
  };
  const tokens = new Map<string, string>();
  for (const { login, password, role } of accounts) {
    const said = await post('/api/sign-in/staff', { login, password });
    expect([login, said.status, said.holder]).toMatchObject([login, 200, { role }]);
    tokens.set(role, String(said.accessToken));
  }
  await part.start();
  const [doctor] = demoDoctors;
  const off = { service: 'health-consultation', on: true };
  const path = `/api/practitioner/${doctor?.id}`;
  expect((await post(`${path}/switch-service`, off, tokens.get('doctor'))).status).toBe(200);
  expect((await post(`${path}/retire`, {}, tokens.get('operator'))).status).toBe(200);
  expect(await post(`${path}/switch-service`, off, tokens.get('doctor'))).toMatchObject({
    status: 401,
    code: 'token-revoked',
  });
  const suspended = async () => {
    const found: string[] = [];
    for await (const page of house.given.store.subscribeAll(null, { max: 500, signal: AbortSignal.timeout(1_000) })) {
      for (const { type, data } of page.events)
        if (type === 'session.suspended' || type === 'account.closed')
          found.push(`${type} ${data.doctorId ?? data.accountId}`);
      if (page.events.length === 0) break;
    }
    return found;
  };
  let found: string[] = [];
  for (let tries = 0; tries < 20 && found.length < 4; tries++) found = await suspended().catch(() => found);
  expect(found.sort()).toEqual([`account.closed ${doctor?.id}`, ...Array(3).fill(`session.suspended ${doctor?.id}`)]);
});
