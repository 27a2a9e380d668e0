import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import {
  department,
  doctor,
  held,
  opened,
  patient,
  payment,
  prescribed,
  prescriptionId,
  recordOf,
  registration,
  step,
  submitted,
  type Visit,
} from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { byCode, dispensing, dispensings, pickUpCode } from './dispensings.ts';
import { payment as paymentQuery, payments } from './payments.ts';
import { prescription, prescriptions, reviewList } from './prescriptions.ts';
import { history, record, records } from './records.ts';
import { registration as registrationQuery, registrations } from './registrations.ts';
import { visit as visitQuery } from './visit.ts';

const as = (role: 'patient' | 'doctor' | 'pharmacist' | 'operator', name: string) => ({ role, id: idOf(name) });
const [lei, mei] = [as('patient', '李雷'), as('patient', '韩梅梅')];
const [wang, zhao] = [as('doctor', '王医生'), as('doctor', '赵医生')];
const [sun, qian] = [as('pharmacist', '孙药师'), as('pharmacist', '钱药师')];
const operator = as('operator', '运营');
const at = (time: string) => `2026-01-05T${time}:00.000Z`;
const visit = (name: string, number: number, more: Partial<Visit> = {}): Visit => ({
  ...{ name, patient: '李雷', doctor: '王医生', session: '周一上午', number },
  ...more,
});
/** Published and unpaid · paid and ready · waiting for review · failed; and one of another patient. */
const [past, current, pending, failed] = [
  visit('旧', 1, { doctor: '赵医生' }),
  visit('今', 2),
  visit('待', 3),
  visit('败', 4),
];
const hers = visit('她', 5, { patient: '韩梅梅' });
const claim = (of: Visit, name = '孙药师') => ({
  type: 'prescription.claimed',
  data: { prescriptionId: prescriptionId(of), pharmacistId: idOf(name), until: at('12:00') },
});
const decision = { pharmacistId: idOf('孙药师'), version: 1 };
const published = (of: Visit, time: string) => [
  submitted(of, {}, at(time)),
  claim(of),
  prescribed(of, 'passed', decision, at(time)),
  prescribed(of, 'published', { total: 2_550, contentHash: 'hash' }, at(time)),
];
const order = { subject: '今方', patient: '李雷', business: 'prescription', amount: 2_550 };

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital(at('02:00'));
  await house.given(
    ...[department('心内科'), doctor('王医生', '心内科'), doctor('赵医生', '心内科')],
    doctor('孙药师', '心内科', { kind: 'pharmacist', title: 'pharmacist' }),
    ...[...patient('李雷'), ...patient('韩梅梅')],
    ...[past, current, pending, failed, hers].flatMap((one, index) => [held(one, at(`00:0${index}`)), opened(one)]),
    registration(current, 'paid', { paymentId: idOf('今款'), amount: 1_200 }),
    registration(current, 'booked', { hisNumber: 'H1' }),
    payment('created', { subject: '今', patient: '李雷', amount: 1_200 }, at('00:10')),
    payment('tender-succeeded', { subject: '今', patient: '李雷', amount: 1_200 }, at('00:11')),
    payment('succeeded', { subject: '今', patient: '李雷', amount: 1_200 }, at('00:11')),
    step(current, 'accepted'),
    ...[recordOf(past, 'written', at('00:20')), recordOf(past, 'published', at('00:21'))],
    ...[recordOf(current, 'written', at('00:30'))],
    ...published(past, '00:22'),
    ...published(hers, '00:23'),
    ...published(current, '00:31'),
    payment('created', order, at('00:40')),
    payment('succeeded', order, at('00:41')),
    prescribed(current, 'paid', { paymentId: idOf('今方款'), amount: 2_550 }, at('00:41')),
    {
      type: 'dispensing.readied',
      data: {
        ...{ dispensingId: prescriptionId(current), patientId: idOf('李雷'), consultationId: idOf(current.name) },
        pickUpCode: '0123456789',
        pickUpCodeIndex: 'pick-up-code 0123456789',
        hisNumber: 'H2',
      },
    },
    submitted(pending, {}, at('00:50')),
    submitted(failed, {}, at('00:45')),
    claim(failed),
    prescribed(failed, 'failed', { ...decision, reason: '剂量过大' }, at('00:46')),
  );
});
afterAll(() => house.close());

const ids = async (...asked: Parameters<typeof house.ask>) =>
  ((await house.ask(...asked)) as { rows: { prescriptionId: string }[] }).rows.map(row => row.prescriptionId);
const of = (...visits: Visit[]) => visits.map(prescriptionId);

test('[P7.1] [P10.2] a patient sees published prescriptions by payment and time, without the reviews', async () => {
  expect(await ids(prescriptions, lei)).toEqual(of(current, past));
  expect(await ids(prescriptions, lei, { payment: 'payable' })).toEqual(of(past));
  expect(await ids(prescriptions, lei, { payment: 'paid' })).toEqual(of(current));
  expect(await ids(prescriptions, lei, { payment: 'over' })).toEqual([]);
  expect(await ids(prescriptions, lei, { status: 'submitted' })).toEqual([]);
  expect(await ids(prescriptions, lei, { from: '2026-01-06' })).toEqual([]);
  expect(await house.ask(prescription, lei, { prescriptionId: prescriptionId(past) })).toMatchObject({
    ...{ doctorName: '赵医生', pharmacistName: '孙药师', visitPersonName: '李雷', reviews: [] },
    ...{ chiefComplaint: null, record: null },
  });
  for (const hidden of [pending, failed, hers])
    await expect(house.ask(prescription, lei, { prescriptionId: prescriptionId(hidden) })).rejects.toThrow(NotFound);
});

test('[D4.2] a doctor sees own prescriptions with the progress of their review', async () => {
  expect(await ids(prescriptions, wang)).toEqual(of(pending, failed, current, hers));
  expect(await house.ask(prescription, wang, { prescriptionId: prescriptionId(failed) })).toMatchObject({
    status: 'failed',
    reviews: [{ version: 1, passed: false, reason: '剂量过大' }],
  });
  await expect(house.ask(prescription, zhao, { prescriptionId: prescriptionId(failed) })).rejects.toThrow(NotFound);
});

test('[R2.1] [R2.2] a pharmacist sees what is to be reviewed, with complaint and record', async () => {
  expect(await ids(reviewList, sun)).toEqual(of(pending));
  expect(await ids(reviewList, sun, { state: 'done' })).toEqual(of(failed, current, hers, past));
  expect(await ids(reviewList, qian, { state: 'done' })).toEqual([]);
  expect(await house.ask(prescription, sun, { prescriptionId: prescriptionId(current) })).toMatchObject({
    chiefComplaint: '李雷：头晕三天',
    record: { presentIllness: '血压偏高', publishedAt: null },
  });
  await house.given(claim(pending, '钱药师'));
  expect(await ids(reviewList, sun)).toEqual([]);
  expect(await ids(reviewList, sun, { state: 'claimed' })).toEqual([]);
  expect(await ids(reviewList, qian, { state: 'claimed' })).toEqual(of(pending));
});

test('[O1.3] operations see all of them, the persons only in part', async () => {
  const page = (await house.ask(prescriptions, operator, { limit: '3' })) as { rows: object[]; next: string };
  expect(page.rows[0]).toMatchObject({ visitPersonName: '李**', birthDate: '1980-**-**', doctorName: '王医生' });
  expect(await ids(prescriptions, operator, { limit: '3', cursor: page.next })).toEqual(of(hers, past));
});

test('[P8.2] [R3.1] the code is the patient’s alone; a pharmacist finds by it', async () => {
  const dispensingId = prescriptionId(current);
  expect(await house.ask(pickUpCode, lei, { dispensingId })).toEqual({ dispensingId, pickUpCode: '0123456789' });
  await expect(house.ask(pickUpCode, mei, { dispensingId })).rejects.toThrow(NotFound);
  await expect(house.ask(pickUpCode, sun, { dispensingId })).rejects.toThrow();
  const list = await house.ask(dispensings, sun);
  expect(list).toMatchObject({
    rows: [{ dispensingId, visitPersonName: '李雷', lines: [{ name: '苯磺酸氨氯地平片' }] }],
  });
  expect(JSON.stringify(list)).not.toContain('0123456789');
  const found = await house.ask(byCode, sun, { pickUpCode: '0123456789' });
  expect(found).toMatchObject({ dispensingId, status: 'ready', visitPersonName: '李雷' });
  expect(found).not.toHaveProperty('pickUpCode');
  expect(await house.ask(byCode, sun, { pickUpCode: '9999999999' })).toBeNull();
  await expect(house.ask(byCode, lei, { pickUpCode: '0123456789' })).rejects.toThrow();
  expect(await house.ask(dispensings, mei)).toMatchObject({ rows: [] });
  expect(await house.ask(dispensing, sun, { dispensingId })).toMatchObject({ total: 2_550, status: 'ready' });
  await house.given({
    type: 'dispensing.dispensed',
    data: { dispensingId, patientId: idOf('李雷'), pharmacistId: idOf('孙药师') },
  });
  expect(await house.ask(pickUpCode, lei, { dispensingId })).toEqual({ dispensingId, pickUpCode: null });
  expect(await house.ask(dispensings, sun, { status: 'dispensed' })).toMatchObject({ rows: [{ dispensingId }] });
  expect(await house.ask(byCode, sun, { pickUpCode: '0123456789' })).toMatchObject({ status: 'dispensed' });
});

test('[P10.3] a record is its doctor’s alone until it is published', async () => {
  expect(await house.ask(records, lei)).toMatchObject({ rows: [{ recordId: idOf('旧'), advice: '低盐饮食' }] });
  await expect(house.ask(record, lei, { recordId: idOf('今') })).rejects.toThrow(NotFound);
  await expect(house.ask(record, mei, { recordId: idOf('旧') })).rejects.toThrow(NotFound);
  expect(await house.ask(record, wang, { recordId: idOf('今') })).toMatchObject({ publishedAt: null });
  expect(await house.ask(records, wang, { visitPersonId: idOf('李雷 self') })).toMatchObject({
    rows: [{ recordId: idOf('今'), departmentName: '心内科' }],
  });
});

test('[D2.2] the treating doctor sees what other doctors found earlier, and nobody else does', async () => {
  expect(await house.ask(history, wang, { consultationId: idOf('今') })).toMatchObject({
    records: [{ recordId: idOf('旧'), doctorName: '赵医生', diagnoses: [{ code: 'I10.x00' }] }],
    prescriptions: [{ prescriptionId: prescriptionId(past) }],
  });
  await expect(house.ask(history, zhao, { consultationId: idOf('今') })).rejects.toThrow(NotFound);
});

test('[P7.6] payments are the payer’s and the house’s', async () => {
  expect(await house.ask(payments, lei)).toMatchObject({
    rows: [
      { lines: [{ subjectId: prescriptionId(current) }], status: 'succeeded' },
      { lines: [{ subjectId: idOf('今') }] },
    ],
  });
  expect(await house.ask(payments, lei, { business: 'registration' })).toMatchObject({
    rows: [{ lines: [{ subjectId: idOf('今') }] }],
  });
  expect(await house.ask(payments, mei)).toMatchObject({ rows: [] });
  await expect(house.ask(paymentQuery, mei, { paymentId: idOf('今款') })).rejects.toThrow(NotFound);
  expect(await house.ask(paymentQuery, operator, { paymentId: idOf('今款') })).toMatchObject({ paid: 1_200 });
  await expect(house.ask(payments, wang)).rejects.toThrow();
});

test('[P6.11] [O1.2] registrations are listed newest first, by day and state', async () => {
  const found = async (by: typeof lei, params: object = {}) =>
    ((await house.ask(registrations, by, params)) as { rows: { registrationId: string }[] }).rows.map(
      row => row.registrationId,
    );
  expect(await found(lei)).toEqual(['败', '待', '今', '旧'].map(idOf));
  expect(await found(operator, { status: 'booked' })).toEqual([idOf('今')]);
  // What was only held shows nothing to the doctor.
  expect(await found(wang)).toEqual([idOf('今')]);
  expect(await found(zhao)).toEqual([]);
  await expect(house.ask(registrationQuery, zhao, { registrationId: idOf('旧') })).rejects.toThrow(NotFound);
  expect(await found(operator, { to: '2026-01-04' })).toEqual([]);
  await expect(house.ask(registrationQuery, mei, { registrationId: idOf('今') })).rejects.toThrow(NotFound);
  expect(await house.ask(registrationQuery, operator, { registrationId: idOf('今') })).toMatchObject({
    ...{ visitPersonName: '李**', chiefComplaint: '***', hisNumber: 'H1', doctorName: '王医生' },
  });
});

test('[P10.1] a visit is one page from booking to pick-up', async () => {
  const registrationId = idOf('今');
  expect(await house.ask(visitQuery, lei, { registrationId })).toMatchObject({
    registration: { registrationId, visitPersonName: '李雷', status: 'booked' },
    queue: null,
    consultation: { status: 'in-progress' },
    record: null,
    prescriptions: [{ prescriptionId: prescriptionId(current), status: 'paid', reviews: [] }],
    dispensings: [{ dispensingId: prescriptionId(current) }],
    payments: [{ lines: [{ business: 'registration' }] }, { lines: [{ business: 'prescription' }] }],
    rating: null,
  });
  expect(await house.ask(visitQuery, lei, { registrationId: idOf('败') })).toMatchObject({
    queue: { number: 4, ahead: 2, called: 2 },
    prescriptions: [],
  });
  await expect(house.ask(visitQuery, mei, { registrationId })).rejects.toThrow(NotFound);
});

test('[O1.2] payments are found by how their refund stands', async () => {
  const refunded = { subject: '今', patient: '李雷', amount: 1_200 };
  const found = async (refund: string) =>
    ((await house.ask(payments, operator, { refund })) as { rows: { paymentId: string }[] }).rows.map(
      ({ paymentId }) => paymentId,
    );
  await house.given(payment('refund-requested', refunded, at('01:00')));
  expect([await found('requested'), await found('succeeded')]).toEqual([[idOf('今款')], []]);
  await house.given(payment('refund-succeeded', refunded, at('01:01')));
  expect([await found('requested'), await found('succeeded')]).toEqual([[], [idOf('今款')]]);
});

test('[R2.2] who treats a person sees their other open prescriptions; nobody else’s, and the patient none', async () => {
  const othersFor = async (by: typeof sun) =>
    (
      (await house.ask(prescription, by, { prescriptionId: prescriptionId(current) })) as {
        others: { prescriptionId: string }[];
      }
    ).others
      .map(other => other.prescriptionId)
      .sort();
  // The failed one is not open, hers is another person's.
  expect(await othersFor(sun)).toEqual([prescriptionId(past), prescriptionId(pending)].sort());
  expect(await othersFor(lei)).toEqual([]);
});

test('[R2.1] a pharmacist opens what waits and what they decided on, and no other prescription', async () => {
  const opens = (by: typeof sun, one: Visit) => house.ask(prescription, by, { prescriptionId: prescriptionId(one) });
  const waiting = visit('等', 6);
  await house.given(submitted(waiting, {}, at('01:20')));
  for (const one of [past, current, failed, waiting])
    expect(await opens(sun, one)).toMatchObject({ visitPersonName: '李雷' });
  // 钱药师 has claimed one, and decided on none.
  for (const one of [pending, waiting]) expect(await opens(qian, one)).toMatchObject({ visitPersonName: '李雷' });
  await expect(opens(sun, pending)).rejects.toThrow(NotFound);
  for (const one of [past, current, failed]) await expect(opens(qian, one)).rejects.toThrow(NotFound);
});

test('[D2.2] what is found after a visit was over is no part of its history, and a visit that was none has no history', async () => {
  const before = (await house.ask(history, zhao, { consultationId: idOf('旧') })) as { prescriptions: object[] };
  expect(before.prescriptions).toMatchObject([{ prescriptionId: prescriptionId(current) }]);
  await house.given(
    ...[step(past, 'accepted'), step(past, 'completed', {}, at('00:25'))],
    recordOf(current, 'published', at('01:10')),
    step(pending, 'withdrawn', { by: 'patient', reason: '不看了' }),
  );
  expect(await house.ask(history, zhao, { consultationId: idOf('旧') })).toEqual({ records: [], prescriptions: [] });
  await expect(house.ask(history, wang, { consultationId: idOf('待') })).rejects.toThrow(NotFound);
});
