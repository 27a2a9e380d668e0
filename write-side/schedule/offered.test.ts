import { expect, test } from '@jest/globals';
import {
  adult,
  child,
  clinic,
  department,
  doctor,
  operator,
  patient,
  refused,
  registration,
  session,
  sessionInput,
} from '../testing/clinic.ts';
import { idOf } from '../testing/harness.ts';

type Clinic = Awaited<ReturnType<typeof clinic>>;
const practitioner = `practitioner-${doctor.id}`;
const service = (on: boolean) => ({ service: 'online-clinic', on });
const details = { name: '心血管内科', subjectCode: '03.04', introduction: '复诊。', order: 1 };
const next = { ...sessionInput, startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };

const ends: readonly (readonly [string, (clinic: Clinic) => Promise<unknown>])[] = [
  ['the clinic is switched off', ({ send }) => send(practitioner, 'switch-service', service(false), { by: doctor })],
  ['the doctor has left', ({ send }) => send(practitioner, 'retire', {}, { by: operator })],
  ['the department is closed', ({ send }) => send(`department-${department}`, 'close', {}, { by: operator })],
];
for (const [what, end] of ends)
  test(`[D4.7] [O2.2] [O2.3] once ${what}, nothing is booked and nothing published`, async () => {
    const opened = await clinic();
    await end(opened);
    await expect(opened.book()).rejects.toMatchObject(refused('clinic-off'));
    expect(opened.events(`clinic-session-${session}`)).toHaveLength(1);
    const publish = opened.send(`clinic-session-${idOf(90)}`, 'publish', next, { by: operator });
    await expect(publish).rejects.toMatchObject({ name: 'Refusal' });
    expect(opened.events(`clinic-session-${idOf(90)}`)).toEqual([]);
  });

test('[D4.7] switched on again it is as before', async () => {
  const opened = await clinic();
  for (const on of [false, true]) await opened.send(practitioner, 'switch-service', service(on), { by: doctor });
  await opened.book();
  await opened.send(`clinic-session-${idOf(90)}`, 'publish', next, { by: operator });
});

test('[P6.8] a child under six is booked with paediatrics and a guardian who is not the child', async () => {
  const { send, book, events } = await clinic();
  const mine = { by: patient };
  const infant = { ...adult, visitPersonId: child, relation: 'child', name: '王小虎', idNumber: '110101202003031236' };
  await expect(
    send(`patient-${patient.id}`, 'add-visit-person', { ...infant, guardianName: '王小虎' }, mine),
  ).rejects.toMatchObject(refused('guardian-is-child'));
  await send(`patient-${patient.id}`, 'add-visit-person', infant, mine);
  const booking = (guardianName?: string) => book({ visitPersonId: child, ...(guardianName && { guardianName }) });
  await expect(booking()).rejects.toMatchObject(refused('guardian-required'));
  await expect(booking('王小虎')).rejects.toMatchObject(refused('guardian-is-child'));
  await expect(booking('王建国')).rejects.toMatchObject(refused('paediatrics-required'));
  expect(events(`clinic-session-${session}`)).toHaveLength(1);
  await send(`department-${department}`, 'change', { ...details, subjectCode: '07.03' }, { by: operator });
  await booking('王建国');
  expect(events(`registration-${registration}`)[0]?.type).toBe('registration.held');
});

test('[P6.11] a number is held until its session ends at most', async () => {
  const { book, events } = await clinic();
  await book({}, { at: '2026-03-02T03:50:00.000Z' });
  expect(events(`registration-${registration}`)[0]?.data.holdUntil).toBe(sessionInput.endsAt);
});
