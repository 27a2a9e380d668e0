import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { accessTokens } from './access.ts';

let key: JWK;
let other: JWK;
beforeAll(async () => {
  const make = async () => exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  [key, other] = await Promise.all([make(), make()]);
});

let now = 0;
let revoked = 0;
beforeEach(() => {
  now = Date.UTC(2024, 0, 1);
  revoked = 0;
});
const options = (jwk: JWK) => ({ key: jwk, seconds: 600, revokedAt: async () => revoked, now: () => now });

test('a token gives back id and roles, also to a process that has only the public part', async () => {
  const { issue, verify } = await accessTokens(options(key));
  const token = await issue('u1', ['doctor', 'reviewer']);
  expect(await verify(token)).toMatchObject({ id: 'u1', roles: ['doctor', 'reviewer'] });
  const { d: _, ...publicPart } = key;
  const verifier = await accessTokens(options(publicPart));
  expect(await verifier.verify(token)).toMatchObject({ id: 'u1', roles: ['doctor', 'reviewer'] });
  await expect(verifier.issue('u1', [])).rejects.toThrow('no private part');
});

test('it carries nothing else about the person', async () => {
  const { issue } = await accessTokens(options(key));
  const payload = JSON.parse(Buffer.from((await issue('u1', [])).split('.')[1] ?? '', 'base64url').toString());
  expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'roles', 'sub']);
});

test('it expires, also when it was seen before', async () => {
  const { issue, verify } = await accessTokens(options(key));
  const seen = await issue('u1', []);
  const unseen = await issue('u2', []);
  await verify(seen);
  now += 606_000;
  for (const token of [seen, unseen]) await expect(verify(token)).rejects.toMatchObject({ code: 'expired' });
});

test('a revocation voids what was issued until then, not what comes after in the same second', async () => {
  const { issue, verify } = await accessTokens(options(key));
  const before = await issue('u1', []);
  await verify(before);
  now += 1;
  revoked = now;
  now += 1;
  await expect(verify(before)).rejects.toMatchObject({ code: 'revoked' });
  expect(await verify(await issue('u1', []))).toMatchObject({ id: 'u1' });
});

test('text, another key, another algorithm, no signature and another kind of token are invalid', async () => {
  const { issue, verify } = await accessTokens(options(key));
  const good = await issue('u1', ['patient']);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()) };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const promoted = encode({ ...claims, roles: ['administrator'] });
  const hmac = (head: { alg: string; typ: string }) =>
    new SignJWT(claims).setProtectedHeader(head).sign(new TextEncoder().encode(key.x ?? ''.padEnd(32)));
  const bad = [
    '',
    'x',
    `${header}.${promoted}.${signature}`,
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${promoted}.`,
    await hmac({ alg: 'HS256', typ: 'at+jwt' }),
    await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(await importJWK(key, 'EdDSA')),
    await (await accessTokens(options(other))).issue('u1', ['patient']),
  ];
  for (const token of bad) await expect(verify(token)).rejects.toMatchObject({ name: 'TokenError', code: 'invalid' });
});
