import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden, KeyReused, NotFound } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import { v4 } from 'uuid';
import { z } from 'zod';
import { features } from './features.ts';
import { house, idOf } from './house.ts';
import { memoryStore } from './memory-store.ts';
import { currentVersion } from './patient/consent.ts';

const all = features(async () => null);
const operator: Actor = { id: idOf(1), role: 'operator' };
const doctor: Actor = { id: idOf(2), role: 'doctor' };
const otherDoctor: Actor = { id: idOf(3), role: 'doctor' };
const patient: Actor = { id: idOf(4), role: 'patient' };
const stranger: Actor = { id: idOf(5), role: 'patient' };
const pharmacist: Actor = { id: idOf(6), role: 'pharmacist' };
const [department, session, registration, person, child] = [10, 11, 12, 13, 14].map(n => idOf(n)) as [
  string,
  string,
  string,
  string,
  string,
];

const profile = { introduction: '长期管理慢性病。', specialities: ['高血压'] };
const doctorDetails = {
  kind: 'doctor',
  name: '王建国',
  gender: 'male',
  title: 'attending',
  departmentId: department,
  practisingSince: '2015-07-01',
  licence: { number: '110110000012345', issuedBy: '卫生健康委员会', issuedOn: '2015-06-20', scope: '内科专业' },
  ...profile,
};
const adult = {
  visitPersonId: person,
  relation: 'self',
  name: '李女士',
  idNumber: '11010119900307002X',
  phone: '13800000000',
};
const booking = { sessionId: session, visitPersonId: person, complaint: '复诊开药', consentVersion: currentVersion };
const sessionInput = {
  doctorId: doctor.id,
  startsAt: '2026-03-02T02:00:00.000Z',
  endsAt: '2026-03-02T04:00:00.000Z',
  fee: 2_500,
  capacity: 2,
};

let store = memoryStore();
let { send, events } = house(all, store);
beforeEach(async () => {
  store = memoryStore();
  ({ send, events } = house(all, store));
  await send(
    `department-${department}`,
    'open',
    {
      name: '心血管内科',
      subjectCode: '03.04',
      introduction: '复诊。',
      order: 1,
    },
    { by: operator },
  );
  await send(`practitioner-${doctor.id}`, 'hire', doctorDetails, { by: operator });
  await send(`session-${session}`, 'publish', sessionInput, { by: operator });
  for (const { id } of [patient, stranger]) await send(`patient-${id}`, 'register', { openid: `openid-${id}` });
  await send(`patient-${patient.id}`, 'add-visit-person', adult, { by: patient });
  await send(`patient-${patient.id}`, 'accept-consent', { version: currentVersion }, { by: patient });
});
const refused = (code: string) => ({ name: 'Refusal', code });
const book = (input = {}, more = {}) =>
  send(`registration-${registration}`, 'book', { ...booking, ...input }, { by: patient, ...more });
/** Paid, confirmed and waiting for the doctor, as the processes would ask it. */
const waiting = async () => {
  await book();
  const place = store.recorded(`registration-${registration}`)[0]?.data as Record<string, unknown>;
  await send(`registration-${registration}`, 'confirm-payment', { paymentId: idOf(30), amount: 2_500 });
  await send(`registration-${registration}`, 'confirm-his', { hisNumber: 'H1' });
  await send(`session-${session}`, 'book-number', { registrationId: registration });
  const { sessionId, number, doctorId, departmentId, patientId, visitPersonId, startsAt } = place;
  const input = { sessionId, number, doctorId, departmentId, patientId, visitPersonId, startsAt };
  await send(`consultation-${registration}`, 'open', input);
};

test('[T4] what nobody knows is not found', async () => {
  await expect(send(`fortune-${idOf(1)}`, 'tell')).rejects.toThrow(NotFound);
  await expect(send(`session-${session}`, 'dance')).rejects.toThrow(NotFound);
  await expect(send(`session-${session}`, 'constructor')).rejects.toThrow(NotFound);
});
test('[T4] an input is checked before anything is looked at', async () => {
  const reads = store.calls.reads;
  for (const [to, input] of [
    [`session-${idOf(20)}`, { ...sessionInput, capacity: 0 }],
    [`session-${idOf(20)}`, { ...sessionInput, more: true }],
    [`session-${'x'.repeat(36)}`, sessionInput],
  ] as const)
    await expect(send(to, 'publish', input, { by: operator })).rejects.toThrow(z.ZodError);
  expect(store.calls.reads).toBe(reads);
});
test('[P3] a wrong ID number is told without repeating it', async () => {
  const failure = send(
    `patient-${patient.id}`,
    'add-visit-person',
    { ...adult, visitPersonId: child, idNumber: '110101199003070021' },
    { by: patient },
  );
  await expect(failure).rejects.toThrow('身份证号码不正确');
  await expect(failure).rejects.not.toThrow('110101199003070021');
});

test('[O4] who is not named in the authorisation table may not', async () => {
  await expect(send(`session-${idOf(20)}`, 'publish', sessionInput, { by: doctor })).rejects.toThrow(Forbidden);
  await expect(send(`registration-${registration}`, 'book', booking, { by: doctor })).rejects.toThrow(Forbidden);
});
test('[O4] nobody but the system sends what has no access', async () => {
  for (const by of [operator, doctor, patient, pharmacist])
    await expect(send(`session-${session}`, 'book-number', { registrationId: registration }, { by })).rejects.toThrow(
      Forbidden,
    );
});
test('[O4] own is only what carries the actor’s id', async () => {
  const stolen = { ...adult, visitPersonId: child };
  await expect(send(`patient-${patient.id}`, 'add-visit-person', stolen, { by: stranger })).rejects.toThrow(Forbidden);
  await expect(send(`practitioner-${doctor.id}`, 'change-profile', profile, { by: otherDoctor })).rejects.toThrow(
    Forbidden,
  );
  await waiting();
  const cancel = { reason: '有事' };
  await expect(send(`registration-${registration}`, 'cancel', cancel, { by: stranger })).rejects.toThrow(Forbidden);
  await expect(send(`consultation-${registration}`, 'accept', { eligible: true }, { by: otherDoctor })).rejects.toThrow(
    Forbidden,
  );
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
});
test('[O4] a doctor does not reach a pharmacist’s profile', async () => {
  await send(
    `practitioner-${pharmacist.id}`,
    'hire',
    { ...doctorDetails, kind: 'pharmacist', title: 'pharmacist' },
    { by: operator },
  );
  await expect(send(`practitioner-${pharmacist.id}`, 'change-profile', profile, { by: doctor })).rejects.toThrow(
    Forbidden,
  );
});
test('[O4] a process that knew a stream before it had an owner does not let a stranger in', async () => {
  const other = house(all, store);
  const cancel = { reason: '有事' };
  await expect(other.send(`registration-${registration}`, 'cancel', cancel, { by: stranger })).rejects.toMatchObject(
    refused('unknown-registration'),
  );
  await book();
  await expect(other.send(`registration-${registration}`, 'cancel', cancel, { by: stranger })).rejects.toThrow(
    Forbidden,
  );
  expect(events(`registration-${registration}`).map(({ type }) => type)).toEqual(['registration.held']);
});
test('[O4] the same holds for a command that looks nothing up', async () => {
  const other = house(all, store);
  const rejecting = { reason: '不符合复诊' };
  await expect(
    other.send(`consultation-${registration}`, 'reject', rejecting, { by: otherDoctor }),
  ).rejects.toMatchObject(refused('unknown-consultation'));
  await waiting();
  await expect(other.send(`consultation-${registration}`, 'reject', rejecting, { by: otherDoctor })).rejects.toThrow(
    Forbidden,
  );
});

test('[T4] a repetition gets its first answer', async () => {
  const first = await book({}, { key: idOf(40) });
  await send(`registration-${registration}`, 'confirm-payment', { paymentId: idOf(30), amount: 2_500 });
  expect(await book({}, { key: idOf(40) })).toEqual(first);
  expect(
    await house(all, store).send(`registration-${registration}`, 'book', booking, { by: patient, key: idOf(40) }),
  ).toEqual(first);
});
test('[T4] so it does when what it looked up is gone', async () => {
  const first = await book({}, { key: idOf(40) });
  await send(`patient-${patient.id}`, 'remove-visit-person', { visitPersonId: person }, { by: patient });
  await send(`session-${session}`, 'suspend', { reason: '停诊' }, { by: operator });
  expect(
    await house(all, store).send(`registration-${registration}`, 'book', booking, { by: patient, key: idOf(40) }),
  ).toEqual(first);
});
test('[T4] a default that is spelled out is the same body, another value is not', async () => {
  await book({}, { key: idOf(40) });
  await book({ attachments: [] }, { key: idOf(40) });
  await expect(book({ complaint: '头痛' }, { key: idOf(40) })).rejects.toThrow(KeyReused);
});
test('[T4] the system’s keys stand for one thing each, whatever the body', async () => {
  const first = await send(`account-${idOf(50)}`, 'open', { holderId: patient.id, role: 'patient' }, { key: idOf(41) });
  expect(
    await send(`account-${idOf(50)}`, 'open', { holderId: stranger.id, role: 'patient' }, { key: idOf(41) }),
  ).toEqual(first);
});
test('[T4] a booking whose acknowledgement was lost is done once', async () => {
  store.faults.push('ack-lost', 'ack-lost');
  await book();
  expect(events(`session-${session}`).filter(({ type }) => type === 'session.number-held')).toHaveLength(1);
  expect(events(`registration-${registration}`)).toHaveLength(1);
});

test('[T4] what another process did a moment ago is not refused', async () => {
  const other = house(all, store);
  const aunt = { ...adult, visitPersonId: child, relation: 'other', idNumber: '110101196001012340' };
  await expect(
    other.send(`registration-${registration}`, 'book', { ...booking, visitPersonId: child }, { by: patient }),
  ).rejects.toMatchObject(refused('unknown-visit-person'));
  await send(`patient-${patient.id}`, 'add-visit-person', aunt, { by: patient });
  await other.send(`registration-${registration}`, 'book', { ...booking, visitPersonId: child }, { by: patient });
});
test('[T4] nor is what another process took away still given', async () => {
  const other = house(all, store);
  await other.send(`practitioner-${idOf(60)}`, 'hire', doctorDetails, { by: operator });
  await send(`department-${department}`, 'close', {}, { by: operator });
  await expect(other.send(`practitioner-${idOf(61)}`, 'hire', doctorDetails, { by: operator })).rejects.toMatchObject(
    refused('unknown-department'),
  );
});
test('[P6.2] two processes sell the last numbers to two of many', async () => {
  const servers = [house(all, store), house(all, store)];
  const bookings = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, n) => {
      const by: Actor = { id: idOf(100 + n), role: 'patient' };
      const server = servers[n % 2] ?? servers[0];
      const visitPersonId = idOf(200 + n);
      await server?.send(`patient-${by.id}`, 'register', { openid: `openid-${n}` });
      await server?.send(`patient-${by.id}`, 'add-visit-person', { ...adult, visitPersonId }, { by });
      await server?.send(`patient-${by.id}`, 'accept-consent', { version: currentVersion }, { by });
      await server?.send(`registration-${idOf(300 + n)}`, 'book', { ...booking, visitPersonId }, { by });
    }),
  );
  expect(bookings.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const outcome of bookings)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(refused('sold-out'));
  const numbers = store
    .recorded(`session-${session}`)
    .flatMap(({ type, data }) => (type === 'session.number-held' ? [data.number] : []));
  expect(numbers.sort()).toEqual([1, 2]);
});

test('[T4] a command of a command has an id of its own, names its cause, and is the system’s', async () => {
  await book({}, { key: idOf(40) });
  const [held] = store.recorded(`registration-${registration}`);
  const taken = store.recorded(`session-${session}`).at(-1);
  expect(held?.metadata).toMatchObject({ commandId: idOf(40), actor: patient.id, role: 'patient' });
  expect(taken?.metadata).toMatchObject({
    $causationId: idOf(40),
    $correlationId: idOf(40),
    actor: patient.id,
    role: 'system',
  });
  expect(taken?.metadata.commandId).not.toBe(idOf(40));
});
test('[T4] no command’s input hides the words that every command has', () => {
  for (const { contract } of all)
    for (const [command, { input }] of Object.entries(contract.commands))
      expect([contract.name, command, ['type', 'id', 'now', 'by'].filter(word => word in input)]).toEqual([
        contract.name,
        command,
        [],
      ]);
});
test('[T4] every decision is about a command of its contract, and every event has its step', () => {
  for (const { contract, decider } of all) {
    expect(Object.keys(decider.decide).sort()).toEqual(Object.keys(contract.commands).sort());
    expect(Object.keys(decider.evolve)).toHaveLength(Object.keys(contract.events).length);
  }
});

test('[P3] what the ID number tells is stored sealed, its equality as an index', async () => {
  const [added] = store.recorded(`patient-${patient.id}`).filter(({ type }) => type === 'patient.visit-person-added');
  expect(added?.data).toEqual({
    patientId: patient.id,
    visitPersonId: person,
    relation: 'self',
    name: `<${person}|李女士>`,
    idNumber: `<${person}|11010119900307002X>`,
    idNumberIndex: expect.stringMatching(/^[\w-]{43}$/),
    phone: `<${person}|13800000000>`,
    birthDate: `<${person}|1990-03-07>`,
    gender: 'female',
  });
});
test('[P3] the same ID number is recognised however it is written', () =>
  expect(
    send(
      `patient-${patient.id}`,
      'add-visit-person',
      { ...adult, visitPersonId: child, idNumber: ' 11010119900307002x ' },
      { by: patient },
    ),
  ).rejects.toMatchObject(refused('visit-person-exists')));
test('[P6.5] only a doctor of the house is followed', async () => {
  await send(`patient-${patient.id}`, 'follow-doctor', { doctorId: doctor.id }, { by: patient });
  await expect(
    send(`patient-${patient.id}`, 'follow-doctor', { doctorId: idOf(99) }, { by: patient }),
  ).rejects.toMatchObject(refused('unknown-doctor'));
});
test('[O1.1] only a doctor of the house has sessions, in the own department', async () => {
  expect(events(`session-${session}`)[0]?.data).toMatchObject({ doctorId: doctor.id, departmentId: department });
  await send(`practitioner-${doctor.id}`, 'retire', {}, { by: operator });
  await expect(send(`session-${idOf(20)}`, 'publish', sessionInput, { by: operator })).rejects.toMatchObject(
    refused('unknown-doctor'),
  );
});
test('[O2.4] a diagnosis stands under the id of its code', () =>
  expect(
    send(`diagnosis-${idOf(70)}`, 'list', { system: 'icd10', code: 'I10.x00', name: '原发性高血压' }, { by: operator }),
  ).rejects.toMatchObject(refused('unknown-diagnosis')));

test('[P6.6] a booking holds its number, and says who comes to whom and when', async () => {
  await book();
  expect(events(`registration-${registration}`)).toEqual([
    {
      type: 'registration.held',
      data: {
        registrationId: registration,
        sessionId: session,
        doctorId: doctor.id,
        departmentId: department,
        patientId: patient.id,
        visitPersonId: person,
        number: 1,
        startsAt: sessionInput.startsAt,
        fee: 2_500,
        holdUntil: '2026-03-02T01:15:00.000Z',
        consentVersion: currentVersion,
        complaintForm: 'adult',
        complaint: `<${person}|复诊开药>`,
        attachments: [],
      },
    },
  ]);
});
test('[P6.1] without the current consent nothing is booked and no number taken', async () => {
  await expect(book({ consentVersion: '0.9' })).rejects.toMatchObject(refused('consent-required'));
  await send(`patient-${stranger.id}`, 'add-visit-person', { ...adult, visitPersonId: child }, { by: stranger });
  await expect(book({ visitPersonId: child }, { by: stranger })).rejects.toMatchObject(refused('consent-required'));
  expect(events(`session-${session}`)).toHaveLength(1);
});
test('[P6.8] the form follows the age on the day in Shanghai; under six needs a guardian before a number is taken', async () => {
  // Turns six on 3 March.
  await send(
    `patient-${patient.id}`,
    'add-visit-person',
    { ...adult, visitPersonId: child, relation: 'child', idNumber: '110101202003031236' },
    { by: patient },
  );
  const input = { visitPersonId: child };
  await expect(book(input)).rejects.toMatchObject(refused('guardian-required'));
  await expect(book(input, { at: '2026-03-02T15:59:59.000Z' })).rejects.toMatchObject(refused('guardian-required'));
  await expect(book(input, { at: '2026-03-02T16:00:00.000Z' })).rejects.toMatchObject(refused('session-over'));
  expect(events(`session-${session}`)).toHaveLength(1);
  await book({ ...input, guardianName: '李女士' });
  expect(events(`registration-${registration}`)[0]?.data).toMatchObject({
    complaintForm: 'under-six',
    guardianName: `<${child}|李女士>`,
  });
});
test('[P6.12] a waiting patient cancels, and the doctor can no longer accept', async () => {
  await waiting();
  await send(`registration-${registration}`, 'cancel', { reason: '有事' }, { by: patient });
  expect(events(`registration-${registration}`).at(-1)?.data).toMatchObject({
    by: 'patient',
    paymentId: idOf(30),
    amount: 2_500,
  });
  await expect(
    send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor }),
  ).rejects.toMatchObject(refused('already-over'));
});
test('[P9] once the doctor accepted, the patient cannot cancel', async () => {
  await waiting();
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
  await expect(
    send(`registration-${registration}`, 'cancel', { reason: '有事' }, { by: patient }),
  ).rejects.toMatchObject(refused('already-accepted'));
  expect(events(`registration-${registration}`).at(-1)?.type).toBe('registration.booked');
});
test('[O1.1] the hospital’s cancellation says on which side it was', async () => {
  await waiting();
  await send(`registration-${registration}`, 'cancel-by-hospital', { side: 'hospital', reason: '停诊：医生外出' });
  expect(events(`registration-${registration}`).at(-1)?.data).toMatchObject({
    by: 'hospital',
    reason: '停诊：医生外出',
    paymentId: idOf(30),
  });
});
test('[P10.4] a completed consultation is rated by its patient, with its doctor and department', async () => {
  await waiting();
  const rate = (by: Actor) => send(`review-${registration}`, 'rate', { stars: 5, comment: '很耐心' }, { by });
  await expect(rate(patient)).rejects.toMatchObject(refused('consultation-not-completed'));
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
  await send(`consultation-${registration}`, 'complete', {}, { by: doctor });
  await expect(rate(stranger)).rejects.toBeInstanceOf(Refusal);
  await rate(patient);
  expect(events(`review-${registration}`)).toEqual([
    {
      type: 'review.rated',
      data: {
        reviewId: registration,
        patientId: patient.id,
        doctorId: doctor.id,
        departmentId: department,
        stars: 5,
        comment: `<${patient.id}|很耐心>`,
      },
    },
  ]);
});
test('[P6.14] patient and doctor talk, and each message says who sent it', async () => {
  await send(`conversation-${registration}`, 'open', {
    patientId: patient.id,
    visitPersonId: person,
    doctorId: doctor.id,
  });
  const say = (by: Actor, text: string) =>
    send(`conversation-${registration}`, 'send', { messageId: v4(), kind: 'text', text }, { by });
  await Promise.all([say(patient, '您好'), say(doctor, '请讲')]);
  await expect(say(stranger, '在吗')).rejects.toThrow(Forbidden);
  expect(
    events(`conversation-${registration}`)
      .slice(1)
      .map(({ data }) => [data.sequence, data.from, data.text]),
  ).toEqual([
    [1, 'patient', `<${person}|您好>`],
    [2, 'doctor', `<${person}|请讲>`],
  ]);
});
