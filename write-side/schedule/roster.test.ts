import { beforeEach, expect, test } from '@jest/globals';
import type { RosterEvent } from '@yunzhen/contracts/schedule/roster';
import { features } from '../features.ts';
import { spec } from '../spec.ts';
import { clinic, doctor, operator, refused, session, sessionInput } from '../testing/clinic.ts';
import { harness, idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide-roster.ts';
import { rostersOf } from './roster.ts';

const { given } = spec(decider);
const [id, doctorId, first, second] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const at = (clock: string) => `2026-03-02T${clock}:00.000Z`;
const until = '2026-03-02T01:01:00.000Z';
const entered = (clinicSessionId: string, startsAt: string, endsAt: string): RosterEvent => ({
  type: 'roster.entered',
  data: { rosterId: id, doctorId, day: '2026-03-02', clinicSessionId, startsAt, endsAt, until },
});
const enter = (from: string, to: string, became: Command['became'] = {}, more: object = {}): Command => ({
  ...{ type: 'enter', id, now, by: system, doctorId, day: '2026-03-02', clinicSessionId: second },
  ...{ startsAt: at(from), endsAt: at(to), became },
  ...more,
});
const morning = entered(first, at('01:00'), at('04:00'));
const published = { [first]: 'published' } as const;

test('[O1.1] a session is entered into the day of its doctor', () =>
  given()
    .when(enter('01:00', '04:00'))
    .then(entered(second, at('01:00'), at('04:00'))));
test.each([
  ['01:00', '04:00'],
  ['00:00', '01:01'],
  ['03:59', '05:00'],
  ['02:00', '03:00'],
  ['00:00', '05:00'],
])('[O1.1] a doctor is in one session at a time, not in another from %s to %s', (from, to) =>
  given(morning)
    .when(enter(from, to, published))
    .thenRefused('doctor-busy'),
);
test.each([
  ['00:00', '01:00'],
  ['04:00', '05:00'],
])('[O1.1] from %s to %s nothing else is', (from, to) =>
  given(morning)
    .when(enter(from, to, published))
    .then(entered(second, at(from), at(to))),
);
test('[O1.1] a suspended session leaves its time to another', () =>
  given(morning)
    .when(enter('01:00', '04:00', { [first]: 'suspended' }))
    .then(entered(second, at('01:00'), at('04:00'))));
test('[O1.1] one that is being published counts, and so does one that nobody looked up; one that lapsed does not', () => {
  for (const became of [{ [first]: 'none' }, {}] as const)
    given(morning)
      .when(enter('01:00', '04:00', became, { now: until }))
      .thenRefused('doctor-busy');
  given(morning)
    .when(enter('01:00', '04:00', { [first]: 'lapsed' }))
    .then(entered(second, at('01:00'), at('04:00')));
});

test('[O1.1] a session belongs to every day of the hospital that it is on', () => {
  const days = (from: string, to: string) => rostersOf(doctorId, from, to).map(({ day }) => day);
  // Midnight in Shanghai is 16:00 before.
  expect(days('2026-03-01T16:00:00.000Z', '2026-03-02T16:00:00.000Z')).toEqual(['2026-03-02']);
  expect(days('2026-03-02T14:00:00.000Z', '2026-03-02T18:00:00.000Z')).toEqual(['2026-03-02', '2026-03-03']);
  expect(days('2026-03-02T14:00:00.000Z', '2026-03-02T14:00:00.000Z')).toEqual([]);
  expect(days('2026-03-01T16:00:00Z', '2026-03-02T16:00:00Z')).toEqual(['2026-03-02']);
  const [one, other] = [doctorId, idOf(9)].map(who => rostersOf(who, at('01:00'), at('04:00'))[0]?.id);
  expect(one).not.toBe(other);
});

let { send, events, store } = await clinic();
beforeEach(async () => {
  ({ send, events, store } = await clinic());
});
const publish = (name: string, more: object = {}, sent: object = {}) =>
  send(`clinic-session-${name}`, 'publish', { ...sessionInput, ...more }, { by: operator, ...sent });

test('[O1.1] a second session of a doctor at the same time is refused when it is published, until the first is suspended', async () => {
  const later = { startsAt: sessionInput.endsAt, endsAt: '2026-03-02T06:00:00.000Z' };
  await expect(publish(second)).rejects.toMatchObject(refused('doctor-busy'));
  expect(events(`clinic-session-${second}`)).toEqual([]);
  // Under the same id, at another time; and again.
  await publish(second, later);
  await publish(second, later);
  await send(`clinic-session-${session}`, 'suspend', { reason: '医生外出' }, { by: operator });
  await publish(first);
  expect(events(`clinic-session-${first}`)).toHaveLength(1);
});

test('[O1.1] of two that are published at the same moment one is', async () => {
  const free = { startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  const outcomes = await Promise.allSettled([publish(first, free), publish(second, free)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('[O1.1] a publishing that was left half way goes on at any time, unless another session was given its time', async () => {
  const free = { startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  const [{ id: roster = '' } = {}] = rostersOf(doctor.id, free.startsAt, free.endsAt);
  const key = idOf(50);
  // The day is entered, and then the store goes away.
  store.faults.push(async () => undefined, ...Array.from({ length: 8 }, () => 'request-lost' as const));
  await expect(publish(first, free, { key })).rejects.toThrow('did not answer');
  expect([events(`roster-${roster}`).length, events(`clinic-session-${first}`).length]).toEqual([1, 0]);
  await expect(publish(second, free)).rejects.toMatchObject(refused('doctor-busy'));
  await publish(second, free, { at: until });
  expect(events(`clinic-session-${first}`)).toEqual([
    { type: 'clinic-session.lapsed', data: { clinicSessionId: first } },
  ]);
  await expect(publish(first, free, { key, at: until })).rejects.toMatchObject(refused('clinic-session-lapsed'));
});

test('[O1.1] a publishing that stood still for an hour meets the session that took its time, and is refused', async () => {
  const free = { startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  const other = harness(features, store);
  const publishing = { key: idOf(52), by: operator, at: '2026-03-02T02:00:00.000Z' };
  // Its day is entered; before what it decided then is appended, an hour has gone by in another process.
  const anHour = () => other.send(`clinic-session-${second}`, 'publish', { ...sessionInput, ...free }, publishing);
  store.faults.push(async () => undefined, anHour);
  await expect(publish(first, free)).rejects.toMatchObject(refused('clinic-session-lapsed'));
  expect(events(`clinic-session-${second}`)).toHaveLength(1);
});

test('[O1.1] one that is left half way and whose time nobody took is published when it is asked again', async () => {
  const free = { startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  store.faults.push(async () => undefined, ...Array.from({ length: 8 }, () => 'request-lost' as const));
  await expect(publish(first, free, { key: idOf(51) })).rejects.toThrow('did not answer');
  await publish(first, free, { key: idOf(51), at: until });
  expect(events(`clinic-session-${first}`)).toHaveLength(1);
});

test('[O1.1] times that are wrong take no time of the doctor', async () => {
  const wrong = { startsAt: '2026-03-03T05:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  await expect(publish(first, wrong)).rejects.toMatchObject(refused('clinic-session-times-wrong'));
  await publish(second, { ...wrong, endsAt: '2026-03-03T06:00:00.000Z' });
});
