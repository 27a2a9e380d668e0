/** Two write sides, each a process of its own, are asked the same at the same time: every stream has one history, every effect one cause. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { idNumberOf } from '@yunzhen/people/id-number';
import { v7 } from 'uuid';
import { type Acknowledged, booksAgree } from './campaign/audit.ts';
import { inParallel, minutes } from './seed/demo.ts';
import { startService } from './services.ts';
import { type Person, smallHospital } from './testing/small-hospital.ts';

// A busy machine may stand still for a while.
jest.setTimeout(minutes(8));

let small: Awaited<ReturnType<typeof smallHospital>>;
let origins: readonly [string, string];
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  small = await smallHospital('races', 400);
  const { parts, env, port } = small;
  const [one, other] = await Promise.all([
    startService(parts, env, 'write-side', { port }),
    startService(parts, env, 'write-side', { name: 'write-side-2' }),
    startService(parts, env, 'reactions'),
    startService(parts, env, 'reactions', { name: 'reactions-2' }),
  ]);
  origins = [one.url, other.url];
});
afterAll(() => small?.close());

interface Asked {
  readonly path: string;
  readonly by: Actor;
  readonly key: string;
  readonly input: object;
}
interface Told {
  readonly status: number;
  readonly code?: string;
  readonly revision?: number;
  readonly position?: string;
}

const ask = async (origin: string, { path, by, key, input }: Asked): Promise<Told> => {
  const token = await small.ground.servers.tokens.issueAccess(by.id, [by.role]);
  const response = await fetch(`${origin}/api/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const told = { status: response.status, ...((await response.json()) as object) } as Told;
  const [capability, id, command = ''] = path.split('/');
  if (told.position !== undefined)
    acknowledged.push({
      ...{ stream: `${capability}-${id}`, key, command },
      ...{ revision: Number(told.revision), position: BigInt(told.position) },
    });
  return told;
};

/** The one is asked by the first process, the other by the second, at once. */
const race = (one: Asked, other: Asked): Promise<readonly [Told, Told]> =>
  Promise.all([ask(origins[0], one), ask(origins[1], other)]);
/** In no order: who wins is chance. */
const outcomes = (told: readonly Told[]) => told.map(({ status, code }) => code ?? status).sort();
const rounds = (count: number, round: (person: Person, next: Person) => Promise<void>): Promise<void> =>
  inParallel(
    Array.from({ length: count }, (_, index) => index),
    6,
    // Others each time: of a person one number is unpaid at a time.
    () => round(anotherPerson(), anotherPerson()),
  );
let met = 0;
const anotherPerson = (): Person => small.people[met++] as Person;

const booking = ({ id, visitPersonId }: Person, clinicSessionId: string, registrationId = v7(), key = v7()): Asked => ({
  path: `registration/${registrationId}/book`,
  by: { id, role: 'patient' },
  key,
  input: { clinicSessionId, visitPersonId, chiefComplaint: '复诊开药', consentVersion: currentConsent.version },
});
test('the same command to both under one key leaves one event and has one answer', async () => {
  await rounds(60, async person => {
    const clinicSessionId = await small.publish(2);
    const once = booking(person, clinicSessionId);
    const [one, other] = await race(once, once);
    expect(one).toEqual({ status: 200, revision: 0, position: expect.any(String) });
    expect(other).toEqual(one);
  });
});

test('another command under the same key is refused, whoever comes first', async () => {
  await rounds(20, async person => {
    const clinicSessionId = await small.publish(2);
    const first = booking(person, clinicSessionId);
    const second = { ...first, input: { ...first.input, chiefComplaint: '咳嗽一周' } };
    expect(outcomes(await race(first, second))).toEqual([200, 'key-reused']);
  });
});

test('the last number goes to one of two', async () => {
  await rounds(60, async (person, next) => {
    const clinicSessionId = await small.publish(1);
    const told = await race(booking(person, clinicSessionId), booking(next, clinicSessionId));
    expect(outcomes(told)).toEqual([200, 'sold-out']);
  });
});

test('two commands that both may be, are', async () => {
  let serial = 500;
  await rounds(20, async ({ id }) => {
    const add = (): Asked => {
      const child = { name: '王小明', idNumber: idNumberOf('2015-01-01', serial++), phone: '13900001234' };
      const input = { visitPersonId: v7(), relation: 'child', ...child };
      return { path: `patient/${id}/add-visit-person`, by: { id, role: 'patient' }, key: v7(), input };
    };
    const [one, other] = await race(add(), add());
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(one.revision).not.toBe(other.revision);
  });
});

test('both run the processes: everything outside happens once; of a doctor and a patient one comes first', async () => {
  await rounds(40, async person => {
    const by: Actor = { id: person.id, role: 'patient' };
    const clinicSessionId = await small.publish(1);
    const registrationId = v7();
    const booked = booking(person, clinicSessionId, registrationId);
    expect(outcomes(await race(booked, booked))).toEqual([200, 200]);

    const paymentId = v7();
    const input = { lines: [{ business: 'registration', subjectId: registrationId }] };
    const create = { path: `payment/${paymentId}/create`, by, key: v7(), input };
    expect(outcomes(await race(create, create))).toEqual([200, 200]);
    const { data } = await small.happened('payment.tender-prepared', paymentId);
    await small.wechat('POST', 'payments', { prepay_id: data.prepayId, notify: 'twice' });
    const check = (): Asked => ({ path: `payment/${paymentId}/check`, by, key: v7(), input: {} });
    expect(outcomes(await race(check(), check()))).toEqual([200, 200]);
    await small.happened('clinic-session.number-booked', clinicSessionId);

    const cancel = { path: `registration/${registrationId}/cancel`, by, key: v7(), input: { reason: '改期' } };
    const accept: Asked = {
      path: `consultation/${registrationId}/accept`,
      by: { id: small.doctorId, role: 'doctor' },
      key: v7(),
      input: { eligible: true },
    };
    const told = await race(cancel, accept);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (told[0].status !== 200) return;
    await small.happened('payment.refund-succeeded', paymentId);
    await small.happened('clinic-session.number-released', clinicSessionId);
  });
});

test('in the end every history is one, and the outside books say the same', async () => {
  const { events, dataDir, parts } = small;
  await small.rest();
  await parts.stop();
  const findings = await booksAgree(events, acknowledged, dataDir);
  // Numbers that nobody paid are held for their time.
  expect(findings.filter(line => !/ is held (for ever|by |and )/.test(line))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(400);
});
