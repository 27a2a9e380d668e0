import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { start } from '../standins/mongodb/server.ts';
import type { Standin } from '../standins/standin.ts';
import { type Mongo, mongo } from './mongo.ts';
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
  const first = await issueRefresh('u1', 'account of u1');
  const { account, refresh } = await rotateRefresh(first);
  expect(account).toBe('account of u1');
  expect(refresh).not.toBe(first);
  expect((await rotateRefresh(refresh)).account).toBe('account of u1');
});

test('only hashes are stored', async () => {
  const token = await (await another()).issueRefresh('u2', 'account of u2');
  const stored = await database.db.collection('refresh_tokens').find({ user: 'u2' }).toArray();
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test('a token that comes a second time ends the sign-in, the access tokens too, but not others’', async () => {
  const { issueRefresh, rotateRefresh, issueAccess, verifyAccess } = await another();
  const stolen = await issueRefresh('u3', 'account of u3');
  const others = await issueRefresh('u4', 'account of u4');
  const { refresh } = await rotateRefresh(stolen);
  const access = await issueAccess('u3', ['patient']);
  now += 1;
  await expect(rotateRefresh(stolen)).rejects.toMatchObject({ code: 'revoked' });
  await expect(rotateRefresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
  await expect(verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  expect((await rotateRefresh(others)).account).toBe('account of u4');
});

test('of many uses at once at most one succeeds, and then the sign-in ends', async () => {
  const token = await (await another()).issueRefresh('u5', 'account of u5');
  const uses = await Promise.allSettled(Array.from({ length: 10 }, async () => (await another()).rotateRefresh(token)));
  const won = uses.filter(use => use.status === 'fulfilled');
  expect(won.length).toBeLessThanOrEqual(1);
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
  const left = await issueRefresh('u6', 'account of u6');
  await signOut(left);
  await signOut('x');
  await expect(rotateRefresh(left)).rejects.toMatchObject({ code: 'revoked' });
  const old = await issueRefresh('u6', 'account of u6');
  now += 31 * 86_400_000;
  await expect(rotateRefresh(old)).rejects.toMatchObject({ code: 'expired' });
});

test('revoking a user ends everything at once here and soon elsewhere; a new sign-in works', async () => {
  const [here, elsewhere] = [await another(), await another()];
  const access = await here.issueAccess('u7', ['doctor']);
  const refresh = await here.issueRefresh('u7', 'account of u7');
  expect(await elsewhere.verifyAccess(access)).toEqual({ id: 'u7', roles: ['doctor'] });
  now += 1;
  await here.revokeUser('u7');
  await expect(here.verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  await expect(here.rotateRefresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
  now += 5_000;
  await expect(elsewhere.verifyAccess(access)).rejects.toMatchObject({ code: 'revoked' });
  expect(await elsewhere.verifyAccess(await here.issueAccess('u7', ['doctor']))).toMatchObject({ id: 'u7' });
});
