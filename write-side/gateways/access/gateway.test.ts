import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testServers } from '@yunzhen/platform/servers.testing';
import type { Db } from 'mongodb';
import { hashPassword } from '../../account/password.ts';
import { passwords } from '../../account/passwords.ts';
import { idOf } from '../../testing/harness.ts';
import { bind } from '../gateway.ts';
import { accessClient } from './client.ts';
import { access } from './gateway.ts';

let house: Awaited<ReturnType<typeof testServers>>;
beforeAll(async () => {
  house = await testServers();
});
afterAll(() => house.close());
const bound = (db: Db) => {
  const client = accessClient(db, house.servers.tokens, passwords(db));
  const never = () => {
    throw new Error('not looked up');
  };
  const around = { client: () => client, settings: client, state: never, open: never, now: () => new Date() };
  return bind(access, () => around);
};

test('[O4] what was signed in until then ends, the password is forgotten, and what comes after stays', async () => {
  const { tokens } = house.servers;
  const { db } = house.given;
  const hashes = passwords(db);
  const gateway = bound(db);
  const [old, next] = [
    await hashes.put(idOf(1), await hashPassword('Correct-horse-1')),
    await hashes.put(idOf(1), await hashPassword('Another-horse-2')),
  ];
  const before = await tokens.issueAccess(idOf(1), ['doctor']);
  const at = house.clock.now() + 1_000;
  house.clock.now = () => at;
  const after = await tokens.issueAccess(idOf(1), ['doctor']);
  const input = { accountId: idOf(1), at: new Date(at).toISOString(), forgets: old };
  for (let times = 0; times < 2; times++) expect(await gateway['access.end'](input)).toEqual([]);
  await expect(tokens.verifyAccess(before)).rejects.toMatchObject({ code: 'revoked' });
  expect(await tokens.verifyAccess(after)).toMatchObject({ id: idOf(1) });
  expect([await hashes.hashOf(old), typeof (await hashes.hashOf(next))]).toEqual([null, 'string']);
});

test('[R2.3] what a pharmacist claimed and may still hold is released, and nobody else’s', async () => {
  const gateway = bound(house.given.database());
  const until = new Date(Date.now() + 60_000).toISOString();
  const claim = (prescriptionId: string, pharmacistId: string, end = until) =>
    gateway['access.note-claim']({ prescriptionId, pharmacistId, until: end });
  await claim(idOf(12), idOf(2), new Date(Date.now() - 1).toISOString());
  await claim(idOf(10), idOf(2));
  await claim(idOf(11), idOf(3));
  expect(await gateway['access.release-claims']({ pharmacistId: idOf(2) })).toEqual([
    {
      kind: 'send',
      capability: 'prescription',
      id: idOf(10),
      command: 'release-claim',
      input: { pharmacistId: idOf(2) },
    },
  ]);
});
