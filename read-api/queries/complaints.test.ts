import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ComplaintShown } from '@yunzhen/contracts/complaint/queries';
import { complained, doctor, patient, type Visit } from '../story.ts';
import { type By, hospital, idOf } from '../testing.ts';
import { complaint, complaints } from './complaints.ts';
import { overview } from './statistics-overview.ts';

const visit = (name: string, of: string): Visit => ({
  ...{ name, patient: of, doctor: '王医生', session: '周一上午', number: 1 },
});
const [early, late, done] = [visit('早', '李雷'), visit('晚', '韩梅梅'), visit('完', '李雷')];
const [lilei, operator] = [
  { role: 'patient', id: idOf('李雷') },
  { role: 'operator', id: idOf('运营') },
] as const;

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  const ended = (name: string, more: object) => ({
    type: `complaint.${name}`,
    data: { complaintId: idOf('完'), patientId: idOf('李雷'), ...more },
  });
  await house.given(
    ...[doctor('王医生', '心内科'), ...patient('李雷'), ...patient('韩梅梅')],
    complained(early, { dueAt: '2026-01-09T15:59:59.999Z' }, '2026-01-04T09:00:00.000Z'),
    complained(late, { dueAt: '2026-01-04T15:59:59.999Z', kind: 'fees' }, '2025-12-30T09:00:00.000Z'),
    complained(done, { dueAt: '2026-01-03T15:59:59.999Z' }, '2025-12-29T09:00:00.000Z'),
    ended('taken', { operatorId: idOf('运营') }),
    ended('answered', {
      ...{ visitPersonId: idOf('李雷 self'), operatorId: idOf('运营'), outcome: 'resolved', text: '已道歉' },
    }),
  );
});
afterAll(() => house.close());

const found = async (by: By, params: object = {}) =>
  ((await house.ask(complaints, by, params)) as { rows: ComplaintShown[] }).rows.map(
    ({ complaintId }) => ['早', '晚', '完'].find(name => idOf(name) === complaintId) ?? '',
  );

test('[O1.5] operations find what is open by its deadline, what is late, and the rest newest first', async () => {
  expect(await found(operator)).toEqual(['早', '晚', '完']);
  expect(await found(operator, { status: 'open' })).toEqual(['晚', '早']);
  expect(await found(operator, { status: 'late' })).toEqual(['晚']);
  expect(await found(operator, { status: 'answered' })).toEqual(['完']);
  expect(await found(operator, { kind: 'fees' })).toEqual(['晚']);
  expect(await house.ask(overview, operator)).toMatchObject({
    complaints: { count: 2, late: 1, first: '2026-01-04T15:59:59.999Z' },
  });
});

test('[P10.4] a patient sees their own with the answer; operations read it, and the name in part', async () => {
  expect(await found(lilei)).toEqual(['早', '完']);
  const params = { complaintId: idOf('完') };
  const letters = [{ text: '李雷：等了两小时' }, { from: 'hospital', text: '已道歉' }];
  expect(await house.ask(complaint, lilei, params)).toMatchObject({ visitPersonName: '李雷', letters });
  expect(await house.ask(complaint, operator, params)).toMatchObject({ visitPersonName: '李**', letters });
  await expect(house.ask(complaint, { role: 'patient', id: idOf('韩梅梅') }, params)).rejects.toMatchObject({
    name: 'NotFound',
  });
});
