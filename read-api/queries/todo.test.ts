import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { department, doctor, opened, patient, session } from '../story.ts';
import { type By, hospital, idOf } from '../testing.ts';
import { todo } from './todo.ts';

const as = (role: 'doctor' | 'pharmacist' | 'operator' | 'manager', name: string): By => ({ role, id: idOf(name) });
const visit = { name: 'r', patient: '李雷', doctor: '王医生', session: 's', number: 1 };
const stuck = (name: string) => ({
  type: 'case.opened',
  data: {
    ...{ caseId: idOf(name), work: name, round: 0, system: 'his', call: 'his.register', key: name },
    ...{ process: 'booking', since: '2026-01-05T01:00:00.000Z', reason: 'refused', code: '401', attempts: 0 },
  },
  at: '2026-01-04T01:00:00.000Z',
});
const proposed = (name: string, by: string, capability: string, command: string) => ({
  type: 'approval.proposed',
  data: {
    ...{ approvalId: idOf(name), capability, subjectId: idOf(`of ${name}`), command, input: '{}', round: 1 },
    ...{ by: idOf(by), until: '2026-01-06T01:00:00.000Z' },
  },
});
let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  await house.given(
    department('心内科'),
    doctor('王医生', '心内科'),
    doctor('赵医生', '心内科'),
    session('s', '王医生', '2026-01-05T01:00:00.000Z'),
    ...patient('李雷'),
    opened(visit),
    stuck('nobody’s'),
    stuck('taken'),
    { type: 'case.taken', data: { caseId: idOf('taken'), staffId: idOf('operator') } },
    proposed('month', 'operator', 'period', 'close'),
    proposed('difference', 'manager', 'difference', 'resolve-large'),
  );
});
afterAll(() => house.close());
const counts = async (by: By) => {
  const { kinds } = (await house.ask(todo, by)) as { kinds: { name: string; count: number; late: number }[] };
  return Object.fromEntries(kinds.map(({ name, count, late }) => [name, [count, late]]));
};
const none = [0, 0];

test('[O3.1] a doctor has what waits of their own patients, late once it waited its time', async () => {
  expect(await counts(as('doctor', '王医生'))).toEqual({ patients: [1, 1], unpublished: none });
  expect(await counts(as('doctor', '赵医生'))).toEqual({ patients: none, unpublished: none });
});

test('[O3.1] what somebody took waits for them alone', async () => {
  const rest = { complaints: none, privacy: none, differences: none };
  expect(await counts(as('operator', 'operator'))).toMatchObject({ ...rest, cases: [2, 2] });
  expect(await counts(as('operator', 'another'))).toMatchObject({ ...rest, cases: [1, 1] });
});

test('[O4] what waits for a second person waits for those who approve it, and never for who proposed it', async () => {
  expect((await counts(as('manager', 'manager'))).approvals).toEqual([1, 0]);
  expect((await counts(as('manager', 'another'))).approvals).toEqual([2, 0]);
  expect(await counts(as('pharmacist', 'p'))).toEqual({ reviews: none, pickUps: none });
});

test('[O3.1] the most urgent are named, with what lateness is reckoned from', async () => {
  const { kinds } = (await house.ask(todo, as('doctor', '王医生'))) as { kinds: { first: object[] }[] };
  expect(kinds[0]?.first).toEqual([{ id: idOf('r'), at: '2026-01-05T01:00:00.000Z', late: true }]);
});
