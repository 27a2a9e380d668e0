import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { approvedWords } from '../approval/commands.zh.ts';
import { capabilities } from '../index.ts';
import type { Waiting } from '../waiting.ts';
import { todoWords } from './text.zh.ts';
import { todoQueries, todos } from './todos.ts';

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' && value !== null && 'next' in value && 'late' in value && 'of' in value;

test('[O3.1] whatever waits for somebody who works here is in their list', async () => {
  const contracts = new URL('../', import.meta.url);
  const declared: Waiting[] = [];
  for (const name of readdirSync(contracts, { recursive: true }) as string[]) {
    if (!name.endsWith('/row.ts')) continue;
    const module: Record<string, unknown> = await import(new URL(name, contracts).href);
    declared.push(...Object.values(module).filter(isWaiting));
  }
  const ofStaff = declared.filter(({ next }) => next.some(role => role !== 'patient'));
  expect(ofStaff.length).toBeGreaterThan(5);
  expect(new Set(ofStaff)).toEqual(new Set<Waiting>(Object.values(todos)));
});

test('[O3.1] each kind has words, and every role whose step it is may ask', () => {
  expect(Object.keys(todoWords).sort()).toEqual(Object.keys(todos).sort());
  for (const { next } of Object.values<Waiting>(todos))
    for (const role of next) expect(todoQueries.todo.access).toHaveProperty(role);
});

test('[O4] every command that a second person approves has words, and no other', () => {
  const approved = capabilities.flatMap(({ name, commands }) =>
    Object.entries(commands).flatMap(([command, { approval }]) => (approval ? [`${name}/${command}`] : [])),
  );
  expect(Object.keys(approvedWords).sort()).toEqual(approved.sort());
});
