import { beforeEach, expect, test } from '@jest/globals';
import { grants } from '@yunzhen/contracts/index';
import type { Permission } from '@yunzhen/contracts/permissions';
import type { Reach } from '@yunzhen/contracts/reach';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden, KeyReused, NotFound } from '@yunzhen/platform/problem';
import { z } from 'zod';
import { features } from './features.ts';
import { currentVersion } from './patient/consent.ts';
import {
  adult,
  booking,
  child,
  clinic,
  department,
  doctor,
  doctorDetails,
  operator,
  otherDoctor,
  patient,
  person,
  pharmacist,
  profile,
  refused,
  registration,
  session,
  sessionInput,
  stranger,
} from './testing/clinic.ts';
import { harness, idOf } from './testing/harness.ts';

let { send, store, events, book, waiting } = await clinic();
beforeEach(async () => {
  ({ send, store, events, book, waiting } = await clinic());
});

test('[T4] what nobody knows is not found', async () => {
  await expect(send(`fortune-${idOf(1)}`, 'tell')).rejects.toThrow(NotFound);
  await expect(send(`clinic-session-${session}`, 'dance')).rejects.toThrow(NotFound);
  await expect(send(`clinic-session-${session}`, 'constructor')).rejects.toThrow(NotFound);
});
test('[T4] an input is checked before anything is looked at', async () => {
  const reads = store.calls.reads;
  for (const [to, input] of [
    [`clinic-session-${idOf(20)}`, { ...sessionInput, capacity: 0 }],
    [`clinic-session-${idOf(20)}`, { ...sessionInput, more: true }],
    [`clinic-session-${'x'.repeat(36)}`, sessionInput],
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
  await expect(send(`clinic-session-${idOf(20)}`, 'publish', sessionInput, { by: doctor })).rejects.toThrow(Forbidden);
  await expect(send(`registration-${registration}`, 'book', booking, { by: doctor })).rejects.toThrow(Forbidden);
});
test('[O4] nobody but the system sends what has no access', async () => {
  for (const by of [operator, doctor, patient, pharmacist])
    await expect(
      send(`clinic-session-${session}`, 'book-number', { registrationId: registration }, { by }),
    ).rejects.toThrow(Forbidden);
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
  const other = harness(features, store);
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
  const other = harness(features, store);
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
    await harness(features, store).send(`registration-${registration}`, 'book', booking, {
      by: patient,
      key: idOf(40),
    }),
  ).toEqual(first);
});
test('[T4] so it does when what it looked up is gone', async () => {
  const first = await book({}, { key: idOf(40) });
  await send(`patient-${patient.id}`, 'remove-visit-person', { visitPersonId: person }, { by: patient });
  await send(`clinic-session-${session}`, 'suspend', { reason: '停诊' }, { by: operator });
  expect(
    await harness(features, store).send(`registration-${registration}`, 'book', booking, {
      by: patient,
      key: idOf(40),
    }),
  ).toEqual(first);
});
test('[T4] a default that is spelled out is the same body, another value is not', async () => {
  await book({}, { key: idOf(40) });
  await book({ attachments: [] }, { key: idOf(40) });
  await expect(book({ chiefComplaint: '头痛' }, { key: idOf(40) })).rejects.toThrow(KeyReused);
});
test('[T4] the system’s keys stand for one thing each, whatever the body', async () => {
  const first = await send(`account-${idOf(50)}`, 'open', { role: 'patient' }, { key: idOf(41) });
  expect(await send(`account-${idOf(50)}`, 'open', { role: 'doctor' }, { key: idOf(41) })).toEqual(first);
});
test('[T4] a booking whose acknowledgement was lost is done once', async () => {
  store.faults.push('ack-lost', 'ack-lost');
  await book();
  expect(events(`clinic-session-${session}`).filter(({ type }) => type === 'clinic-session.number-held')).toHaveLength(
    1,
  );
  expect(events(`registration-${registration}`)).toHaveLength(1);
});

test('[T4] what another process did a moment ago is not refused', async () => {
  const other = harness(features, store);
  const aunt = { ...adult, visitPersonId: child, relation: 'other', idNumber: '110101196001012340' };
  await expect(
    other.send(`registration-${registration}`, 'book', { ...booking, visitPersonId: child }, { by: patient }),
  ).rejects.toMatchObject(refused('unknown-visit-person'));
  await send(`patient-${patient.id}`, 'add-visit-person', aunt, { by: patient });
  await other.send(`registration-${registration}`, 'book', { ...booking, visitPersonId: child }, { by: patient });
});
test('[T4] nor is what another process took away still given', async () => {
  const other = harness(features, store);
  await other.send(`practitioner-${idOf(60)}`, 'hire', doctorDetails, { by: operator });
  await send(`department-${department}`, 'close', {}, { by: operator });
  await expect(other.send(`practitioner-${idOf(61)}`, 'hire', doctorDetails, { by: operator })).rejects.toMatchObject(
    refused('unknown-department'),
  );
});
test('[P6.2] two processes sell the last numbers to two of many', async () => {
  const servers = [harness(features, store), harness(features, store)];
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
    .recorded(`clinic-session-${session}`)
    .flatMap(({ type, data }) => (type === 'clinic-session.number-held' ? [data.number] : []));
  expect(numbers.sort()).toEqual([1, 2]);
});

test('[T4] a command of a command has an id of its own, names its cause and who did it', async () => {
  await book({}, { key: idOf(40) });
  const [held] = store.recorded(`registration-${registration}`);
  const taken = store.recorded(`clinic-session-${session}`).at(-1);
  expect(held?.metadata).toMatchObject({ commandId: idOf(40), actor: patient.id, role: 'patient' });
  expect(taken?.metadata).toMatchObject({
    $causationId: idOf(40),
    $correlationId: idOf(40),
    actor: patient.id,
    role: 'patient',
  });
  expect(taken?.metadata.commandId).not.toBe(idOf(40));
});
test('[T4] a decision sees who did it, in their own role, also behind another command', async () => {
  await book({}, { key: idOf(40) });
  await send(`account-${doctor.id}`, 'open', { role: 'doctor' });
  await send(`account-${doctor.id}`, 'close', {}, { by: { id: 'leaving', role: 'system' }, causedBy: operator });
  const closed = store.recorded(`account-${doctor.id}`).at(-1);
  expect(closed?.data).toMatchObject({ by: 'leaving' });
  expect(closed?.metadata).toMatchObject({ actor: 'leaving', role: 'system', causedBy: operator });
  expect(store.recorded(`registration-${registration}`)[0]?.metadata).not.toHaveProperty('causedBy');
});
test('[O4] roles are data: another set of permissions is another role, as far as it reaches', async () => {
  const changing = (by: Actor, given: ReadonlyMap<Permission, Reach>) => {
    const roles = { ...grants.roles, [by.role]: given };
    const other = harness(features, store, undefined, { grants: { ...grants, roles } });
    return other.send(`practitioner-${doctor.id}`, 'change-profile', profile, { by });
  };
  const reaching = (reach: Reach) => new Map([['practitioner.change-profile', reach] as const]);
  const manager: Actor = { id: idOf(70), role: 'manager' };
  await expect(changing(doctor, new Map())).rejects.toThrow(Forbidden);
  await changing(manager, reaching('any'));
  await expect(changing(otherDoctor, reaching('own'))).rejects.toThrow(Forbidden);
  await expect(changing(otherDoctor, reaching('department'))).rejects.toThrow(Forbidden);
  await send(`practitioner-${otherDoctor.id}`, 'hire', doctorDetails, { by: operator });
  await changing(otherDoctor, reaching('department'));
  // Who belongs to no department reaches nothing by it.
  await expect(changing(manager, reaching('department'))).rejects.toThrow(Forbidden);
});
test('[T4] no command’s input hides the words that every command has', () => {
  for (const { contract } of features)
    for (const [command, { input }] of Object.entries(contract.commands))
      expect([contract.name, command, ['type', 'id', 'now', 'by'].filter(word => word in input)]).toEqual([
        contract.name,
        command,
        [],
      ]);
});
test('[T4] every decision is about a command of its contract, and every event has its step', () => {
  for (const { contract, decider } of features) {
    expect(Object.keys(decider.decide).sort()).toEqual(Object.keys(contract.commands).sort());
    expect(Object.keys(decider.evolve)).toHaveLength(Object.keys(contract.events).length);
  }
});
