import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { AuditBehind } from '../problem/errors.ts';
import { listener, type TestRuntime, testRuntime } from '../runtime.testing.ts';
import { SubjectErased } from '../sealing/keys.ts';
import { auditCollection, type StoredEntry } from './chain.ts';
import type { Trace } from './trace.ts';
import { audit } from './trail.ts';
import { verifyAudit } from './verify.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

const li = '11111111-1111-4111-8111-111111111111';
const trace: Trace = {
  ...{ at: '2026-01-05T01:00:00.000Z', kind: 'look', what: 'query.records', who: li, role: 'doctor', session: null },
  ...{ whose: [li], about: null, why: null, address: '10.0.0.1', outcome: 'done' },
};

const trail = () => {
  const db = given.database();
  const clock = { at: Date.parse(trace.at) };
  const sealedFor: string[] = [];
  const warnings: string[] = [];
  const { tell, until } = listener();
  const one = audit({
    db,
    now: () => clock.at,
    sealing: {
      seal: async (subject, value) => {
        if (subject.startsWith('2222')) throw new SubjectErased('erased');
        sealedFor.push(subject);
        return `sealed.1.${subject}.${String(value).length}` as unknown as Sealed<typeof value>;
      },
    },
    warn: message => {
      warnings.push(message);
      tell();
    },
  });
  const stored = () => auditCollection(db).find().sort({ _id: 1 }).toArray();
  const check = async () => {
    const entries = await stored();
    const of = (writer: string): StoredEntry[] => entries.filter(entry => entry.writer === writer);
    return (await verifyAudit([...new Set(entries.map(({ writer }) => writer))], of, [], clock.at)).broken;
  };
  return { one, clock, sealedFor, warnings, until, stored, check };
};

test('[T2] what waits is stored without being asked to, in the order it came, as one chain', async () => {
  const { one, until, stored, check } = trail();
  for (const what of ['query.a', 'query.b', 'query.c']) one.note({ ...trace, what });
  await until(async () => (await stored()).length === 3);
  expect((await stored()).map(({ number, what }) => [Number(number), what])).toEqual([
    [0, 'query.a'],
    [1, 'query.b'],
    [2, 'query.c'],
  ]);
  for (let more = 0; more < 2_500; more++) one.note(trace);
  await one.close();
  expect((await stored()).length).toBe(2_503);
  expect(await check()).toEqual([]);
});

test('[T2] where from is sealed for who looked, once for each place; for the hospital where nobody is signed in', async () => {
  const { one, stored, sealedFor } = trail();
  one.note(trace);
  one.note(trace);
  one.note({ ...trace, who: null });
  // Who is erased has no key any more: the look stays, the place does not.
  one.note({ ...trace, who: '22222222-2222-4222-8222-222222222222' });
  await one.close();
  expect(sealedFor).toEqual([li, '00000000-0000-5000-8000-000000000002']);
  expect((await stored()).map(({ from }) => from)).toEqual([
    `sealed.1.${li}.8`,
    `sealed.1.${li}.8`,
    'sealed.1.00000000-0000-5000-8000-000000000002.8',
    null,
  ]);
  expect(JSON.stringify(await stored())).not.toContain('10.0.0.1');
});

test('[T2] while the database is away what was noted waits; too long, and nothing is answered; then all of it is there once', async () => {
  const { one, clock, warnings, until, stored, check } = trail();
  one.note(trace);
  await one.flush();
  await given.documentsStop();
  one.note(trace);
  one.check();
  await until(() => warnings.length > 0);
  clock.at += 15_001;
  expect(() => one.check()).toThrow(AuditBehind);
  await given.documentsStart();
  one.note(trace);
  await until(() =>
    stored().then(
      rows => rows.length === 3,
      () => false,
    ),
  );
  one.check();
  expect(await check()).toEqual([]);
  await one.close();
});
