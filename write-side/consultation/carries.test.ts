import { expect, test } from '@jest/globals';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import { consulting } from '../processes/consulting.ts';
import { dispensing } from '../processes/dispensing.ts';
import { paying } from '../processes/paying.ts';
import { idOf } from '../testing/harness.ts';
import { diabetes, doctor, ids, patient, pharmacist, publishedRecord, usage, visit } from '../testing/visit.ts';

const id = idOf(50);
const [of, drugs, payment] = [`prescription-${id}`, `dispensing-${id}`, idOf(31)];
const written = { diagnoses: [diabetes], lines: [usage(ids.tablets)] };
const submit = { consultationId: ids.consultation, ...written };

const open = async () => {
  const hospital = await visit();
  await publishedRecord(hospital);
  return hospital;
};
type Hospital = Awaited<ReturnType<typeof open>>;
const all = async ({ store }: Hospital) => (await store.readAll(null, 1_000)).events;
const typesSince = async (hospital: Hospital, from: number) =>
  (await all(hospital)).slice(from).map(({ type }) => type);

const payable = { lines: [{ business: 'prescription', subjectId: id }] };
const ready = { patientId: ids.patient, consultationId: ids.consultation, hisNumber: 'H1' };
const codeOf = ({ opened }: Hospital) => ({ pickUpCode: opened(drugs)[0]?.data.pickUpCode });
/** The way to the drugs: each state with the step that leads to it from the one before. */
const way: readonly (readonly [state: string, step: (hospital: Hospital) => Promise<unknown>])[] = [
  ['submitted', ({ send }) => send(of, 'submit', submit, { by: doctor })],
  ['claimed', ({ send }) => send(of, 'claim', {}, { by: pharmacist })],
  ['passed', ({ send }) => send(of, 'pass', {}, { by: pharmacist })],
  ['published', ({ send }) => send(of, 'publish', {}, { by: doctor })],
  ['ordered', ({ send }) => send(`payment-${payment}`, 'create', payable, { by: patient })],
  [
    'paid',
    async ({ send }) => {
      const paidAt = '2026-03-02T01:00:00.000Z';
      const success = { method: 'wechat', transactionId: '4200001', amount: 2_500, discount: 0, paidAt };
      await send(`payment-${payment}`, 'record-success', success);
      await send(of, 'confirm-payment', { paymentId: payment, amount: 2_500 });
    },
  ],
  ['ready', ({ send }) => send(drugs, 'ready', ready)],
];
const detours: typeof way = [
  ['failed', ({ send }) => send(of, 'fail', { reason: '剂量偏大' }, { by: pharmacist })],
  ['recalled', ({ send }) => send(of, 'recall', {}, { by: doctor })],
];
const stepsTo = (state: string) => {
  const before = { failed: 'claimed', recalled: 'submitted' }[state] ?? state;
  const last = way.findIndex(([name]) => name === before);
  return [...way.slice(0, last + 1), ...detours.filter(([name]) => name === state)];
};

const ends = (hospital: Hospital, how: 'cancel' | 'terminate') =>
  hospital.send(`consultation-${ids.consultation}`, how, { reason: '病情变化' }, { by: doctor });

/** What the processes make of the events that came since, until nothing follows; calls outside are left out, but named. */
const settle = async (hospital: Hospital, from: number): Promise<string[]> => {
  const { send } = hospital;
  const calls: string[] = [];
  for (let at = from; ; at++) {
    const event = (await all(hospital))[at];
    if (!event) return calls;
    const meta = { eventId: event.id, at: String(event.metadata.at) };
    for (const { on } of [consulting, paying, dispensing])
      for (const reaction of [on[event.type]?.(event.data as never, meta) ?? []].flat())
        if (reaction.kind === 'call') calls.push(reaction.gateway);
        else if (reaction.kind === 'send' && !reaction.at)
          await send(`${reaction.capability}-${reaction.id}`, reaction.command, reaction.input as object).catch(
            error => {
              if (error.name !== 'Refusal') throw error;
            },
          );
  }
};

const states = ['submitted', 'claimed', 'failed', 'recalled', 'passed', 'published', 'ordered', 'paid', 'ready'];
for (const how of ['cancel', 'terminate'] as const)
  for (const state of states)
    test(`[D3.6] a prescription that is ${state} ends with its visit, ${how}`, async () => {
      const hospital = await open();
      for (const [, step] of stepsTo(state)) await step(hospital);
      const before = (await all(hospital)).length;
      await ends(hospital, how);
      const calls = await settle(hospital, before);
      expect(hospital.opened(of).at(-1)).toMatchObject({
        type: 'prescription.cancelled',
        data: { by: 'doctor', reason: expect.stringContaining('病情变化') },
      });
      const paid = state === 'paid' || state === 'ready';
      expect(calls.includes('his.cancel-prescription')).toBe(paid);
      const back = hospital.events(`payment-${payment}`).filter(({ type }) => type === 'payment.refund-requested');
      expect(back.map(({ data }) => data.amount)).toEqual(paid ? [2_500] : []);
      // Whatever is asked of it now, nothing of it reaches the patient.
      for (const [step, again] of [...way, ...detours])
        await again(hospital).catch(error => expect([step, error.name]).toEqual([step, 'Refusal']));
      const handOut = hospital.send(drugs, 'dispense', codeOf(hospital), { by: pharmacist });
      await expect(handOut).rejects.toThrow();
      const types = await typesSince(hospital, before);
      for (const type of ['passed', 'published', 'paid', 'dispensed'])
        expect(types).not.toContain(`prescription.${type}`);
      expect(types).not.toContain('dispensing.dispensed');
    });

/** Before any process has run. */
for (const [index, [state, step]] of way.entries())
  test(`[D3.6] from the moment its visit ends, no step leads to ${state}`, async () => {
    const hospital = await open();
    for (const [, done] of way.slice(0, index)) await done(hospital);
    await ends(hospital, 'terminate');
    const before = (await all(hospital)).length;
    await step(hospital).catch(error => expect(error.name).toBe('Refusal'));
    const types = await typesSince(hospital, before);
    // Money that was on its way is written down and goes back; what HIS says comes too late to be handed out.
    const money = ['tender-succeeded', 'succeeded', 'line-paid'].map(step => `payment.${step}`);
    const allowed = [...money, 'prescription.payment-declined', 'dispensing.readied'];
    expect(types.filter(type => !allowed.includes(type))).toEqual([]);
    if (state !== 'ready') return;
    const handOut = hospital.send(drugs, 'dispense', codeOf(hospital), { by: pharmacist });
    await expect(handOut).rejects.toMatchObject({ code: 'visit-cancelled' });
  });

test('[D3.6] one that was about to be handed in when its visit ended never is', async () => {
  const { send, events } = await open();
  await send(`consultation-${ids.consultation}`, 'prescribe', { prescriptionId: id });
  await send(`consultation-${ids.consultation}`, 'cancel', { reason: '急诊手术' }, { by: doctor });
  await send(of, 'cancel-with-visit', { side: 'doctor', reason: '问诊已取消' });
  expect(events(of)).toEqual([{ type: 'prescription.barred', data: { prescriptionId: id } }]);
  await expect(send(of, 'submit', submit, { by: doctor })).rejects.toMatchObject({ name: 'Refusal' });
});

test('[D3.10] a diagnosis of a prescription is one of the record, under its name; any other is refused', async () => {
  const { send, opened } = await open();
  const named = (diagnosis: object) =>
    send(of, 'submit', { ...submit, diagnoses: [{ ...diabetes, ...diagnosis }] }, { by: doctor });
  await expect(named({ code: 'ZZ99.9', name: '不存在的病' })).rejects.toMatchObject({ code: 'unknown-diagnosis' });
  const other = { ...diabetes, code: 'I10.x00', name: '高血压' };
  await send(`diagnosis-${diagnosisIdOf(other)}`, 'list', other);
  await expect(named(other)).rejects.toMatchObject({ code: 'diagnosis-not-in-record' });
  await named({ name: '健康体检' });
  expect(opened(of)[0]?.data.diagnoses).toEqual([diabetes]);
});

test('[D3.12] a visit that was completed carries what was written in it: it is failed, revised, passed and published', async () => {
  const hospital = await open();
  const { send, events } = hospital;
  for (const [, step] of stepsTo('claimed')) await step(hospital);
  await send(`consultation-${ids.consultation}`, 'complete', {}, { by: doctor });
  await send(of, 'fail', { reason: '剂量偏大' }, { by: pharmacist });
  await send(of, 'revise', written, { by: doctor });
  await send(of, 'claim', {}, { by: pharmacist });
  await send(of, 'pass', {}, { by: pharmacist });
  await send(of, 'publish', {}, { by: doctor });
  expect(events(of).at(-1)?.type).toBe('prescription.published');
  const another = send(`prescription-${idOf(51)}`, 'submit', submit, { by: doctor });
  await expect(another).rejects.toMatchObject({ code: 'consultation-not-in-progress' });
});
