import { expect, test } from '@jest/globals';
import type { CaseEvent } from '@yunzhen/contracts/case/case';
import { stuckCase } from '@yunzhen/contracts/case/case';
import type { Capability } from '@yunzhen/contracts/language';
import { reachOf, roles } from '@yunzhen/contracts/roles';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const [id, staffId] = [idOf(1), idOf(2)];
const by = { id: staffId, role: 'operator' } as const;
const work = `${idOf(3)} booking > his.register ${idOf(4)}`;
const why = { reason: 'refused', code: '401', attempts: 0 } as const;
const about = { system: 'his', call: 'his.register', key: idOf(4), process: 'booking', since: now };
const opened: CaseEvent = { type: 'case.opened', data: { caseId: id, work, round: 0, ...about, ...why } };
const retried = (round: number): CaseEvent => ({ type: 'case.retried', data: { caseId: id, work, round, staffId } });
const failed = (round: number): CaseEvent => ({ type: 'case.failed', data: { caseId: id, work, round, ...why } });
const repaired: CaseEvent = { type: 'case.repaired', data: { caseId: id, work, round: 1 } };
const reason = '已人工登记';
const closed = (round: number): CaseEvent => ({
  type: 'case.closed',
  data: { caseId: id, work, round, staffId, reason },
});

const open = (round: number) => ({ type: 'open', id, now, by: system, work, round, ...about, ...why }) as const;
const retry = { type: 'retry', id, now, by } as const;
const repair = { type: 'repair', id, now, by: system, round: 1 } as const;
const take = { type: 'take', id, now, by } as const;
const giveBack = { type: 'give-back', id, now, by } as const;
const close = { type: 'close', id, now, by, reason } as const;

test('[I1] work that is given up opens a case, once', () => {
  given().when(open(0)).then(opened);
  given(opened).when(open(0)).thenNothing();
});
test('[I1] a case is sent again, and fails again or is repaired', () => {
  given(opened).when(retry).then(retried(1));
  given(opened, retried(1)).when(retry).thenNothing();
  given(opened, retried(1)).when(open(1)).then(failed(1));
  given(opened, retried(1)).when(open(0)).thenNothing();
  given(opened, retried(1), failed(1)).when(retry).then(retried(2));
  given(opened, retried(1)).when(repair).then(repaired);
});
test('[I1] a case is closed with a reason, also while it is sent again', () => {
  given(opened).when(close).then(closed(0));
  given(opened, retried(1)).when(close).then(closed(1));
});
test('[I1] a case is taken, taken over and given back by whose it is', () => {
  const other = { id: idOf(9), role: 'manager' } as const;
  const taken = (staffId: string): CaseEvent => ({ type: 'case.taken', data: { caseId: id, staffId } });
  given(opened).when(take).then(taken(staffId));
  given(opened, taken(staffId)).when(take).thenNothing();
  given(opened, taken(staffId))
    .when({ ...take, by: other })
    .then(taken(other.id));
  given(opened, taken(other.id)).when(giveBack).thenRefused('not-yours');
  given(opened, taken(staffId))
    .when(giveBack)
    .then({ type: 'case.given-back', data: { caseId: id, staffId } });
  given(opened).when(giveBack).thenNothing();
});
test.each([
  ['repaired', [opened, retried(1), repaired]],
  ['closed', [opened, closed(0)]],
] as const)('[I1] what is %s is over', (_, past) => {
  for (const command of [retry, close, take, giveBack])
    given(...past)
      .when(command)
      .thenRefused('case-over');
  for (const command of [repair, open(1)])
    given(...past)
      .when(command)
      .thenNothing();
});
test('[I1] what is not there is neither sent again nor closed', () => {
  for (const command of [retry, close, take, giveBack]) given().when(command).thenRefused('unknown-case');
});
test('[I1] operators and managers decide, the system alone opens and repairs', () => {
  const commands: Capability['commands'] = stuckCase.commands;
  const may = (command: string) => roles.filter(role => reachOf(commands[command]?.access, role) !== null);
  expect([may('retry'), may('close'), may('open'), may('repair')]).toEqual([
    ['operator', 'manager'],
    ['operator', 'manager'],
    [],
    [],
  ]);
});
