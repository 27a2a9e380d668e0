import { expect, test } from '@jest/globals';
import { chinaDay, chinaDayOf } from './china-day.ts';

test('a day in Shanghai begins at 16:00 UTC of the day before', () => {
  expect(chinaDay('2026-03-02')).toEqual({ start: '2026-03-01T16:00:00.000Z', end: '2026-03-02T16:00:00.000Z' });
  expect(chinaDay('2024-02-29').end).toBe('2024-02-29T16:00:00.000Z');
  expect(chinaDay('2026-01-01').start).toBe('2025-12-31T16:00:00.000Z');
});

test('every instant of a day falls on it, the first of the next does not', () => {
  for (const day of ['2026-03-02', '2024-02-29', '2025-12-31', '1990-07-01']) {
    const { start, end } = chinaDay(day);
    expect(chinaDayOf(start)).toBe(day);
    expect(chinaDayOf(new Date(Date.parse(end) - 1))).toBe(day);
    expect(chinaDayOf(end)).not.toBe(day);
  }
});
