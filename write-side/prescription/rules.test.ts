import { expect, test } from '@jest/globals';
import { cases } from '@yunzhen/contracts/prescription/rules/cases.testing';
import { declared, type Level, ruleIds } from '@yunzhen/contracts/prescription/rules/declared';
import type { Answer } from '@yunzhen/contracts/prescription/rules/findings';
import { brokenRule, settled, validUntil } from './rules.ts';

const asked = ruleIds.map(rule => ({ rule, version: declared[rule].version }));
const levelOf = (rule: keyof typeof declared): Level => declared[rule].level;
const asksWhy = ruleIds.filter(rule => ['sign-again', 'warn'].includes(levelOf(rule)));

test.each(ruleIds)('[D3.10] %s: what it allows is handed in, and which rules were asked is kept', rule =>
  expect(settled(cases[rule].allowed, [])).toEqual({ asked, findings: [] }),
);

test.each(ruleIds.filter(rule => levelOf(rule) !== 'tick'))('[D3.10] %s: what it does not allow is refused', rule =>
  expect(settled(cases[rule].broken, [])).toBe(declared[rule].code),
);

test.each(asksWhy)('[D3.10] [R2.2] %s: goes on with the reason of that rule, which is kept with what it said', rule => {
  const answer: Answer = { rule, reason: 'weighed' };
  expect(settled(cases[rule].broken, [answer])).toEqual({
    asked,
    findings: [expect.objectContaining({ rule, level: levelOf(rule), reason: 'weighed', says: expect.any(String) })],
  });
  const other: Answer = { rule: asksWhy.find(one => one !== rule) ?? 'R34', reason: 'weighed' };
  expect(settled(cases[rule].broken, [other])).toBe(declared[rule].code);
});

test.each(ruleIds.filter(rule => levelOf(rule) === 'tick'))(
  '[D3.10] [R2.2] %s: goes on, for the reviewer to tick',
  rule =>
    expect(settled(cases[rule].broken, [])).toEqual({
      asked,
      findings: [expect.objectContaining({ rule, level: 'tick' })],
    }),
);

test.each(ruleIds)(
  '[D3.10] [D4.3] %s: a reason does not let through what is refused; on a template that alone counts',
  rule => {
    const refuses = levelOf(rule) === 'refuse';
    expect(brokenRule(cases[rule].broken)).toBe(refuses ? declared[rule].code : null);
    if (refuses) expect(settled(cases[rule].broken, [{ rule, reason: 'weighed' }])).toBe(declared[rule].code);
  },
);

test('[D3.10] what is refused is said before what asks for a reason', () => {
  const { lines, ...sheet } = cases.R25.broken;
  const sheetOfBoth = { ...sheet, lines: lines.map(line => ({ ...line, quantity: 9 })) };
  expect(settled(sheetOfBoth, [])).toBe('quantity-implausible');
});

test.each([
  ['2026-03-02T01:00:00.000Z', 1, '2026-03-02T15:59:59.999Z'],
  ['2026-03-02T15:59:59.999Z', 1, '2026-03-02T15:59:59.999Z'],
  // Past midnight in Shanghai it is the next day already.
  ['2026-03-02T16:00:00.000Z', 1, '2026-03-03T15:59:59.999Z'],
  ['2026-02-27T01:00:00.000Z', 3, '2026-03-01T15:59:59.999Z'],
  ['2026-12-31T01:00:00.000Z', 2, '2027-01-01T15:59:59.999Z'],
])('[D3.10] written %s and valid for %i days it ends %s', (now, days, end) => expect(validUntil(now, days)).toBe(end));
