import { test } from '@jest/globals';
import type { ApprovalEvent } from '@yunzhen/contracts/approval/approval';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const [approvalId, subjectId, first, second] = [idOf(1), idOf(2), idOf(3), idOf(4)] as const;
const until = '2026-03-05T01:00:00.000Z';
const { given } = spec(decider);
const asked = (id: string, at = now) => ({ id: approvalId, now: at, by: { id, role: 'manager' as const } });

const what = { capability: 'month', subjectId, command: 'close', input: '{}' };
const proposed = (round = 1): ApprovalEvent => ({
  type: 'approval.proposed',
  data: { approvalId, ...what, round, by: first, until },
});
const declined: ApprovalEvent = {
  type: 'approval.declined',
  data: { approvalId, by: second, subjectId, reason: '金额不符' },
};
const approved: ApprovalEvent = { type: 'approval.approved', data: { approvalId, by: second } };
const lapsed: ApprovalEvent = { type: 'approval.lapsed', data: { approvalId } };
const propose = { type: 'propose', ...asked(first), ...what, until } as const;
const approve = { type: 'approve', ...asked(second), round: 1, input: {}, carriedOut: true } as const;
const decline = { type: 'decline', ...asked(second), round: 1, reason: '金额不符' } as const;
const withdraw = { type: 'withdraw', ...asked(first), round: 1 } as const;

test('one proposes, another approves', () => {
  given().when(propose).then(proposed());
  given(proposed()).when(approve).then(approved);
});

test('nobody decides on what they proposed', () => {
  for (const command of [{ ...approve, carriedOut: false }, decline])
    given(proposed())
      .when({ ...command, by: { id: first, role: 'manager' } })
      .thenRefused('same-person');
});

test('one at a time waits; what ended is proposed in a new round', () => {
  given(proposed()).when(propose).thenRefused('proposed-already');
  given(proposed(), declined).when(propose).then(proposed(2));
  given(proposed())
    .when({ ...propose, now: until })
    .then(lapsed, proposed(2));
});

test('what was read is what is decided on: another round is not', () => {
  for (const command of [{ ...approve, carriedOut: false }, decline, withdraw])
    given(proposed(), declined, proposed(2)).when(command).thenRefused('nothing-proposed');
});

test('who proposed it takes it back, another declines it with a reason', () => {
  given(proposed())
    .when(withdraw)
    .then({ type: 'approval.withdrawn', data: { approvalId, by: first } });
  given(proposed()).when(decline).then(declined);
});

test('after its time it only lapses', () => {
  for (const command of [{ ...approve, carriedOut: false }, decline, withdraw])
    given(proposed())
      .when({ ...command, now: until })
      .thenRefused('nothing-proposed');
  const lapse = { type: 'lapse', id: approvalId, by: system } as const;
  given(proposed())
    .when({ ...lapse, now: until })
    .then(lapsed);
  given(proposed())
    .when({ ...lapse, now })
    .thenNothing();
  given(proposed(), declined)
    .when({ ...lapse, now: until })
    .thenNothing();
});

test('what was carried out counts, though it was declined at the same moment; it counts once', () => {
  given(proposed(), declined).when(approve).then(approved);
  given(proposed(), approved).when(approve).thenRefused('nothing-proposed');
  given(proposed(), declined, proposed(2)).when(approve).thenRefused('nothing-proposed');
});
