/** What engineers read: every file a document links to is there, and a decision is found by its number. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const named = (folder: string) =>
  readdirSync(new URL(folder, root))
    .filter(name => name.endsWith('.md'))
    .map(name => `${folder}${name}`);
const documents = ['', 'docs/', 'docs/guide/', 'docs/decisions/'].flatMap(named);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('every file that a document links to is there', () => {
  const links = documents.flatMap(path =>
    [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, to = '']) => ({ path, to })),
  );
  expect(links.length).toBeGreaterThan(40);
  expect(links.filter(({ path, to }) => !existsSync(new URL(to, new URL(path, root))))).toEqual([]);
});

test('each decision has a number of its own, in name and title', () => {
  const decisions = named('docs/decisions/');
  const numbers = decisions.map(path => Number(/(\d{4})-/.exec(path)?.[1]));
  expect(new Set(numbers).size).toBe(decisions.length);
  expect(decisions.map(path => Number(/^# (\d+)\. /.exec(read(path))?.[1]))).toEqual(numbers);
});
