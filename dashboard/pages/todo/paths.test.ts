import { expect, test } from '@jest/globals';
import { approvedWords } from '@yunzhen/contracts/approval/commands.zh';
import type { Role } from '@yunzhen/contracts/roles';
import { type TodoName, todoNames, todos } from '@yunzhen/contracts/todo/todos';
import { mayOpen } from '../../app/may-open.ts';
import { decidedAt, pathOf } from './paths.ts';

const openedBy: Readonly<Record<string, readonly Role[]>> = mayOpen;
const pageOf = (path: string): string => path.slice(1).split('?')[0] ?? '';

test.each(todoNames)('[O3.1] whoever has the next step of %s may open where it is done', (name: TodoName) => {
  for (const role of todos[name].next)
    expect([role, openedBy[pageOf(pathOf(name))]]).toEqual([role, expect.arrayContaining([role])]);
});

test.each(Object.keys(approvedWords))('[O4] a proposal of %s is decided on a page that there is', command => {
  const [capability = ''] = command.split('/');
  expect(Object.keys(openedBy)).toContain(pageOf(decidedAt({ capability, subjectId: 'x' })));
});
