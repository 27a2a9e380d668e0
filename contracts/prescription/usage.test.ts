import { expect, test } from '@jest/globals';
import { frequencies, routes, timings, usage } from './usage.ts';
import { doseWords, frequencyWords, routeWords, timingWords, usageWords } from './usage.zh.ts';

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.00001, 10_000_001, '5', null])(
  '[D3.10] %j is no dose',
  value => expect(usage.dose.safeParse({ value, unit: 'mg' }).success).toBe(false),
);
test.each([0.0001, 0.5, 47.5, 1, 10_000_000])('[D3.10] %d is one', value =>
  expect(usage.dose.safeParse({ value, unit: 'mg' }).success).toBe(true),
);

test('[D3.10] every code has a word of its own', () => {
  for (const [codes, words] of [
    [frequencies, frequencyWords],
    [routes, routeWords],
    [timings, timingWords],
  ] as const) {
    expect(Object.keys(words).sort()).toEqual([...codes].sort());
    expect(new Set(Object.values(words)).size).toBe(codes.length);
  }
});

test('[D3.10] a line is said as a doctor says it', () => {
  const taken = { dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', kind: 'western' } as const;
  expect(usageWords(taken)).toBe('每次 5 mg，每日一次，口服');
  expect(usageWords({ ...taken, timing: 'ac' })).toBe('每次 5 mg，每日一次，餐前，口服');
  expect(usageWords({ ...taken, dose: { value: 1, unit: '粒' }, frequency: 'prn', mostADay: 2 })).toBe(
    '每次 1粒，必要时，每日最多 2粒，口服',
  );
  expect(usageWords({ ...taken, dose: { value: 10, unit: 'g' }, kind: 'herbal' })).toBe('每次 10 g，每日一次，水煎服');
  expect([doseWords({ value: 50, unit: 'μg' }), doseWords({ value: 0.5, unit: '片' })]).toEqual(['50 μg', '0.5片']);
});
