import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { cases } from './cases.testing.ts';
import { declared, levels, ruleIds } from './declared.ts';
import { judge, rules } from './judge.ts';
import { rulesPage } from './page.ts';
import { levelWords } from './words.zh.ts';

test.each(ruleIds)('[D3.10] %s lets its allowed sheet through, and breaks on the other alone', rule => {
  expect(judge(cases[rule].allowed)).toEqual([]);
  const found = judge(cases[rule].broken);
  expect(found.map(one => one.rule)).toEqual([rule]);
  expect(found[0]).toMatchObject({ level: declared[rule].level, code: declared[rule].code });
  expect(found[0]?.says.length).toBeGreaterThan(2);
});

test('[D3.10] each level has a rule, and no two rules refuse with one code', () => {
  expect(new Set(Object.values(declared).map(({ level }) => level))).toEqual(new Set(levels));
  expect(new Set(Object.values(declared).map(({ code }) => code)).size).toBe(ruleIds.length);
});

test('[D3.10] what the dictionary does not know is not judged', () => {
  const [line] = cases.R25.broken.lines;
  if (!line) throw new Error('no line');
  const { facts: _, ...unknown } = line;
  expect(judge({ ...cases.R25.broken, lines: [unknown] })).toEqual([]);
});

const file = new URL('../../../docs/rules.md', import.meta.url);
test('docs/rules.md says what the rules say (WRITE_DOCS=1 writes it)', () => {
  const page = rulesPage(rules, levelWords);
  if (process.env.WRITE_DOCS) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
