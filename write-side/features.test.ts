import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { v4 } from 'uuid';
import { currentVersion } from './patient/consent.ts';
import {
  adult,
  child,
  clinic,
  department,
  doctor,
  operator,
  patient,
  person,
  refused,
  registration,
  session,
  sessionInput,
  stranger,
} from './testing/clinic.ts';
import { idOf } from './testing/harness.ts';

/** Under whose key what the patient’s own person says is sealed. */
const subject = visitPersonSubject(patient.id, person);
let { send, store, events, book, waiting, completed } = await clinic();
beforeEach(async () => {
  ({ send, store, events, book, waiting, completed } = await clinic());
});

test('[P3] what the ID number tells is stored sealed, its equality as an index', async () => {
  const [added] = store.recorded(`patient-${patient.id}`).filter(({ type }) => type === 'patient.visit-person-added');
  expect(added?.data).toEqual({
    patientId: patient.id,
    visitPersonId: person,
    relation: 'self',
    name: `<${subject}|李女士>`,
    idNumber: `<${subject}|11010119900307002X>`,
    idNumberIndex: expect.stringMatching(/^[\w-]{43}$/),
    lookup: Array(5).fill(expect.stringMatching(/^[\w-]{43}$/)),
    phone: `<${subject}|13800000000>`,
    birthDate: `<${subject}|1990-03-07>`,
    gender: 'female',
  });
});
test('[T2] whoever takes another’s person id, or account id, for their own person seals under a key of their own', async () => {
  for (const [visitPersonId, idNumber] of [
    [person, '110101196001012340'],
    [patient.id, '110101202003031236'],
  ] as const) {
    const stolen = { ...adult, visitPersonId, idNumber };
    await send(`patient-${stranger.id}`, 'add-visit-person', stolen, { by: stranger });
    const { data } = store.recorded(`patient-${stranger.id}`).at(-1) ?? {};
    expect(data?.name).toBe(`<${visitPersonSubject(stranger.id, visitPersonId)}|李女士>`);
    expect(data?.name).not.toContain(subject);
  }
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
  expect(events(`clinic-session-${session}`)[0]?.data).toMatchObject({ doctorId: doctor.id, departmentId: department });
  await send(`practitioner-${doctor.id}`, 'retire', {}, { by: operator });
  await expect(send(`clinic-session-${idOf(20)}`, 'publish', sessionInput, { by: operator })).rejects.toMatchObject(
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
        clinicSessionId: session,
        doctorId: doctor.id,
        departmentId: department,
        patientId: patient.id,
        visitPersonId: person,
        number: 1,
        startsAt: sessionInput.startsAt,
        fee: 2_500,
        holdUntil: '2026-03-02T01:15:00.000Z',
        consentVersion: currentVersion,
        chiefComplaintForm: 'adult',
        chiefComplaint: `<${subject}|复诊开药>`,
        attachments: [],
      },
    },
  ]);
});
test('[P6.11] the hospital says how long a number is held', async () => {
  const short = await clinic({ settings: { holdMinutes: 2 } });
  await short.book();
  const [held] = short.events(`registration-${registration}`);
  expect(held?.data).toMatchObject({ holdUntil: '2026-03-02T01:02:00.000Z' });
});
test('[P6.1] without the current consent nothing is booked and no number taken', async () => {
  await expect(book({ consentVersion: '0.9' })).rejects.toMatchObject(refused('consent-required'));
  await send(`patient-${stranger.id}`, 'add-visit-person', { ...adult, visitPersonId: child }, { by: stranger });
  await expect(book({ visitPersonId: child }, { by: stranger })).rejects.toMatchObject(refused('consent-required'));
  expect(events(`clinic-session-${session}`)).toHaveLength(1);
});
test('[P6.8] the form follows the age on the day in Shanghai; under six needs a guardian before a number is taken', async () => {
  // Turns six on 3 March.
  await send(
    `patient-${patient.id}`,
    'add-visit-person',
    { ...adult, visitPersonId: child, relation: 'child', name: '李小明', idNumber: '110101202003031236' },
    { by: patient },
  );
  const paediatrics = { name: '儿科', subjectCode: '07', introduction: '复诊。', order: 1 };
  await send(`department-${department}`, 'change', paediatrics, { by: operator });
  const input = { visitPersonId: child };
  await expect(book(input)).rejects.toMatchObject(refused('guardian-required'));
  await expect(book(input, { at: '2026-03-02T15:59:59.000Z' })).rejects.toMatchObject(refused('guardian-required'));
  await expect(book(input, { at: '2026-03-02T16:00:00.000Z' })).rejects.toMatchObject(refused('clinic-session-over'));
  expect(events(`clinic-session-${session}`)).toHaveLength(1);
  await book({ ...input, guardianName: '李女士' });
  expect(events(`registration-${registration}`)[0]?.data).toMatchObject({
    chiefComplaintForm: 'under-six',
    guardianName: `<${visitPersonSubject(patient.id, child)}|李女士>`,
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
test('[P6.12] what HIS has just taken is not cancelled past the queue it is about to join', async () => {
  await book();
  await send(`registration-${registration}`, 'confirm-payment', { paymentId: idOf(30), amount: 2_500 });
  await send(`registration-${registration}`, 'confirm-his', { hisNumber: 'H1' });
  await expect(
    send(`registration-${registration}`, 'cancel', { reason: '有事' }, { by: patient }),
  ).rejects.toMatchObject(refused('being-confirmed'));
  expect(events(`consultation-${registration}`)).toEqual([]);
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
    reason: `<${patient.id}|停诊：医生外出>`,
    paymentId: idOf(30),
  });
});
test('[O1.1] [D3.3] once the doctor accepted, the hospital does not cancel past them', async () => {
  await waiting();
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
  await expect(
    send(`registration-${registration}`, 'cancel-by-hospital', { side: 'hospital', reason: '停诊：医生外出' }),
  ).rejects.toMatchObject(refused('already-accepted'));
  expect(events(`registration-${registration}`).at(-1)?.type).toBe('registration.booked');
});
test('[O1.1] who waits in a suspended session leaves the queue, on whose side and why', async () => {
  await waiting();
  await send(`registration-${registration}`, 'cancel-by-hospital', { side: 'hospital', reason: '停诊：医生外出' });
  expect(events(`consultation-${registration}`).at(-1)).toMatchObject({
    type: 'consultation.withdrawn',
    data: { by: 'hospital', reason: `<${patient.id}|停诊：医生外出>` },
  });
});
test('[P10.4] a completed consultation is rated by its patient, with its doctor and department', async () => {
  await waiting();
  const rate = (by: Actor) => send(`rating-${registration}`, 'rate', { stars: 5, comment: '很耐心' }, { by });
  await expect(rate(patient)).rejects.toMatchObject(refused('consultation-not-completed'));
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
  await completed(registration);
  await expect(rate(stranger)).rejects.toBeInstanceOf(Refusal);
  await rate(patient);
  expect(events(`rating-${registration}`)).toEqual([
    {
      type: 'rating.rated',
      data: {
        ratingId: registration,
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
    [1, 'patient', `<${subject}|您好>`],
    [2, 'doctor', `<${subject}|请讲>`],
  ]);
});
test.each([
  ['post-card', { messageId: idOf(60), kind: 'record', documentId: registration }, 'conversation.message-sent'],
  ['close', {}, 'conversation.closed'],
])('[P10.2] %s that comes before the chat opens it first', async (command, input, told) => {
  await waiting();
  await send(`consultation-${registration}`, 'accept', { eligible: true }, { by: doctor });
  await send(`conversation-${registration}`, command, input);
  expect(events(`conversation-${registration}`).map(({ type }) => type)).toEqual(['conversation.opened', told]);
});
test('[P10.2] without a consultation there is no chat', async () => {
  const card = { messageId: idOf(60), kind: 'record', documentId: registration };
  await expect(send(`conversation-${registration}`, 'post-card', card)).rejects.toMatchObject(
    refused('unknown-conversation'),
  );
});
