import { expect, test } from '@jest/globals';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import fc from 'fast-check';
import { run } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';
import type { Prescribed } from './rules.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const [consultationId, patientId, visitPersonId, doctorId, departmentId] = [2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
];
const doctor = { id, now, by: { id: doctorId, role: 'doctor' } } as const;
const prescribed: Prescribed[] = [
  {
    drugId: idOf(41),
    dose: { value: 1, unit: '片' },
    frequency: 'tid',
    route: '1',
    days: 7,
    quantity: 2,
    code: 'XA01AB',
    name: '二甲双胍片',
    kind: 'western',
    specification: '0.5g',
    unit: '盒',
    unitPrice: 125_000,
    control: 'none',
  },
];
const written = {
  diagnoses: [{ code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const }],
  lines: [],
  validDays: 1,
  prescribed,
  age: 45,
  answers: [],
};
const belongs = { consultationId, patientId, visitPersonId, doctorId, departmentId };
const submit: Command = { type: 'submit', ...doctor, consultationId, belongs, ...written };

const pharmacist = fc
  .constantFrom(idOf(21), idOf(22))
  .map(who => ({ id, now, by: { id: who, role: 'pharmacist' } }) as const);
const at = fc.constantFrom(now, now, now, '2026-03-02T16:00:00.000Z');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(submit),
  fc.constant<Command>({ type: 'revise', ...doctor, ...written }),
  fc.constant<Command>({ type: 'recall', ...doctor }),
  pharmacist.map((by): Command => ({ type: 'release', ...by })),
  at.map((now): Command => ({ type: 'time-out-claim', ...asked, now })),
  pharmacist.map((by): Command => ({ type: 'claim', ...by })),
  pharmacist.map((by): Command => ({ type: 'pass', ...by, ticked: [], toTick: [] })),
  pharmacist.map((by): Command => ({ type: 'fail', ...by, reason: '剂量偏大' })),
  // Seldom cancelled: else none would ever be handed out.
  fc.oneof(
    { weight: 9, arbitrary: fc.constant<Command>({ type: 'publish', ...doctor }) },
    { weight: 1, arbitrary: fc.constant<Command>({ type: 'cancel', ...asked, reason: '药品召回', withheld: true }) },
  ),
  fc
    .record({ paymentId: fc.constantFrom(idOf(31), idOf(32)), amount: fc.constantFrom(2_500, 2_500, 1), now: at })
    .map((payment): Command => ({ type: 'confirm-payment', ...asked, carried: true, ...payment })),
  fc.constant<Command>({ type: 'confirm-dispensed', ...asked, pharmacistId: idOf(21) }),
  at.map((now): Command => ({ type: 'expire', ...asked, now })),
);
const commands = fc.array(command, { maxLength: 80, size: 'max' });
const runs = { numRuns: 1_500 };
const play = (sent: readonly Command[]) => run(decider, [submit, ...sent]);
const of = (events: readonly PrescriptionEvent[], type: PrescriptionEvent['type']) =>
  events.filter(event => event.type === type);

test('[R3.1] nothing is dispensed before it was passed, published and paid, in this order, and only once', () => {
  let dispensed = 0;
  fc.assert(
    fc.property(commands, sent => {
      const types = play(sent).map(({ type }) => type);
      const end = types.indexOf('prescription.dispensed');
      if (end < 0) return;
      dispensed++;
      const [passed, published, paid] = ['passed', 'published', 'paid'].map(step =>
        types.indexOf(`prescription.${step}` as PrescriptionEvent['type']),
      ) as [number, number, number];
      expect([-1, passed, published, paid, end]).toEqual([-1, passed, published, paid, end].sort((a, b) => a - b));
      expect(new Set([-1, passed, published, paid, end]).size).toBe(5);
      expect(types.lastIndexOf('prescription.dispensed')).toBe(end);
    }),
    runs,
  );
  expect(dispensed).toBeGreaterThan(0);
});

test('[R2.3] a version is reviewed once, by the pharmacist who claimed it', () =>
  fc.assert(
    fc.property(commands, sent => {
      let claimedBy: string | null = null;
      const reviewed = new Set<number>();
      for (const { type, data } of play(sent)) {
        if (type === 'prescription.claimed') {
          expect(claimedBy).toBeNull();
          claimedBy = data.pharmacistId;
        }
        if (type === 'prescription.passed' || type === 'prescription.failed') {
          expect(data.pharmacistId).toBe(claimedBy);
          expect(reviewed.has(data.version)).toBe(false);
          reviewed.add(data.version);
          claimedBy = null;
        }
        if (type === 'prescription.released') {
          expect(data.pharmacistId).toBe(claimedBy);
          claimedBy = null;
        }
        if (type === 'prescription.submitted') expect(claimedBy).toBeNull();
      }
    }),
    runs,
  ));

test('[D3.12] versions rise by one', () =>
  fc.assert(
    fc.property(commands, sent => {
      const versions = of(play(sent), 'prescription.submitted').map(({ data }) => 'version' in data && data.version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }),
    runs,
  ));

test('[P7.3] it is paid once, with its total, and every other payment goes back once', () =>
  fc.assert(
    fc.property(commands, sent => {
      const events = play(sent);
      const paid = of(events, 'prescription.paid').map(({ data }) => 'amount' in data && [data.amount]);
      expect(paid.length).toBeLessThanOrEqual(1);
      expect(paid.every(amount => JSON.stringify(amount) === '[2500]')).toBe(true);
      const answered = [...of(events, 'prescription.paid'), ...of(events, 'prescription.payment-declined')].map(
        ({ data }) => 'paymentId' in data && data.paymentId,
      );
      expect(new Set(answered).size).toBe(answered.length);
    }),
    runs,
  ));
