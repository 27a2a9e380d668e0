import { expect, test } from '@jest/globals';
import type { RegistrationEvent } from '@yunzhen/contracts/registration/registration';
import fc from 'fast-check';
import { fold, run } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const fee = 2_500;
const place = {
  clinicSessionId: idOf(2),
  doctorId: idOf(3),
  departmentId: idOf(4),
  patientId: idOf(5),
  visitPersonId: idOf(6),
  number: 3,
  startsAt: '2026-03-02T02:00:00.000Z',
};
const { clinicSessionId, visitPersonId } = place;
const holdUntil = '2026-03-02T01:15:00.000Z';
const form = { chiefComplaint: '复诊', attachments: [], consentVersion: '1.0', chiefComplaintForm: 'adult' as const };
const book: Command = { type: 'book', ...asked, clinicSessionId, visitPersonId, ...form, place, fee, holdUntil };

/** Payments come late, twice, under other amounts, and the same one is told again. */
const pay = fc
  .record({ paymentId: fc.integer({ min: 10, max: 12 }).map(idOf), amount: fc.constantFrom(fee, fee, 1) })
  .map((payment): Command => ({ type: 'confirm-payment', ...asked, ...payment }));
const others = fc.constantFrom<Command>(
  book,
  { type: 'confirm-his', ...asked, hisNumber: 'H0001' },
  { type: 'fail', ...asked, reason: '号源已满' },
  { type: 'time-out', ...asked, clinicSessionId },
  { type: 'cancel', ...asked, reason: '有事', withdrawn: false },
  { type: 'cancel', ...asked, reason: '有事', withdrawn: true },
  { type: 'cancel-by-hospital', ...asked, side: 'hospital', reason: '停诊', withdrawn: true },
  { type: 'complete', ...asked },
);
const commands = fc.array(fc.oneof({ weight: 2, arbitrary: pay }, { weight: 3, arbitrary: others }), { maxLength: 25 });

const ends = ['timed-out', 'failed', 'cancelled', 'completed'].map(end => `registration.${end}`);
const of = <T extends RegistrationEvent['type']>(events: readonly RegistrationEvent[], type: T) =>
  events.filter((event): event is Extract<RegistrationEvent, { type: T }> => event.type === type);

const always = (check: (events: readonly RegistrationEvent[], asked: readonly Command[]) => void) =>
  fc.assert(
    fc.property(fc.boolean(), commands, (booked, rest) => {
      const all = booked ? [book, ...rest] : rest;
      check(run(decider, all), all);
    }),
    { numRuns: 500 },
  );

test('[P6.9] money that came in is kept or goes back, once', () =>
  always((events, all) => {
    const known = all.findIndex((_, at) => run(decider, all.slice(0, at + 1)).length > 0);
    const cameIn = new Set(
      all
        .slice(known + 1)
        .flatMap(command => (known >= 0 && command.type === 'confirm-payment' ? [command.paymentId] : [])),
    );
    const taken = of(events, 'registration.paid').map(({ data }) => data.paymentId);
    const declined = of(events, 'registration.payment-declined').map(({ data }) => data.paymentId);
    const givenBack = [...of(events, 'registration.cancelled'), ...of(events, 'registration.failed')].flatMap(
      ({ data }) => data.paymentId ?? [],
    );
    expect(taken.length).toBeLessThanOrEqual(1);
    expect([...taken, ...declined].sort()).toEqual([...cameIn].sort());
    const { status } = fold(decider, events);
    const kept = status === 'paid' || status === 'booked' || status === 'completed';
    expect([...givenBack, ...(kept ? taken : [])]).toEqual(taken);
  }));

test('[P6.9] what goes back is what was paid, and only the fee is taken', () =>
  always((events, all) => {
    for (const { data } of of(events, 'registration.paid')) expect(data.amount).toBe(fee);
    for (const { data } of [...of(events, 'registration.cancelled'), ...of(events, 'registration.failed')])
      expect(data.amount ?? null).toBe(data.paymentId ? fee : null);
    for (const { data } of of(events, 'registration.payment-declined'))
      expect(all).toContainEqual({ type: 'confirm-payment', ...asked, paymentId: data.paymentId, amount: data.amount });
  }));

test('[P6.11] a registration ends once, and after its end only money goes back', () =>
  always(events => {
    const end = events.findIndex(({ type }) => ends.includes(type));
    if (end < 0) return;
    expect(events.slice(end + 1).filter(({ type }) => type !== 'registration.payment-declined')).toEqual([]);
  }));

test('[P6.6] booked is only what was paid, and paid only what was held', () =>
  always(events => {
    const order = ['registration.held', 'registration.paid', 'registration.booked', 'registration.completed'];
    const steps = events.map(({ type }) => type).filter(type => order.includes(type));
    expect(steps).toEqual(order.slice(0, steps.length));
  }));
