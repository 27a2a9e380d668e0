/** Two write sides, each a process of its own, are asked the same at the same time: every stream has one history, every effect one cause. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { settings } from '@yunzhen/platform/config';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { type Ground, startProcess } from '@yunzhen/platform/process';
import { serverSettings } from '@yunzhen/platform/settings';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import { v7 } from 'uuid';
import { type Acknowledged, booksAgree } from './campaign/audit.ts';
import { type Children, children, freePort } from './children.ts';
import { localEnvironment } from './environment.ts';
import { departments } from './seed/data/departments.ts';
import { giving, idOf, inParallel, minutes, plus, system } from './seed/demo.ts';
import { idNumberOf } from './seed/people.ts';
import { startService } from './services.ts';
import { control } from './visit/control.ts';

const operator: Actor = { id: idOf('staff', 'operator'), role: 'operator' };
const doctorId = v7();
const people = Array.from({ length: 24 }, (_, index) => ({ id: v7(), visitPersonId: v7(), index }));
type Person = (typeof people)[number];
const fee = 1_500;

// A busy machine may stand still for a while.
jest.setTimeout(minutes(8));

let dataDir = '';
let parts: Children;
let ground: Ground;
let origins: readonly [string, string];
let wechat: ReturnType<typeof control>;
let publish: (capacity: number) => Promise<string>;
/** Everything that has happened, as one subscriber hears it. */
const events: RecordedEvent[] = [];
const listening = new AbortController();
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-races-'));
  parts = children(dataDir, (name, why) => process.stderr.write(`${name} ${why}\n`));
  const port = await freePort();
  const nowhere = 'http://127.0.0.1:9';
  const configured = { CLICKHOUSE_URL: nowhere, CENTRIFUGO_URL: nowhere };
  const { env, standins } = await localEnvironment(dataDir, `http://127.0.0.1:${port}`, parts, () => undefined, {
    configured,
  });
  wechat = control(`${standins.wechat}`);
  const from = settings({ ...serverSettings, ...outsideSettings }, env);
  ground = await startProcess('races', from, { destination: { write: () => undefined } });
  const { dispatch } = composeWriteSide(from, ground.servers, ground.log, ground.metrics);
  const give = giving(dispatch, () => undefined);
  const now = new Date();
  const [{ key: _, ...department } = { key: '' }] = departments;
  const departmentId = v7();
  await give('department', departmentId, 'open', { ...department, order: 0 }, operator, now);
  const licence = { number: '1', issuedBy: '卫健委', issuedOn: '2001-07-01', scope: '内科专业' };
  const who = {
    name: '林清和',
    gender: 'female',
    title: 'chief',
    introduction: '心血管内科',
    specialities: ['高血压'],
  };
  const hired = { kind: 'doctor', departmentId, practisingSince: '2001-07-01', licence, ...who };
  await give('practitioner', doctorId, 'hire', hired, operator, now);
  await give('practitioner', doctorId, 'switch-service', { service: 'online-clinic', on: true }, operator, now);
  await give('account', doctorId, 'open', { role: 'doctor' }, system, now);
  await inParallel(people, 8, async ({ id, visitPersonId, index }) => {
    const { openid } = (await wechat('POST', 'codes', { person: `racer-${index}` })) as { openid: string };
    await give('patient', id, 'register', { openid }, system, now);
    await give('account', id, 'open', { role: 'patient' }, system, now);
    const by: Actor = { id, role: 'patient' };
    const self = { name: '王芳', idNumber: idNumberOf('1980-01-01', 102 + 2 * index), phone: '13900001234' };
    await give('patient', id, 'add-visit-person', { visitPersonId, relation: 'self', ...self }, by, now);
    await give('patient', id, 'accept-consent', { version: currentConsent.version }, by, now);
  });
  let sessions = 0;
  publish = async capacity => {
    const id = v7();
    // One doctor is in one place at a time.
    const startsAt = plus(now, minutes(30 * ++sessions));
    const times = { startsAt: startsAt.toISOString(), endsAt: plus(startsAt, minutes(30)).toISOString() };
    await give('clinic-session', id, 'publish', { doctorId, ...times, fee, capacity }, operator, now);
    return id;
  };
  const [one, other] = await Promise.all([
    startService(parts, env, 'write-side', { port }),
    startService(parts, env, 'write-side', { name: 'write-side-2' }),
    startService(parts, env, 'reactions'),
    startService(parts, env, 'reactions', { name: 'reactions-2' }),
  ]);
  origins = [one.url, other.url];
  void (async () => {
    for await (const page of ground.servers.store.subscribeAll(null, { max: 500, signal: listening.signal }))
      events.push(...page.events);
  })();
});

afterAll(async () => {
  listening.abort();
  await parts?.stop();
  await ground?.close();
  await rm(dataDir, { recursive: true, force: true });
});

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
  const token = await ground.servers.tokens.issueAccess(by.id, [by.role]);
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
    // Neighbours in time are different people.
    index => round(people[index % people.length] as Person, people[(index + 7) % people.length] as Person),
  );

const booking = ({ id, visitPersonId }: Person, clinicSessionId: string, registrationId = v7(), key = v7()): Asked => ({
  path: `registration/${registrationId}/book`,
  by: { id, role: 'patient' },
  key,
  input: { clinicSessionId, visitPersonId, chiefComplaint: '复诊开药', consentVersion: currentConsent.version },
});
const after = async <T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> => {
  for (let tries = 0; tries < 1_500; tries++, await new Promise(next => setTimeout(next, 20))) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not happen`);
};
const happened = (type: string, id: string) =>
  after(() => events.find(event => event.type === type && event.stream.endsWith(id)), `${type} of ${id}`);

test('the same command to both under one key leaves one event and has one answer', async () => {
  await rounds(60, async person => {
    const clinicSessionId = await publish(2);
    const once = booking(person, clinicSessionId);
    const [one, other] = await race(once, once);
    expect(one).toEqual({ status: 200, revision: 0, position: expect.any(String) });
    expect(other).toEqual(one);
  });
});

test('another command under the same key is refused, whoever comes first', async () => {
  await rounds(20, async person => {
    const clinicSessionId = await publish(2);
    const first = booking(person, clinicSessionId);
    const second = { ...first, input: { ...first.input, chiefComplaint: '咳嗽一周' } };
    expect(outcomes(await race(first, second))).toEqual([200, 'key-reused']);
  });
});

test('the last number goes to one of two', async () => {
  await rounds(60, async (person, next) => {
    const clinicSessionId = await publish(1);
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
    const clinicSessionId = await publish(1);
    const registrationId = v7();
    const booked = booking(person, clinicSessionId, registrationId);
    expect(outcomes(await race(booked, booked))).toEqual([200, 200]);

    const paymentId = v7();
    const input = { lines: [{ business: 'registration', subjectId: registrationId }] };
    const create = { path: `payment/${paymentId}/create`, by, key: v7(), input };
    expect(outcomes(await race(create, create))).toEqual([200, 200]);
    const { data } = await happened('payment.tender-prepared', paymentId);
    await wechat('POST', 'payments', { prepay_id: data.prepayId, notify: 'twice' });
    const check = (): Asked => ({ path: `payment/${paymentId}/check`, by, key: v7(), input: {} });
    expect(outcomes(await race(check(), check()))).toEqual([200, 200]);
    await happened('clinic-session.number-booked', clinicSessionId);

    const cancel = { path: `registration/${registrationId}/cancel`, by, key: v7(), input: { reason: '改期' } };
    const accept: Asked = {
      path: `consultation/${registrationId}/accept`,
      by: { id: doctorId, role: 'doctor' },
      key: v7(),
      input: { eligible: true },
    };
    const told = await race(cancel, accept);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (told[0].status !== 200) return;
    await happened('payment.refund-succeeded', paymentId);
    await happened('clinic-session.number-released', clinicSessionId);
  });
});

test('in the end every history is one, and the outside books say the same', async () => {
  const { store, mongo } = ground.servers;
  const deadlines = mongo.db.collection<{ attempts: number }>('outbox');
  // What is left for later is left for a time, not for another try.
  await after(
    async () => ((await deadlines.countDocuments({ attempts: { $gt: 0 } })) === 0 ? true : undefined),
    'rest',
  );
  const head = await store.head();
  await after(() => (events.at(-1)?.position === head ? true : undefined), 'hearing everything');
  await parts.stop();
  const findings = await booksAgree(events, acknowledged, dataDir);
  // Numbers that nobody paid are held for their time.
  expect(findings.filter(line => !/ is held (for ever|by |and )/.test(line))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(400);
});
