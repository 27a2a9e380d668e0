/** The power goes while many patients book at once: what was acknowledged is there, and no number is sold twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CommandAnswer } from '@yunzhen/contracts/api/client';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { patient } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/views';
import { registration } from '@yunzhen/contracts/registration/registration';
import { registrationQueries } from '@yunzhen/contracts/registration/views';
import { scheduleQueries } from '@yunzhen/contracts/schedule/views';
import { eventStore } from '@yunzhen/platform/eventstore';
import { forked } from '@yunzhen/standins/outside/forked.testing';
import { v7 } from 'uuid';
import { accounts } from '../seed/accounts.ts';
import { inParallel } from '../seed/demo.ts';
import { idNumberOf } from '../seed/people.ts';
import { client } from './client.ts';
import { forkHospital } from './forked.testing.ts';
import { phone } from './phone.ts';
import { once, repeating } from './transport.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-crash-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const patients = 32;
const sessionsWanted = 12;
/** The power goes when so many bookings were acknowledged; as many again are on their way or still to come. */
const acknowledged = 120;
const atOnce = 48;

const wechatSignIn = async (origin: string, owner: string, transport = repeating(once(origin))) => {
  const api = client(transport);
  await api.signIn({ code: await phone(origin).code(owner) });
  return api;
};

interface Booking {
  readonly owner: string;
  readonly key: string;
  readonly registrationId: string;
  readonly input: { sessionId: string; visitPersonId: string; complaint: string; consentVersion: string };
  outcome?: CommandAnswer | 'unanswered' | 'refused';
}
const answered = ({ outcome }: Booking): boolean => typeof outcome === 'object';

test('[P6.6] kill -9 in the middle of a booking burst loses nothing that was acknowledged and sells no number twice', async () => {
  const before = await forkHospital(dataDir);
  const guest = client(repeating(once(before.origin)));
  const { version } = await guest.query(patientQueries.consent, {});
  const { rows: sessions } = await guest.query(scheduleQueries.sessions, { limit: 100 });
  expect(sessions.length).toBeGreaterThanOrEqual(sessionsWanted);

  const bookings: Booking[] = [];
  const people = Array.from({ length: patients }, (_, index) => `burst-${index}`);
  const impatient = new Map<string, Awaited<ReturnType<typeof wechatSignIn>>>();
  await inParallel(people, 8, async owner => {
    const api = await wechatSignIn(before.origin, owner, once(before.origin));
    impatient.set(owner, api);
    const { patientId } = await api.query(patientQueries.me, {}, { after: 'now' });
    const visitPersonId = v7();
    const self = {
      name: '王芳',
      idNumber: idNumberOf('1980-01-01', 102 + 2 * people.indexOf(owner)),
      phone: '13900001234',
    };
    await api.command(patient, patientId, 'add-visit-person', { visitPersonId, relation: 'self', ...self });
    await api.command(patient, patientId, 'accept-consent', { version });
    for (const { sessionId } of sessions.slice(0, sessionsWanted)) {
      const input = { sessionId, visitPersonId, complaint: '复诊开药', consentVersion: version };
      bookings.push({ owner, key: v7(), registrationId: v7(), input });
    }
  });
  // Session by session, so that many patients are after the same numbers at the same time.
  bookings.sort((a, b) => a.input.sessionId.localeCompare(b.input.sessionId));

  let done = 0;
  let killed: Promise<number> | undefined;
  await inParallel(bookings, atOnce, async booking => {
    const { owner, registrationId, input, key } = booking;
    try {
      booking.outcome = await (impatient.get(owner) as typeof guest).command(
        registration,
        registrationId,
        'book',
        input,
        key,
      );
      if (++done === acknowledged) killed = before.kill();
    } catch (error) {
      if (error instanceof NoAnswer) booking.outcome = 'unanswered';
      else if (error instanceof Problem && error.status === 409) booking.outcome = 'refused';
      else throw error;
    }
  });
  expect(await killed).toBeGreaterThan(5);
  const acknowledgedBefore = bookings.filter(answered);
  expect(acknowledgedBefore.length).toBeGreaterThanOrEqual(acknowledged);
  expect(bookings.some(({ outcome }) => outcome === 'unanswered')).toBe(true);

  const after = await forkHospital(dataDir);
  const patiently = new Map(
    await Promise.all(people.map(async owner => [owner, await wechatSignIn(after.origin, owner)] as const)),
  );
  const again = ({ owner, registrationId, input, key }: Booking) =>
    (patiently.get(owner) as typeof guest).command(registration, registrationId, 'book', input, key);
  await inParallel(acknowledgedBefore, atOnce, async booking => expect(await again(booking)).toEqual(booking.outcome));
  const lost = bookings.filter(({ outcome }) => outcome === 'unanswered');
  await inParallel(lost, atOnce, async booking => {
    booking.outcome = await again(booking).catch((error: Problem) => {
      expect(error.code).toBe('sold-out');
      return 'refused' as const;
    });
  });

  const account = accounts.find(({ role }) => role === 'operator');
  const operator = client(repeating(once(after.origin)));
  await operator.signIn({ login: `${account?.login}`, password: `${account?.password}` });
  const shown = new Map<string, { number: number; sessionId: string }>();
  for (const { sessionId, capacity } of sessions.slice(0, sessionsWanted)) {
    const { rows, next } = await operator.query(
      registrationQueries.registrations,
      { sessionId, limit: 100 },
      { after: 'now' },
    );
    expect(next).toBeNull();
    const numbers = rows.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(0, ...numbers)).toBeLessThanOrEqual(capacity);
    const { taken, remaining } = await operator.query(scheduleQueries.session, { sessionId }, { after: 'now' });
    expect({ taken, remaining }).toEqual({ taken: rows.length, remaining: capacity - rows.length });
    for (const row of rows) shown.set(row.registrationId, { number: row.number, sessionId });
  }
  expect([...shown.keys()].sort()).toEqual(
    bookings
      .filter(answered)
      .map(one => one.registrationId)
      .sort(),
  );
  await after.stop();

  expect(await held(dataDir)).toEqual(shown);
}, 600_000);

/** The numbers that stand in the events: by registration, each checked to have been free when it was given. */
const held = async (dir: string) => {
  const engine = await forked('eventstoredb', join(dir, 'eventstoredb'));
  const store = eventStore(engine.url, { warn: () => undefined });
  const sold = new Map<string, string>();
  const registrations = new Map<string, { number: number; sessionId: string }>();
  try {
    for (let at: bigint | null = null, end = false; !end; ) {
      const page = await store.readAll(at, 1_000);
      for (const { type, data } of page.events) {
        const { sessionId, registrationId, number } = data as {
          sessionId: string;
          registrationId: string;
          number: number;
        };
        const place = `${sessionId} ${number}`;
        if (type === 'session.number-held') {
          expect(sold.get(place)).toBeUndefined();
          sold.set(place, registrationId);
        }
        if (type === 'session.number-released') sold.delete(place);
        if (type === 'registration.held') {
          expect(sold.get(place)).toBe(registrationId);
          registrations.set(registrationId, { number, sessionId });
        }
      }
      ({ last: at, end } = page);
    }
  } finally {
    await store.close();
    await engine.leave();
  }
  return registrations;
};
