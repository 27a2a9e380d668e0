import { expect, test } from '@jest/globals';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import fc from 'fast-check';
import { fold, run, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, carriesDocuments, decider } from './decide.ts';

const { given } = spec(decider);
const id = idOf(1);
const asked = { id, now, by: system };
const early = '2026-03-02T00:20:00.000Z';
const place = { clinicSessionId: idOf(2), number: 3, doctorId: idOf(4), departmentId: idOf(5), patientId: idOf(6) };
const visitPersonId = idOf(7);
const startsAt = '2026-03-02T00:30:00.000Z';
const reason = '需要线下检查';
const named = { consultationId: id, ...place };

const opened: ConsultationEvent = {
  type: 'consultation.opened',
  data: { ...named, visitPersonId, startsAt, waitingSince: startsAt },
};
const accepted: ConsultationEvent = {
  type: 'consultation.accepted',
  data: { ...named, visitPersonId, waitingSince: startsAt },
};
const rejected: ConsultationEvent = { type: 'consultation.rejected', data: { ...named, reason } };
const withdrawn: ConsultationEvent = { type: 'consultation.withdrawn', data: { ...named, by: 'patient', reason } };
const prescribed: ConsultationEvent = {
  type: 'consultation.prescribed',
  data: { consultationId: id, prescriptionId: idOf(8) },
};
const cancelled: ConsultationEvent = {
  type: 'consultation.cancelled',
  data: { ...named, reason, prescriptionIds: [] },
};
const terminated: ConsultationEvent = {
  type: 'consultation.terminated',
  data: { ...named, reason, prescriptionIds: [] },
};
const completed: ConsultationEvent = { type: 'consultation.completed', data: named };

const past: Record<string, ConsultationEvent[]> = {
  none: [],
  waiting: [opened],
  'in-progress': [opened, accepted],
  completed: [opened, accepted, completed],
  rejected: [opened, rejected],
  withdrawn: [opened, withdrawn],
  cancelled: [opened, accepted, cancelled],
  terminated: [opened, accepted, terminated],
};
const commands = {
  open: { type: 'open', ...asked, now: early, ...place, visitPersonId, startsAt },
  accept: { type: 'accept', ...asked, eligible: true },
  reject: { type: 'reject', ...asked, reason },
  withdraw: { type: 'withdraw', ...asked, side: 'patient', reason },
  cancel: { type: 'cancel', ...asked, reason },
  terminate: { type: 'terminate', ...asked, reason },
  prescribe: { type: 'prescribe', ...asked, prescriptionId: idOf(8) },
  complete: { type: 'complete', ...asked, recordPublished: true },
} as const satisfies Record<Command['type'], Command>;

const unknown = 'unknown-consultation';
const over = 'already-over';
const wait = 'not-waiting';
const begun = 'not-in-progress';
const gone = 'already-accepted';
/** Every command in every state: an event, null for nothing, or the code it is refused with. */
const table: Record<Command['type'], Record<string, ConsultationEvent | string | null>> = {
  open: {
    none: opened,
    waiting: null,
    'in-progress': null,
    completed: null,
    rejected: null,
    withdrawn: null,
    cancelled: null,
    terminated: null,
  },
  accept: {
    none: unknown,
    waiting: accepted,
    'in-progress': null,
    completed: over,
    rejected: over,
    withdrawn: over,
    cancelled: over,
    terminated: over,
  },
  reject: {
    none: unknown,
    waiting: rejected,
    'in-progress': wait,
    completed: over,
    rejected: null,
    withdrawn: over,
    cancelled: over,
    terminated: over,
  },
  withdraw: {
    none: unknown,
    waiting: withdrawn,
    'in-progress': gone,
    completed: gone,
    rejected: null,
    withdrawn: null,
    cancelled: null,
    terminated: null,
  },
  cancel: {
    none: unknown,
    waiting: begun,
    'in-progress': cancelled,
    completed: over,
    rejected: over,
    withdrawn: over,
    cancelled: null,
    terminated: over,
  },
  terminate: {
    none: unknown,
    waiting: begun,
    'in-progress': terminated,
    completed: over,
    rejected: over,
    withdrawn: over,
    cancelled: over,
    terminated: null,
  },
  prescribe: {
    none: unknown,
    waiting: begun,
    'in-progress': prescribed,
    completed: over,
    rejected: over,
    withdrawn: over,
    cancelled: over,
    terminated: over,
  },
  complete: {
    none: unknown,
    waiting: begun,
    'in-progress': completed,
    completed: null,
    rejected: over,
    withdrawn: over,
    cancelled: over,
    terminated: over,
  },
};
const codes = {
  open: 'D2.1',
  accept: 'D3.3',
  reject: 'D3.3',
  withdraw: 'P9',
  cancel: 'D3.6',
  terminate: 'D3.6',
  prescribe: 'D3.10',
  complete: 'D3.1',
};
const cases = Object.entries(table).flatMap(([type, row]) =>
  Object.entries(row).map(([status, outcome]) => ({ type: type as Command['type'], status, outcome })),
);

for (const { type, status, outcome } of cases) {
  const answer = outcome === null ? 'nothing new' : typeof outcome === 'string' ? outcome : outcome.type;
  test(`[${codes[type]}] ${type} when ${status}: ${answer}`, () => {
    const asking = given(...(past[status] ?? [])).when(commands[type]);
    if (outcome === null) asking.thenNothing();
    else if (typeof outcome === 'string') asking.thenRefused(outcome);
    else asking.then(outcome);
  });
}

test('[D3.3] an early doctor kept nobody waiting', () =>
  given(opened)
    .when({ ...commands.accept, now: early })
    .then({ ...accepted, data: { ...accepted.data, waitingSince: early } } as ConsultationEvent));

test('[D3] the stream is its patient’s and its doctor’s own', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [opened]))).toMatchObject({
    patientId: place.patientId,
    doctorId: place.doctorId,
    status: 'waiting',
  });
});

test('[D3.6] what ends it before its time names every prescription of it, each once', () => {
  const prescriptionIds = [idOf(8), idOf(9)];
  const second: ConsultationEvent = {
    type: 'consultation.prescribed',
    data: { consultationId: id, prescriptionId: idOf(9) },
  };
  const running = [opened, accepted, prescribed, second];
  given(...running)
    .when(commands.prescribe)
    .thenNothing();
  const data = { ...named, reason, prescriptionIds };
  given(...running)
    .when(commands.cancel)
    .then({ type: 'consultation.cancelled', data });
  given(...running)
    .when(commands.terminate)
    .then({ type: 'consultation.terminated', data });
});

test('[D3.1] without a published record it is not completed, but it may end as what it was', () => {
  given(opened, accepted)
    .when({ ...commands.complete, recordPublished: false })
    .thenRefused('record-not-published');
  given(opened, accepted, completed)
    .when({ ...commands.complete, recordPublished: false })
    .thenNothing();
});

test('[D3.6] only a visit that goes on or was completed carries documents', () => {
  const carrying = Object.entries(past).filter(([, events]) => carriesDocuments(fold(decider, events)));
  expect(carrying.map(([status]) => status)).toEqual(['in-progress', 'completed']);
});

test('[D3.1] whatever is asked in whatever order, it goes forward by one path and ends once', () => {
  const paths = Object.values(past).map(events => events.map(({ type }) => type).join(' '));
  const command = fc.constantFrom<Command>(...Object.values(commands));
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), all => {
      expect(paths).toContain(
        run(decider, all)
          .map(({ type }) => type)
          .filter(type => type !== 'consultation.prescribed')
          .join(' '),
      );
    }),
    { numRuns: 500 },
  );
});
test('[P9] a patient who got away was not accepted, and one who was accepted did not get away', () => {
  const command = fc.constantFrom<Command>(commands.accept, commands.withdraw, commands.reject, commands.complete);
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), all => {
      const types = run(decider, [commands.open, ...all]).map(({ type }) => type);
      expect(types.includes('consultation.accepted') && types.includes('consultation.withdrawn')).toBe(false);
    }),
  );
});

test('[D3.3] who books in the middle of a session waits from then on', () =>
  given()
    .when({ ...commands.open, now } as Command)
    .then({ ...opened, data: { ...opened.data, waitingSince: now } } as ConsultationEvent));
