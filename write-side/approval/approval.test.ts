import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '@yunzhen/contracts/roles';
import { Forbidden } from '@yunzhen/platform/problem';
import { v4 } from 'uuid';
import { features } from '../features.ts';
import { harness, idOf, now } from '../testing/harness.ts';
import { approvalIdOf } from './approval.ts';

const account = idOf(1);
const administrator: Actor = { id: idOf(2), role: 'administrator' };
const [security, other]: [Actor, Actor] = [
  { id: idOf(3), role: 'security' },
  { id: idOf(4), role: 'security' },
];
const [code, confirmation] = ['ABCDE01234', 'VWXYZ56789'];
const manager = { role: 'manager', login: 'zheng', name: '郑', code };
const approval = `approval-${approvalIdOf('account', account, 'invite')}`;

let { send, events, store } = harness(features);
beforeEach(() => {
  ({ send, events, store } = harness(features));
});
const invite = (more: object = {}) => send(`account-${account}`, 'invite', manager, { by: administrator, ...more });
const approve = (by = security, more: object = {}, round = 1) =>
  send(approval, 'approve', { round, input: { confirmation } }, { by, ...more });
const types = (stream: string) => events(stream).map(({ type }) => type);

test('[O4] what needs a second person waits, sealed under the key of what it is about, and nothing has happened', async () => {
  await invite();
  expect(events(`account-${account}`)).toEqual([]);
  const [proposed] = events(approval);
  expect(proposed).toEqual({
    type: 'approval.proposed',
    data: {
      approvalId: approval.slice(9),
      ...{ capability: 'account', subjectId: account, command: 'invite', round: 1, by: administrator.id },
      input: expect.stringContaining(`<${account}|{"role":"manager","login":"zheng","name":"郑","code":`),
      until: '2026-03-05T01:00:00.000Z',
    },
  });
});

test('[O4] once approved it is carried out in the name of both, and what only one of them types is in no event', async () => {
  await invite();
  await approve();
  const [invited] = events(`account-${account}`);
  expect(invited).toMatchObject({
    type: 'account.invited',
    data: { login: 'zheng', proposedBy: administrator.id, by: security.id },
  });
  expect(types(approval)).toEqual(['approval.proposed', 'approval.approved']);
  const [carried] = store.recorded(`account-${account}`);
  expect(carried?.metadata).toMatchObject({ actor: security.id, role: 'security' });
  const recorded = [...store.recorded(approval), ...store.recorded(`account-${account}`)];
  const all = JSON.stringify(recorded.map(({ data, metadata }) => [data, metadata]));
  for (const typed of [code, confirmation]) expect(all).not.toContain(typed);
});

test('[O4] it is approved by those whom the command names, and by nobody who proposed it', async () => {
  await invite();
  for (const role of ['administrator', 'manager', 'auditor'] as const) {
    await expect(approve({ id: idOf(9), role })).rejects.toThrow(Forbidden);
    const declined = send(approval, 'decline', { round: 1, reason: '不知情' }, { by: { id: idOf(9), role } });
    await expect(declined).rejects.toThrow(Forbidden);
  }
  await expect(approve({ ...administrator, role: 'security' })).rejects.toMatchObject({ code: 'same-person' });
  await expect(send(approval, 'withdraw', { round: 1 }, { by: security })).rejects.toThrow(Forbidden);
  expect(types(`account-${account}`)).toEqual([]);
});

test('what would be refused now is not proposed, and what is refused at its approval stays proposed', async () => {
  await expect(send(`account-${administrator.id}`, 'invite', manager, { by: administrator })).rejects.toMatchObject({
    code: 'own-account',
  });
  await invite();
  await send(`account-${account}`, 'open', { role: 'patient' });
  await expect(invite()).rejects.toMatchObject({ code: 'account-exists' });
  await expect(approve()).rejects.toMatchObject({ code: 'account-exists' });
  expect(types(approval)).toEqual(['approval.proposed']);
});

test('a repetition proposes and carries out nothing twice', async () => {
  const [proposing, approving] = [v4(), v4()];
  const answers = [await invite({ key: proposing }), await invite({ key: proposing })];
  expect(answers[1]).toEqual(answers[0]);
  await expect(invite()).rejects.toMatchObject({ code: 'proposed-already' });
  await approve(security, { key: approving });
  await approve(security, { key: approving });
  await expect(approve(other)).rejects.toMatchObject({ code: 'nothing-proposed' });
  expect(await invite({ key: proposing })).toEqual(answers[0]);
  expect(types(`account-${account}`)).toEqual(['account.invited']);
  expect(types(approval)).toEqual(['approval.proposed', 'approval.approved']);
});

test('of two who approve at the same moment one does, and it is done once', async () => {
  await invite();
  const outcomes = await Promise.allSettled([approve(security), approve(other)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(types(`account-${account}`)).toEqual(['account.invited']);
});

test('what the second person adds is checked as the command declares it', async () => {
  await invite();
  const added = (input: object) => send(approval, 'approve', { round: 1, input }, { by: security });
  for (const wrong of [{}, { confirmation: 'short' }, { confirmation, more: 1 }])
    await expect(added(wrong)).rejects.toMatchObject({ issues: expect.anything() });
  await expect(send(approval, 'approve', { round: 2 }, { by: security })).rejects.toMatchObject({
    code: 'nothing-proposed',
  });
});

test('after its time nothing is approved, and it may be proposed anew', async () => {
  await invite();
  const late = '2026-03-05T01:00:00.000Z';
  await expect(approve(security, { at: late })).rejects.toMatchObject({ code: 'nothing-proposed' });
  await send(approval, 'lapse', {}, { at: late });
  await invite({ at: late });
  await approve(security, { at: late }, 2);
  expect(types(`account-${account}`)).toEqual(['account.invited']);
  expect(now < late).toBe(true);
});

test('what the system itself sends needs nobody else', async () => {
  await send(`account-${account}`, 'invite', { ...manager, confirmation });
  expect(types(`account-${account}`)).toEqual(['account.invited']);
  expect(events(approval)).toEqual([]);
});
