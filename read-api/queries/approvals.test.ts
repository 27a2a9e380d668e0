import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import type { Role } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { hospital, idOf } from '../testing.ts';
import { approvals } from './approvals.ts';

let house: Awaited<ReturnType<typeof hospital>>;
const proposed = (name: string, until: string, more: object = {}) => ({
  type: 'approval.proposed',
  data: {
    ...{ approvalId: idOf(name), capability: 'account', subjectId: idOf(`${name} account`), command: 'invite' },
    ...{ input: '{"login":"zheng"}', round: 1, by: idOf('管理员'), until },
    ...more,
  },
});
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  await house.given(
    proposed('later', '2026-01-08T01:00:00.000Z'),
    proposed('sooner', '2026-01-07T01:00:00.000Z'),
    proposed('done', '2026-01-07T01:00:00.000Z'),
    proposed('other', '2026-01-07T01:00:00.000Z', { capability: 'jar', command: 'open', by: idOf('财务') }),
    { type: 'approval.approved', data: { approvalId: idOf('done'), by: idOf('安全') } },
  );
});
afterAll(() => house.close());

const seen = async (name: string, role: Role, params: object = {}) =>
  ((await house.ask(approvals, { id: idOf(name), role }, params)) as { rows: ApprovalRow[] }).rows.map(
    ({ approvalId }) => ['later', 'sooner', 'done', 'other'].find(one => idOf(one) === approvalId),
  );

test('[O4] who may decide sees what waits, the most urgent first', async () => {
  expect(await seen('安全', 'security')).toEqual(['sooner', 'later']);
  expect(await seen('安全', 'security', { status: 'approved' })).toEqual(['done']);
});

test('[O4] who proposed it sees what became of it, others see nothing', async () => {
  expect(await seen('管理员', 'administrator')).toEqual(['sooner', 'later']);
  expect(await seen('财务', 'administrator')).toEqual(['other']);
  expect(await seen('另一位', 'administrator')).toEqual([]);
  await expect(seen('审计', 'auditor')).rejects.toThrow(Forbidden);
});
