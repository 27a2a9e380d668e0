import { expect, test } from '@jest/globals';
import type { ClinicSessionEvent } from '@yunzhen/contracts/schedule/clinic-session';
import fc from 'fast-check';
import { fold, run } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, decider, type Session } from './decide.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const capacity = 4;
const publish: Command = {
  type: 'publish',
  ...asked,
  doctorId: idOf(2),
  departmentId: idOf(3),
  startsAt: '2026-03-02T02:00:00.000Z',
  endsAt: '2026-03-02T04:00:00.000Z',
  fee: 2_500,
  capacity,
};

// Few people and few registrations, so that they get in each other's way.
const registrationId = fc.integer({ min: 20, max: 29 }).map(idOf);
const visitPersonId = fc.integer({ min: 10, max: 15 }).map(idOf);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ registrationId, visitPersonId })
      .map(claim => ({ type: 'hold-number' as const, ...asked, ...claim, patientId: idOf(4), holdUntil: now })),
  },
  {
    weight: 3,
    arbitrary: registrationId.map(claim => ({ type: 'book-number' as const, ...asked, registrationId: claim })),
  },
  {
    weight: 4,
    arbitrary: registrationId.map(claim => ({
      type: 'release-number' as const,
      ...asked,
      registrationId: claim,
      cause: 'cancelled' as const,
    })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'suspend' as const, ...asked, reason: '停诊' }) },
);

/** Where each number is by the events alone, whatever the decider keeps. */
const ledger = (events: readonly ClinicSessionEvent[]) => {
  const numbers = new Map<number, { registrationId: string; visitPersonId: string; booked: boolean }>();
  for (const { type, data } of events) {
    if (type === 'clinic-session.number-held') {
      expect(numbers.has(data.number)).toBe(false);
      expect(data.number).toBeLessThanOrEqual(capacity);
      numbers.set(data.number, {
        registrationId: data.registrationId,
        visitPersonId: data.visitPersonId,
        booked: false,
      });
    }
    if (type === 'clinic-session.number-booked') {
      expect(numbers.get(data.number)).toMatchObject({ registrationId: data.registrationId, booked: false });
      const { registrationId = '', visitPersonId = '' } = numbers.get(data.number) ?? {};
      numbers.set(data.number, { registrationId, visitPersonId, booked: true });
    }
    if (type === 'clinic-session.number-released') {
      expect(numbers.get(data.number)?.registrationId).toBe(data.registrationId);
      numbers.delete(data.number);
    }
  }
  return numbers;
};

const agrees = (state: Session, numbers: ReturnType<typeof ledger>): void => {
  const claims = Object.entries(state.claims).map(([holder, { number, visitPersonId, status }]) => [
    number,
    { registrationId: holder, visitPersonId, booked: status === 'booked' },
  ]);
  expect(new Map(claims as never)).toEqual(numbers);
};

test('[P6.2] whatever is asked in whatever order, no number is sold twice, lost or given to one person twice', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), commands => {
      const events = run(decider, [publish, ...commands]);
      const numbers = ledger(events);
      agrees(fold(decider, events), numbers);
      const persons = [...numbers.values()].map(({ visitPersonId: person }) => person);
      expect(new Set(persons).size).toBe(persons.length);
      const registrations = [...numbers.values()].map(({ registrationId: registration }) => registration);
      expect(new Set(registrations).size).toBe(registrations.length);
    }),
    { numRuns: 300 },
  );
});

test('[P6.2] what was given back can be held again, down to the last number', () => {
  fc.assert(
    fc.property(
      fc.array(
        command.filter(({ type }) => type !== 'suspend'),
        { maxLength: 60 },
      ),
      commands => {
        const before = run(decider, [publish, ...commands]);
        const free = capacity - ledger(before).size;
        const newcomers = Array.from(
          { length: capacity + 1 },
          (_, index): Command => ({
            type: 'hold-number',
            ...asked,
            registrationId: idOf(100 + index),
            visitPersonId: idOf(200 + index),
            patientId: idOf(4),
            holdUntil: now,
          }),
        );
        const after = run(decider, newcomers, before).slice(before.length);
        expect(after.map(({ type }) => type)).toEqual(Array(free).fill('clinic-session.number-held'));
        expect(ledger([...before, ...after]).size).toBe(capacity);
      },
    ),
    { numRuns: 300 },
  );
});

test('[O1.1] a suspension leaves nobody unnamed, whether it is booked before or after', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), commands => {
      const events = run(decider, [publish, ...commands]);
      const suspensions = events.flatMap((event, at) =>
        event.type === 'clinic-session.suspended' ? [{ at, named: event.data.registrationIds }] : [],
      );
      for (const [at, event] of events.entries())
        if (event.type === 'clinic-session.number-booked') {
          const suspendedBefore = suspensions.some(suspension => suspension.at < at);
          const namedAfter = suspensions.some(
            ({ at: later, named }) => later > at && named.includes(event.data.registrationId),
          );
          if (suspendedBefore) expect(namedAfter).toBe(true);
        }
      const first = suspensions[0];
      if (first)
        expect([...first.named].sort()).toEqual(
          [...ledger(events.slice(0, first.at)).values()].map(({ registrationId: holder }) => holder).sort(),
        );
    }),
    { numRuns: 300 },
  );
});
