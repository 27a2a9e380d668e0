import { expect, test } from '@jest/globals';
import { idOf } from '../testing/harness.ts';
import {
  diabetes,
  doctor,
  ids,
  pharmacist,
  publishedPrescription,
  recordText,
  usage,
  visit,
} from '../testing/visit.ts';

const id = idOf(50);
const stream = `prescription-${id}`;
const syrup = usage(ids.syrup, { dose: { value: 10, unit: 'ml' }, days: 3, quantity: 1 });
const written = (...lines: object[]) => ({ diagnoses: [diabetes], lines });
const prescribe = (...lines: object[]) => ({ consultationId: ids.consultation, ...written(...lines) });

const recorded = async () => {
  const hospital = await visit();
  await hospital.send(`record-${ids.consultation}`, 'write', recordText, { by: doctor });
  return hospital;
};

test('[D3.10] lines carry what the drugs are and cost on the day, whatever they cost later', async () => {
  const { send, opened } = await recorded();
  await send(stream, 'submit', prescribe(usage(ids.tablets), syrup), { by: doctor });
  await send(`drug-${ids.tablets}`, 'price', { unitPrice: 999_900 });
  expect(opened(stream)).toEqual([
    {
      type: 'prescription.submitted',
      data: {
        prescriptionId: id,
        consultationId: ids.consultation,
        patientId: ids.patient,
        visitPersonId: ids.visitPerson,
        doctorId: ids.doctor,
        departmentId: ids.department,
        version: 1,
        diagnoses: [diabetes],
        lines: [
          {
            ...usage(ids.tablets),
            code: 'XA01AB',
            name: '二甲双胍片',
            kind: 'western',
            specification: '0.5g*20片',
            unit: '盒',
            unitPrice: 125_000,
            facts: { form: '片剂' },
          },
          {
            ...syrup,
            code: 'XB02CD',
            name: '止咳糖浆',
            kind: 'western',
            specification: '100ml',
            unit: '瓶',
            unitPrice: 9_900,
            facts: { form: '片剂' },
          },
        ],
        total: 2_599,
        validUntil: '2026-03-02T15:59:59.999Z',
        judged: { asked: expect.any(Array), findings: [] },
      },
    },
  ]);
});

test('[D3.10] only after the diagnosis was recorded', async () => {
  const { send } = await visit();
  await expect(send(stream, 'submit', prescribe(usage(ids.tablets)), { by: doctor })).rejects.toMatchObject({
    code: 'record-required',
  });
});

test('[D3.10] [D3.12] only in a consultation of their own that is in progress', async () => {
  const { send } = await recorded();
  const refused = { code: 'consultation-not-in-progress' };
  const another = { id: idOf(99), role: 'doctor' } as const;
  await expect(send(stream, 'submit', prescribe(usage(ids.tablets)), { by: another })).rejects.toMatchObject(refused);
  await send(stream, 'submit', prescribe(usage(ids.tablets)), { by: doctor });
  await send(stream, 'recall', {}, { by: doctor });
  await expect(send(stream, 'revise', written(usage(ids.tablets)), { by: another })).rejects.toThrow(
    'out of reach of a doctor',
  );
  await send(`record-${ids.consultation}`, 'publish', {}, { by: doctor });
  await send(`consultation-${ids.consultation}`, 'complete', {}, { by: doctor });
  // What failed or was recalled is revised after the visit, too; nothing new is begun.
  await send(stream, 'revise', written(usage(ids.tablets)), { by: doctor });
  const next = send(`prescription-${idOf(51)}`, 'submit', prescribe(usage(ids.tablets)), { by: doctor });
  await expect(next).rejects.toMatchObject(refused);
});

test('[D3.10] a drug that is controlled, unknown or off the list is not prescribed', async () => {
  const { send, events } = await recorded();
  const submit = (drugId: string) => send(stream, 'submit', prescribe(usage(drugId)), { by: doctor });
  await expect(submit(ids.opioid)).rejects.toMatchObject({ code: 'drug-controlled' });
  await expect(submit(idOf(97))).rejects.toMatchObject({ code: 'unknown-drug' });
  await send(`drug-${ids.tablets}`, 'delist');
  await expect(submit(ids.tablets)).rejects.toMatchObject({ code: 'unknown-drug' });
  expect(events(stream)).toEqual([]);
});

test('[R2.3] [D3.12] failed, revised with new prices, passed and published', async () => {
  const { send, events } = await recorded();
  await send(stream, 'submit', prescribe(usage(ids.tablets)), { by: doctor });
  await send(stream, 'claim', {}, { by: pharmacist });
  await send(stream, 'fail', { reason: '剂量偏大' }, { by: pharmacist });
  await send(`drug-${ids.tablets}`, 'price', { unitPrice: 100_000 });
  await send(stream, 'revise', written(usage(ids.tablets, { days: 6, quantity: 1 })), { by: doctor });
  await expect(send(stream, 'publish', {}, { by: doctor })).rejects.toMatchObject({ code: 'prescription-not-passed' });
  await send(stream, 'claim', {}, { by: pharmacist });
  await send(stream, 'pass', {}, { by: pharmacist });
  await send(stream, 'publish', {}, { by: doctor });
  expect(events(stream).map(({ type }) => type.slice('prescription.'.length))).toEqual([
    'submitted',
    'claimed',
    'failed',
    'submitted',
    'claimed',
    'passed',
    'published',
  ]);
  expect(events(stream).at(-1)?.data).toMatchObject({ total: 1_000, patientId: ids.patient });
});

test('[O1.3] a paid one is cancelled or handed out, whatever comes first, and never both', async () => {
  const reason = '药品召回';
  const drugs = `dispensing-${id}`;
  const paid = async () => {
    const hospital = await visit();
    await publishedPrescription(hospital, id);
    await hospital.send(stream, 'confirm-payment', { paymentId: idOf(31), amount: 2_500 });
    return hospital;
  };
  const ready = { patientId: ids.patient, consultationId: ids.consultation, hisNumber: 'H1' };
  const first = await paid();
  const cancel = () => first.send(stream, 'cancel', { reason }, { by: pharmacist });
  // HIS has not answered yet.
  await expect(cancel()).rejects.toMatchObject({ code: 'being-confirmed' });
  await first.send(drugs, 'ready', ready);
  await cancel();
  await cancel();
  const { pickUpCode } = first.opened(drugs)[0]?.data ?? {};
  const handOut = () => first.send(drugs, 'dispense', { pickUpCode }, { by: pharmacist });
  await expect(handOut()).rejects.toMatchObject({ code: 'dispensing-cancelled' });
  expect(first.events(drugs).map(({ type }) => type)).toEqual(['dispensing.readied', 'dispensing.cancelled']);
  expect(first.opened(stream).at(-1)).toMatchObject({
    type: 'prescription.cancelled',
    data: { reason, published: true, paymentId: idOf(31), amount: 2_500 },
  });

  const second = await paid();
  await second.send(drugs, 'ready', ready);
  await second.send(drugs, 'dispense', { pickUpCode: second.opened(drugs)[0]?.data.pickUpCode }, { by: pharmacist });
  // Before the prescription has heard of it.
  const late = second.send(stream, 'cancel', { reason }, { by: pharmacist });
  await expect(late).rejects.toMatchObject({ code: 'handed-out' });
});

test('[D3.10] [R2.3] above the limit with a reason alone, which the reviewer sees and ticks', async () => {
  const { send, opened } = await recorded();
  const high = usage(ids.limited, { dose: { value: 15, unit: 'mg' }, frequency: 'qd', days: 7, quantity: 1 });
  const submit = (more: object) => send(stream, 'submit', { ...prescribe(high), ...more }, { by: doctor });
  await expect(submit({})).rejects.toMatchObject({ code: 'over-dose' });
  await submit({ answers: [{ rule: 'R25', reason: 'guideline' }] });
  expect(opened(stream)[0]).toMatchObject({
    data: {
      judged: {
        findings: [
          {
            rule: 'R25',
            level: 'sign-again',
            drugId: ids.limited,
            reason: 'guideline',
            says: '每次 3片，说明书最多 2片',
          },
          { rule: 'R34', level: 'tick', drugId: ids.limited, says: '处方诊断中没有它的适应证' },
        ],
      },
    },
  });
  await send(stream, 'claim', {}, { by: pharmacist });
  const pass = (ticked: string[]) => send(stream, 'pass', { ticked }, { by: pharmacist });
  await expect(pass(['R25'])).rejects.toMatchObject({ code: 'flags-open' });
  await pass(['R25', 'R34']);
});

test('[D3.10] the age of the visit person on the day counts, in a first version and in a revision', async () => {
  const { send } = await recorded();
  const by = { id: ids.patient, role: 'patient' } as const;
  await send(`patient-${ids.patient}`, 'register', { openid: `o${'a'.repeat(27)}` });
  const phone = '13800000000';
  const child = {
    visitPersonId: ids.visitPerson,
    relation: 'child',
    name: '小明',
    idNumber: '110101202003031236',
    phone,
  };
  await send(`patient-${ids.patient}`, 'add-visit-person', child, { by });
  const limited = usage(ids.limited, { dose: { value: 5, unit: 'mg' }, frequency: 'qd', days: 7, quantity: 1 });
  const submit = (line: object) => send(stream, 'submit', prescribe(line), { by: doctor });
  await expect(submit(limited)).rejects.toMatchObject({ code: 'age-contraindicated' });
  await submit(usage(ids.tablets));
  await send(stream, 'recall', {}, { by: doctor });
  const revised = send(stream, 'revise', written(limited), { by: doctor });
  await expect(revised).rejects.toMatchObject({ code: 'age-contraindicated' });
});
