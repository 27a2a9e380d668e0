import { expect, test } from '@jest/globals';
import type { Role } from '@yunzhen/contracts/roles';
import type { Asked } from './asked.ts';
import { type Answered, oneLookMs, traces } from './trace.ts';

const li = '11111111-1111-4111-8111-111111111111';
const han = '22222222-2222-4222-8222-222222222222';
const wang = '33333333-3333-4333-8333-333333333333';
const visit = '44444444-4444-4444-8444-444444444444';

const by = (role: Role, session = 'first') => ({ id: wang, role, session });
const look: Asked = {
  what: 'query.records',
  kind: 'look',
  by: by('doctor'),
  whose: new Set([li]),
  traced: true,
  about: visit,
  why: null,
};
const done: Answered = { status: 200, code: null, address: '10.0.0.1' };
const refused = (status: number, code: string): Answered => ({ ...done, status, code });

const tracing = () => {
  const clock = { at: Date.parse('2026-01-05T01:00:00.000Z') };
  return { clock, traceOf: traces({ now: () => clock.at }) };
};

test('[T2] a look says who, in which role, what, whose, why, from where, when and with what outcome', () =>
  expect(tracing().traceOf({ ...look, why: han }, done)).toEqual({
    at: '2026-01-05T01:00:00.000Z',
    kind: 'look',
    what: 'query.records',
    who: wang,
    role: 'doctor',
    session: 'first',
    whose: [li],
    about: visit,
    why: han,
    address: '10.0.0.1',
    outcome: 'done',
  }));

test('[T2] what is looked at again within ten minutes is one look; another person, question or sign-in is another', () => {
  const { clock, traceOf } = tracing();
  const whose = (asked: Asked) => traceOf(asked, done)?.whose;
  expect(whose(look)).toEqual([li]);
  expect(whose(look)).toBeUndefined();
  expect(whose({ ...look, whose: new Set([li, han]) })).toEqual([han]);
  expect(whose({ ...look, what: 'query.record' })).toEqual([li]);
  expect(whose({ ...look, by: by('doctor', 'second') })).toEqual([li]);
  clock.at += oneLookMs + 1;
  expect(whose(look)).toEqual([li]);
});

test('[T2] every export is told, however often', () => {
  const { traceOf } = tracing();
  const exported: Asked = { ...look, kind: 'export' };
  expect([traceOf(exported, done)?.whose, traceOf(exported, done)?.whose]).toEqual([[li], [li]]);
});

test('[T2] what one sees of oneself is no look, nor what is about nobody', () => {
  const { traceOf } = tracing();
  expect(traceOf({ ...look, by: { id: li, role: 'patient' } }, done)).toBeNull();
  expect(traceOf({ ...look, traced: false, whose: new Set() }, done)).toBeNull();
});

test('[T2] an answer about people that does not name them is told by what was asked for', () => {
  const { traceOf } = tracing();
  const timeline: Asked = { ...look, what: 'query.registrationTimeline', whose: new Set() };
  expect(traceOf(timeline, done)).toMatchObject({ whose: [], about: visit });
  expect(traceOf(timeline, done)).toBeNull();
  expect(traceOf({ ...timeline, about: li }, done)).toMatchObject({ about: li });
});

test('[T2] commands of the house are told; those of who treats and is treated are by events', () => {
  const { traceOf } = tracing();
  const change = (role: Role): Asked => ({ ...look, kind: 'change', what: 'account.close', by: by(role) });
  for (const role of ['operator', 'manager', 'administrator', 'security', 'auditor'] as const) {
    expect(traceOf(change(role), done)).toMatchObject({ kind: 'change', role, outcome: 'done' });
    expect(traceOf(change(role), refused(409, 'own-account'))).toMatchObject({ outcome: 'own-account' });
  }
  for (const role of ['patient', 'doctor', 'pharmacist'] as const) {
    expect(traceOf(change(role), done)).toBeNull();
    expect(traceOf(change(role), refused(409, 'not-payable'))).toBeNull();
    expect(traceOf(change(role), refused(403, 'forbidden'))).toMatchObject({ outcome: 'forbidden' });
  }
});

test('[T2] refusals are told, each time; what was badly asked or went wrong is not', () => {
  const { traceOf } = tracing();
  for (const status of [401, 403, 404])
    for (const _ of [1, 2])
      expect(traceOf(look, refused(status, 'no'))).toMatchObject({ who: wang, whose: [li], outcome: 'no' });
  for (const status of [400, 500, 503]) expect(traceOf(look, refused(status, 'no'))).toBeNull();
  expect(traceOf({ ...look, by: null }, refused(401, 'token-expired'))).toBeNull();
  expect(traceOf({ ...look, by: null }, refused(401, 'token-invalid'))).toMatchObject({ who: null, role: null });
});

test('[T2] sign-ins are told with whose was tried, also those that failed', () => {
  const { traceOf } = tracing();
  const signIn: Asked = { ...look, what: 'endpoint.signInByPassword', kind: 'sign-in', by: null };
  expect(traceOf(signIn, refused(401, 'wrong-credentials'))).toMatchObject({
    who: null,
    whose: [li],
    outcome: 'wrong-credentials',
  });
  expect(traceOf(signIn, refused(429, 'sign-in-locked'))).toMatchObject({ outcome: 'sign-in-locked' });
  expect(traceOf({ ...signIn, by: by('doctor') }, done)).toMatchObject({ who: wang, outcome: 'done' });
});
