/** Lists that share the rows of a view among them: each row is in exactly one, so that nothing is in no list. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { complaintStatuses, complaintsView } from '@yunzhen/contracts/complaint/row';
import { prescriptionStatuses, prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { prescriptionStates } from '@yunzhen/contracts/prescription/states';
import { complained, department, doctor, patient, prescribed, submitted, type Visit } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { complaints } from './complaints.ts';
import { prescriptions } from './prescriptions.ts';

const now = '2026-01-05T12:00:00.000Z';
const [before, after] = ['2026-01-05T11:59:59.999Z', '2026-01-05T12:00:00.001Z'] as const;
const visit: Visit = { name: '一', patient: '李雷', doctor: '王医生', session: '上午', number: 1 };
const lei = { role: 'patient', id: idOf('李雷') } as const;
const operator = { role: 'operator', id: idOf('运营') } as const;

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital(now);
  await house.given(
    department('心内科'),
    doctor('王医生', '心内科'),
    ...patient('李雷'),
    submitted(visit),
    prescribed(visit, 'passed', { pharmacistId: idOf('孙药师'), version: 1 }),
    prescribed(visit, 'published', { total: 2_550, contentHash: 'h' }),
    complained(visit, { dueAt: before }),
  );
});
afterAll(() => house.close());

/** The one row there is, once in every state that is given. */
const inEvery = async (view: { readonly name: string }, id: string, states: readonly object[]): Promise<string[]> => {
  const collection = house.db.collection<{ _id: string }>(view.name);
  const [row] = await collection.find().toArray();
  if (!row) throw new Error('there is a row to begin with');
  const all = states.map((state, index) => {
    const of = idOf(`${view.name} ${index}`);
    return { ...row, ...state, _id: of, [id]: of };
  });
  await collection.deleteMany({});
  await collection.insertMany(all);
  return all.map(({ _id }) => _id).sort();
};
const idsOf = (answer: unknown, id: string) =>
  (answer as { rows: Record<string, string>[] }).rows.map(row => `${row[id]}`);

/** States that follow, step by step, from this one. */
const followsFrom = (from: (typeof prescriptionStatuses)[number]): ReadonlySet<string> => {
  const found = new Set<string>([from]);
  for (const status of found)
    for (const step of Object.values(prescriptionStates.steps))
      if (step.to && step.from.includes(status)) found.add(step.to);
  return found;
};

test('[P7.1] whatever became of a published prescription, it is to be paid, paid, or over', async () => {
  const published = prescriptionStatuses.filter(status => followsFrom('published').has(status));
  expect(published.length).toBeGreaterThan(4);
  const states = published.flatMap(status => [before, now, after].map(validUntil => ({ status, validUntil })));
  const all = await inEvery(prescriptionsView, 'prescriptionId', states);
  const lists = await Promise.all(
    ['payable', 'paid', 'over'].map(async payment =>
      idsOf(await house.ask(prescriptions, lei, { payment, limit: 100 }), 'prescriptionId'),
    ),
  );
  expect(lists.flat().sort()).toEqual(all);
  expect(lists.every(list => list.length > 0)).toBe(true);
});

test('[O1.5] a complaint is open, answered or withdrawn, and what is late is open', async () => {
  const states = complaintStatuses.flatMap(status => [before, now, after].map(dueAt => ({ status, dueAt })));
  const all = await inEvery(complaintsView, 'complaintId', states);
  const listed = async (status: string) =>
    idsOf(await house.ask(complaints, operator, { status, limit: 100 }), 'complaintId');
  const lists = await Promise.all(['open', 'answered', 'withdrawn'].map(listed));
  expect(lists.flat().sort()).toEqual(all);
  const late = await listed('late');
  expect(late.length).toBeGreaterThan(0);
  expect(lists[0]).toEqual(expect.arrayContaining(late));
});
