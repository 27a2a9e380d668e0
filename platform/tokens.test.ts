import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { start } from '../standins/mongodb/server.ts';
import type { Standin } from '../standins/standin.ts';
import { type Mongo, mongo } from './mongo.ts';
import { leeway } from './tokens/refresh.ts';
import { type Tokens, tokens } from './tokens.ts';

let dir: string;
let server: Standin;
let database: Mongo;
let key: JWK;
let now = Date.now();

/** As another process: the same key and database, a memory of its own. */
const another = (): Promise<Tokens> => tokens({ db: database.db, key, revocationDelay: 5_000, now: () => now });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mongodb-'));
  server = await start({ port: 0, dir });
  database = mongo(server.url, 'test', 'test');
  key = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  await (await another()).prepare();
});
afterAll(async () => {
  await database.close();
  await server.close();
  await rm(dir, { recursive: true });
});

test('a refresh token is used once and gives its successor', async () => {
  const { issueRefresh, rotateRefresh } = await another();
  const first = await issueRefresh('u1');
  const second = await rotateRefresh(first.refresh);
  expect(second).toEqual({ user: 'u1', session: first.session, refresh: expect.any(String) });
  expect(second.refresh).not.toBe(first.refresh);
  expect(await rotateRefresh(second.refresh)).toMatchObject({ user: 'u1', session: first.session });
});

test('only hashes are stored', async () => {
  const { refresh: token } = await (await another()).issueRefresh('u2');
  const stored = await database.db.collection('refresh_tokens').find({ user: 'u2' }).toArray();
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test('a token that comes a second time ends the sign-in, the access tokens too, but not others’', async () => {
  const { issueRefresh, rotateRefresh, issueAccess, verifyAccess } = await another();
  const { refresh: stolen } = await issueRefresh('u3');
  const { refresh: others } = await issueRefresh('u4');
  const { refresh } = await rotateRefresh(stolen);
  const access = await issueAccess('u3', ['patient']);
  now += leeway.ms + 1;
  await expect(rotateRefresh(stolen)).rejects.toMatchObject({ code: 'revoked' });
  await expect(rotateRefresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
  await expect(verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  expect((await rotateRefresh(others)).user).toBe('u4');
});

test('two tabs, or one whose answer got lost, ask again at once and stay signed in', async () => {
  const { issueRefresh, rotateRefresh, sessionsOf } = await another();
  const { refresh: token, session } = await issueRefresh('u6', 'a browser');
  const both = await Promise.all([rotateRefresh(token), rotateRefresh(token)]);
  expect(new Set(both.map(({ refresh }) => refresh)).size).toBe(2);
  now += leeway.ms;
  for (const { refresh } of both) expect(await rotateRefresh(refresh)).toMatchObject({ user: 'u6', session });
  expect(await sessionsOf('u6')).toHaveLength(1);
});

test('of many uses at once a few succeed, and then the sign-in ends', async () => {
  const { refresh: token } = await (await another()).issueRefresh('u5');
  const uses = await Promise.allSettled(Array.from({ length: 10 }, async () => (await another()).rotateRefresh(token)));
  const won = uses.filter(use => use.status === 'fulfilled');
  expect(won.length).toBeLessThanOrEqual(1 + leeway.times);
  const { rotateRefresh } = await another();
  for (const { value } of won) await expect(rotateRefresh(value.refresh)).rejects.toMatchObject({ code: 'revoked' });
  const open = await database.db
    .collection('refresh_tokens')
    .countDocuments({ user: 'u5', revokedAt: { $exists: false } });
  expect(open).toBe(0);
});

test('an unknown, an expired and a signed-out token are refused for what they are', async () => {
  const { issueRefresh, rotateRefresh, signOut } = await another();
  await expect(rotateRefresh('x')).rejects.toMatchObject({ code: 'invalid' });
  const { refresh: left } = await issueRefresh('u6');
  await signOut(left);
  await signOut('x');
  await expect(rotateRefresh(left)).rejects.toMatchObject({ code: 'revoked' });
  const { refresh: old } = await issueRefresh('u6');
  now += 31 * 86_400_000;
  await expect(rotateRefresh(old)).rejects.toMatchObject({ code: 'expired' });
});

test('revoking a user ends everything at once here and soon elsewhere; a new sign-in works', async () => {
  const [here, elsewhere] = [await another(), await another()];
  const access = await here.issueAccess('u7', ['doctor']);
  const { refresh } = await here.issueRefresh('u7');
  expect(await elsewhere.verifyAccess(access)).toMatchObject({ id: 'u7', roles: ['doctor'] });
  now += 1;
  await here.revokeUser('u7');
  await expect(here.verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  await expect(here.rotateRefresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
  now += 5_000;
  await expect(elsewhere.verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  expect(await elsewhere.verifyAccess(await here.issueAccess('u7', ['doctor']))).toMatchObject({ id: 'u7' });
});

test('[O4] signing out ends the access tokens of that sign-in at once, and of no other', async () => {
  const [here, elsewhere] = [await another(), await another()];
  const [phone, desk] = [await here.issueRefresh('u8', 'phone'), await here.issueRefresh('u8', 'desk')];
  const onPhone = await here.issueAccess('u8', ['doctor'], phone.session);
  const onDesk = await here.issueAccess('u8', ['doctor'], desk.session);
  expect(await here.verifyAccess(onPhone)).toMatchObject({ id: 'u8', roles: ['doctor'], session: phone.session });
  now += 1;
  await here.signOut(phone.refresh);
  await expect(here.verifyAccess(onPhone)).rejects.toMatchObject({ code: 'revoked' });
  now += 5_000;
  await expect(elsewhere.verifyAccess(onPhone)).rejects.toMatchObject({ code: 'revoked' });
  expect(await elsewhere.verifyAccess(onDesk)).toMatchObject({ id: 'u8' });
  expect((await here.sessionsOf('u8')).map(({ sessionId, device }) => [sessionId, device])).toEqual([
    [desk.session, 'desk'],
  ]);
});

test('[O4] one ends a sign-in of one’s own, never somebody else’s', async () => {
  const { issueRefresh, rotateRefresh, endSession } = await another();
  const own = await issueRefresh('u9');
  await endSession('u10', own.session);
  const { refresh } = await rotateRefresh(own.refresh);
  await endSession('u9', own.session);
  await expect(rotateRefresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
});

test('[O4] what is issued after the moment that revokes stays good, however late the revocation comes', async () => {
  const { issueRefresh, issueAccess, rotateRefresh, verifyAccess, revokeUser } = await another();
  const before = await issueRefresh('u11');
  const at = now;
  now += 10;
  const after = await issueRefresh('u11');
  const access = await issueAccess('u11', ['doctor'], after.session);
  now += 10;
  await revokeUser('u11', at);
  await expect(rotateRefresh(before.refresh)).rejects.toMatchObject({ code: 'revoked' });
  expect(await verifyAccess(access)).toMatchObject({ id: 'u11' });
  expect((await rotateRefresh(after.refresh)).user).toBe('u11');
});
