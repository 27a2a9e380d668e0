import { expect, test } from '@jest/globals';
import { aloneTests, concernedTests, unitTests } from './tiers.mjs';

const needs = new Map(
  Object.entries({
    'a/pure.test.ts': ['a/pure.ts'],
    'a/pure.ts': ['contracts/money.ts', 'node_modules/zod/index.js'],
    'a/stored.test.ts': ['standins/mongodb/server.ts'],
    'standins/mongodb/server.ts': ['node_modules/lmdb/index.js'],
    'a/started.test.ts': ['a/started.ts'],
    'a/started.ts': ['node:child_process', 'a/program.ts'],
    'a/program.ts': ['contracts/money.ts'],
    'dashboard/all.browser.test.ts': ['dashboard/testing/page.ts'],
    'dashboard/testing/page.ts': ['node_modules/playwright-core/index.mjs'],
    // In a circle.
    'contracts/money.ts': ['contracts/fen.ts'],
    'contracts/fen.ts': ['contracts/money.ts'],
  }).map(([file, all]) => [file, new Set(all)] as const),
);
const tests = [...needs.keys()].filter(file => file.endsWith('.test.ts'));

test('a unit test needs no server, no process and no browser, however far away', () => {
  expect(unitTests(needs, tests)).toEqual(['a/pure.test.ts']);
});

test('what starts a process or a browser runs alone', () => {
  expect(aloneTests(needs, tests)).toEqual(['a/started.test.ts', 'dashboard/all.browser.test.ts']);
});

test.each([
  [['a/pure.test.ts'], ['a/pure.test.ts']],
  [['contracts/fen.ts'], ['a/pure.test.ts', 'a/started.test.ts']],
  [['a/program.ts'], ['a/started.test.ts']],
  [['dashboard/pages/page.tsx'], ['dashboard/all.browser.test.ts']],
  [['README.md'], []],
  [['package-lock.json'], tests],
])('a change of %j concerns %j', (changed, concerned) => {
  expect(concernedTests(needs, tests, changed)).toEqual(concerned);
});
