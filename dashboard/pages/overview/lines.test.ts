import { expect, test } from '@jest/globals';
import { apart, everyOf, ticksTo } from './lines.ts';

test('a scale begins at zero, is round, and reaches the largest value', () => {
  expect(ticksTo(35)).toEqual([0, 10, 20, 30, 40]);
  expect(ticksTo(0)).toEqual([0, 1]);
  expect(ticksTo(3)).toEqual([0, 1, 2, 3]);
  expect(ticksTo(400)).toEqual([0, 100, 200, 300, 400]);
  expect(ticksTo(44_345)).toEqual([0, 20_000, 40_000, 60_000]);
});

test('names at the same height are moved apart, in their order, and stay above the bottom', () => {
  expect(apart([100, 20, 104], 16, 200)).toEqual([100, 20, 116]);
  expect(apart([200, 200, 200], 16, 200)).toEqual([168, 184, 200]);
});

test('as many days are named as there is room for', () => {
  expect(everyOf(14, 40, 600)).toBe(1);
  expect(everyOf(30, 40, 300)).toBe(4);
});
