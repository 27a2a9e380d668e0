import { expect, test } from '@jest/globals';
import type { Outside } from '../feature.ts';
import { idOf, now } from '../testing/harness.ts';
import { heldRegistration, ids, patient, publishedPrescription, visit } from '../testing/visit.ts';
import type { Success } from './state.ts';
import { lineNames } from './testing/lines.ts';

const id = idOf(60);
const stream = `payment-${id}`;
const registrationId = idOf(61);
const prescriptionId = idOf(62);
const stranger = { id: idOf(99), role: 'patient' } as const;
const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

const held = async () => {
  const hospital = await visit();
  await heldRegistration(hospital, registrationId);
  return hospital;
};
const published = async (query?: Outside['paymentSuccess']) => {
  const hospital = await visit(query);
  await publishedPrescription(hospital, prescriptionId);
  return hospital;
};
const forRegistration = { lines: [{ business: 'registration', subjectId: registrationId }] };
const forPrescription = { lines: [{ business: 'prescription', subjectId: prescriptionId }] };
const notPayable = { code: 'not-payable' };
const unknownSubject = { code: 'unknown-subject' };

test('[P6.9] a held number is paid at its fee, until its hold ends', async () => {
  const { send, events } = await held();
  await send(stream, 'create', forRegistration, { by: patient, at: later(5) });
  expect(events(stream)).toEqual([
    {
      type: 'payment.created',
      data: {
        paymentId: id,
        patientId: ids.patient,
        lines: [
          {
            ...lineNames(id, registrationId),
            amount: 2_500,
            description: '网络门诊挂号费',
            shares: [{ method: 'wechat', amount: 2_500 }],
          },
        ],
        tenders: [{ method: 'wechat', amount: 2_500 }],
        amount: 2_500,
        description: '网络门诊挂号费',
        expiresAt: later(15),
      },
    },
  ]);
});

test('[P6.9] a number that is not held any more is not payable', async () => {
  const { send } = await held();
  await expect(send(stream, 'create', forRegistration, { by: patient, at: later(15) })).rejects.toMatchObject(
    notPayable,
  );
  await send(`registration-${registrationId}`, 'cancel', { reason: '不去了' }, { by: patient });
  await expect(send(stream, 'create', forRegistration, { by: patient })).rejects.toMatchObject(notPayable);
});

test('[P6.9] [P7.3] a patient pays for what is theirs', async () => {
  const registered = await held();
  const refused = registered.send(stream, 'create', forRegistration, { by: stranger });
  await expect(refused).rejects.toMatchObject(unknownSubject);
  const unknown = registered.send(stream, 'create', forPrescription, { by: patient });
  await expect(unknown).rejects.toMatchObject(unknownSubject);
  const prescribed = await published();
  const alien = prescribed.send(stream, 'create', forPrescription, { by: stranger });
  await expect(alien).rejects.toMatchObject(unknownSubject);
});

test('[P7.3] a published prescription is paid at its total, within two hours and its validity', async () => {
  const { send, events } = await published();
  await send(stream, 'create', forPrescription, { by: patient });
  expect(events(stream)[0]?.data).toMatchObject({ amount: 2_500, description: '处方药品费', expiresAt: later(120) });
  // Nine in the morning in Shanghai; the day ends fifteen hours later.
  await send(`payment-${idOf(63)}`, 'create', forPrescription, { by: patient, at: later(14.5 * 60) });
  expect(events(`payment-${idOf(63)}`)[0]?.data).toMatchObject({ expiresAt: '2026-03-02T15:59:59.999Z' });
  const late = send(`payment-${idOf(64)}`, 'create', forPrescription, { by: patient, at: later(15 * 60) });
  await expect(late).rejects.toMatchObject(notPayable);
});

test('[P7.3] a prescription that is paid is not payable again', async () => {
  const { send } = await published();
  await send(`prescription-${prescriptionId}`, 'confirm-payment', { paymentId: id, amount: 2_500 });
  await expect(send(stream, 'create', forPrescription, { by: patient })).rejects.toMatchObject(notPayable);
});

test('[P6.9] only the channel knows: a check records what it says, and asks no more once it is paid', async () => {
  const success: Success = { transactionId: '42', amount: 2_500, discount: 0, paidAt: later(1) };
  const answers: (Success | null)[] = [null, success];
  const asked: string[] = [];
  const query = async (paymentId: string) => {
    asked.push(paymentId);
    return answers.shift() ?? null;
  };
  const { send, events } = await visit(query);
  await expect(send(stream, 'check', {}, { by: patient })).rejects.toMatchObject({ code: 'unknown-payment' });
  expect(asked).toEqual([]);

  const hospital = await published(query);
  await hospital.send(stream, 'create', forPrescription, { by: patient });
  for (const _ of [1, 2, 3]) await hospital.send(stream, 'check', {}, { by: patient });
  expect(asked).toEqual([id, id]);
  expect(hospital.events(stream).map(({ type }) => type.slice('payment.'.length))).toEqual([
    'created',
    'tender-succeeded',
    'succeeded',
    'line-paid',
  ]);
  expect(hospital.events(stream)[1]?.data).toMatchObject(success);
  await expect(hospital.send(stream, 'check', {}, { by: stranger })).rejects.toThrow('out of reach of a patient');
  expect(events(stream)).toEqual([]);
});

test('[P7.2] several prescriptions are paid together, each once, and as long as all of them can be', async () => {
  const hospital = await published();
  const second = idOf(65);
  await publishedPrescription(hospital, second);
  const lines = [prescriptionId, second].map(subjectId => ({ business: 'prescription', subjectId }));
  const twice = hospital.send(stream, 'create', { lines: [...lines, ...lines] }, { by: patient });
  await expect(twice).rejects.toMatchObject(notPayable);
  await hospital.send(stream, 'create', { lines }, { by: patient });
  expect(hospital.events(stream)[0]?.data).toMatchObject({
    lines: [{ subjectId: prescriptionId }, { subjectId: second }],
    tenders: [{ method: 'wechat', amount: 5_000 }],
    amount: 5_000,
    description: '处方药品费（2项）',
  });
  await hospital.send(`prescription-${second}`, 'confirm-payment', { paymentId: idOf(66), amount: 2_500 });
  const late = hospital.send(`payment-${idOf(67)}`, 'create', { lines }, { by: patient });
  await expect(late).rejects.toMatchObject(notPayable);
});

test('[P7.7] whether a person is asked follows from what was paid for and where it stands', async () => {
  const hospital = await published();
  await hospital.send(stream, 'create', forPrescription, { by: patient });
  const success = { method: 'wechat', transactionId: '42', amount: 2_500, discount: 0, paidAt: later(1) };
  await hospital.send(stream, 'record-success', success);
  const ask = (requestId: string) =>
    hospital.send(
      stream,
      'ask-refund',
      { requestId, subjectId: prescriptionId, reason: '药品破损' },
      { by: patient, at: later(2) },
    );
  await expect(ask(idOf(70))).rejects.toMatchObject({ code: 'not-refundable' });
  const prescription = `prescription-${prescriptionId}`;
  await hospital.send(prescription, 'confirm-payment', { paymentId: id, amount: 2_500 });
  await expect(ask(idOf(70))).rejects.toMatchObject({ code: 'refund-at-once' });
  await hospital.send(prescription, 'confirm-dispensed', { pharmacistId: ids.pharmacist });
  await ask(idOf(70));
  // What a person writes is sealed.
  expect(hospital.events(stream).at(-1)).toMatchObject({
    type: 'payment.refund-asked',
    data: { amount: 2_500, reason: `<${ids.patient}|药品破损>` },
  });
});
