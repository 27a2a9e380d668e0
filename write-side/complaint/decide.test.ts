import { expect, test } from '@jest/globals';
import type { ComplaintEvent } from '@yunzhen/contracts/complaint/complaint';
import type { Actor } from '@yunzhen/contracts/roles';
import { fold, spec } from '../spec.ts';
import { idOf, now } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, patientId, visitPersonId] = [idOf(1), idOf(2), idOf(3)];
const about = { consultationId: id, visitPersonId, doctorId: idOf(4), departmentId: idOf(5) };
const patient: Actor = { id: patientId, role: 'patient' };
const [lin, mei] = [6, 7].map((n): Actor => ({ id: idOf(n), role: 'operator' })) as [Actor, Actor];
const content = { subject: 'consultation', kind: 'waiting', text: '等了两小时', pictures: [] as string[] } as const;

const filed: ComplaintEvent = {
  type: 'complaint.filed',
  // Complained at nine on 2 March in Shanghai.
  data: { complaintId: id, patientId, ...about, ...content, pictures: [], dueAt: '2026-03-07T15:59:59.999Z' },
};
const taken = ({ id: operatorId }: Actor): ComplaintEvent => ({
  type: 'complaint.taken',
  data: { complaintId: id, patientId, operatorId },
});
const answered: ComplaintEvent = {
  type: 'complaint.answered',
  data: { complaintId: id, patientId, visitPersonId, operatorId: lin.id, outcome: 'resolved', text: '已增加出诊' },
};
const withdrawn: ComplaintEvent = { type: 'complaint.withdrawn', data: { complaintId: id, patientId } };

const states = {
  none: [],
  filed: [filed],
  taken: [filed, taken(lin)],
  'taken over': [filed, taken(mei), taken(lin)],
  answered: [filed, taken(lin), answered],
  withdrawn: [filed, withdrawn],
  'filed again': [filed, taken(lin), answered, filed],
} satisfies Record<string, ComplaintEvent[]>;
type State = keyof typeof states;
/** A refusal's code, or what is decided. */
type Outcome = string | ComplaintEvent[];

const file: Command = { type: 'file', id, now, by: patient, ...content, pictures: [], about };
const answer: Command = { type: 'answer', id, now, by: lin, outcome: 'resolved', text: '已增加出诊' };
const over = { none: 'unknown-complaint', answered: 'complaint-over', withdrawn: 'complaint-over' };

const table: readonly [string, Command, Record<State, Outcome>][] = [
  [
    '[P10.4] complain',
    file,
    {
      ...{ none: [filed], answered: [filed], withdrawn: [filed] },
      ...{ filed: 'complaint-open', taken: 'complaint-open', 'taken over': 'complaint-open' },
      'filed again': 'complaint-open',
    },
  ],
  [
    '[O1.5] take in hand',
    { type: 'take', id, now, by: lin },
    { ...over, filed: [taken(lin)], taken: [], 'taken over': [], 'filed again': [taken(lin)] },
  ],
  [
    '[O1.5] take over from a colleague',
    { type: 'take', id, now, by: mei },
    { ...over, filed: [taken(mei)], taken: [taken(mei)], 'taken over': [taken(mei)], 'filed again': [taken(mei)] },
  ],
  [
    '[O1.5] answer',
    answer,
    {
      ...{ ...over, filed: 'complaint-not-taken', taken: [answered], 'taken over': [answered] },
      'filed again': 'complaint-not-taken',
    },
  ],
  [
    '[O1.5] answer what a colleague has in hand',
    { ...answer, by: mei },
    {
      ...{ ...over, filed: 'complaint-not-taken', taken: 'complaint-of-another', 'taken over': 'complaint-of-another' },
      'filed again': 'complaint-not-taken',
    },
  ],
  [
    '[P10.4] withdraw',
    { type: 'withdraw', id, now, by: patient },
    {
      ...{ ...over, withdrawn: [], filed: [withdrawn], taken: [withdrawn], 'taken over': [withdrawn] },
      'filed again': [withdrawn],
    },
  ],
];

for (const [title, command, outcomes] of table)
  for (const [state, past] of Object.entries(states))
    test(`${title} when ${state}`, () => {
      const outcome = outcomes[state as State];
      const decided = given(...past).when(command);
      if (typeof outcome === 'string') decided.thenRefused(outcome);
      else decided.then(...outcome);
    });

test('[P10.4] what is not one’s own is not complained about', () => {
  given()
    .when({ ...file, about: null })
    .thenRefused('unknown-subject');
});

test.each([
  ['2026-03-02T15:59:59.999Z', '2026-03-07T15:59:59.999Z'],
  // Past midnight in Shanghai it is the next day already.
  ['2026-03-02T16:00:00.000Z', '2026-03-08T15:59:59.999Z'],
  ['2026-12-29T01:00:00.000Z', '2027-01-03T15:59:59.999Z'],
])('[P10.4] a complaint of %s is due %s', (at, dueAt) => {
  given()
    .when({ ...file, now: at })
    .then({ ...filed, data: { ...filed.data, dueAt } } as ComplaintEvent);
});

test('[P10.4] the stream is its patient’s own', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [filed, withdrawn]))).toEqual({ patientId });
});
