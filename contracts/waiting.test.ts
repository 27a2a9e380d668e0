import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { viewShape } from './shape.ts';
import { fieldOf, isLate, isWaiting, lateFrom, waiting } from './waiting.ts';

const jars = viewShape({
  name: 'jars',
  version: 1,
  row: z.object({ status: z.enum(['full', 'empty']), filledAt: z.string(), dueAt: z.string().nullable() }),
  owners: {},
  events: [],
});
const now = Date.parse('2026-03-02T01:00:00.000Z');
const row = { status: 'full', filledAt: '2026-03-02T00:45:00.000Z', dueAt: '2026-03-02T01:00:00.001Z' };

test('late is what has waited its minutes, and only while it waits', () => {
  const filled = waiting(jars)({ in: ['full'], next: ['operator'], late: { since: 'filledAt', minutes: 15 } });
  expect([fieldOf(filled), lateFrom(filled, now)]).toEqual(['filledAt', '2026-03-02T00:45:00.000Z']);
  expect(isLate(filled, row, now)).toBe(true);
  expect(isLate(filled, row, now - 1)).toBe(false);
  expect(isLate(filled, { ...row, status: 'empty' }, now)).toBe(false);
});

test('late is what stands behind its deadline, and never what has none', () => {
  const due = waiting(jars)({ in: ['full'], next: ['operator'], late: { until: 'dueAt' } });
  expect([isWaiting(due, row), isLate(due, row, now), isLate(due, row, now + 1)]).toEqual([true, false, true]);
  expect(isLate(due, { ...row, dueAt: null }, now)).toBe(false);
});
