import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { implausible, isDose, packsFor, readDose, timesADay } from './plausible.ts';

const line = (part: object = {}) => ({
  ...{ dose: '1片', frequency: '每日一次', days: 7, quantity: 1, specification: '5mg×28片', unit: '盒' },
  ...part,
});

test.each(['0', '-1片', '1/0', 'NaN', '片', '0片', '0.0mg', '一把', '5', '5 mgs', '1片2片', ''])(
  '[D3.10] %j is no dose',
  dose => expect([isDose(dose), implausible(line({ dose }))]).toEqual([false, 'dose-implausible']),
);
test.each(['1片', '0.5 片', '5 mg', '５ｍｇ', '50μg', '50µg', '10ml', '4U', '8丸', '1吸', '适量'])(
  '[D3.10] %j is one',
  dose => expect(isDose(dose)).toBe(true),
);

test('[D3.10] more than a whole pack at once, or more than anybody takes, is no dose', () => {
  for (const dose of ['999999 mg', '29片', '141mg']) expect(implausible(line({ dose }))).toBe('dose-implausible');
  expect(implausible(line({ dose: '28片', days: 1 }))).toBeNull();
  expect(implausible(line({ dose: '31粒', specification: '统货' }))).toBe('dose-implausible');
  expect(
    implausible(line({ dose: '2支', specification: '10ml', unit: '支', frequency: '每日1次', quantity: 14 })),
  ).toBeNull();
});

test.each([
  ['每日一次', 1],
  ['每日两次', 2],
  ['每日3次，餐前', 3],
  ['每晚1次', 1],
  ['每日早餐前1次', 1],
  ['每8小时', 3],
  ['隔日一次', 0.5],
  ['每周两次', 2 / 7],
  ['必要时', null],
  ['发作时1次', null],
])('[D3.10] %s is %d times a day', (frequency, times) => expect(timesADay(frequency)).toBe(times));

test.each([
  [{}, 1],
  [{ days: 29 }, 2],
  [{ dose: '10mg', days: 28 }, 2],
  [{ dose: '0.01g', days: 28 }, 2],
  [{ dose: '10ml', frequency: '每日三次', specification: '100ml', unit: '瓶' }, 3],
  [{ dose: '1支', specification: '10ml×10支' }, 1],
  [{ dose: '8丸', frequency: '每日三次', specification: '200丸', unit: '瓶', days: 9 }, 2],
  [{ dose: '10g', specification: '统货', unit: 'g' }, 70],
  [{ frequency: '必要时' }, null],
  [{ dose: '适量', specification: '10g', unit: '支' }, null],
])('[D3.10] %j needs %s', (part, packs) => expect(packsFor(line(part))).toBe(packs));

test('[D3.10] one pack more than the days need is taken, 999 boxes for a week are not', () => {
  expect(implausible(line({ quantity: 2 }))).toBeNull();
  expect(implausible(line({ quantity: 3 }))).toBe('quantity-implausible');
  expect(implausible(line({ quantity: 999 }))).toBe('quantity-implausible');
  for (const part of [{ frequency: '必要时' }, { specification: '统货' }, { dose: '适量' }]) {
    expect(implausible(line({ ...part, quantity: 999 }))).toBe('quantity-implausible');
    expect(implausible(line({ ...part, quantity: 2 }))).toBeNull();
  }
});

test('[D3.10] whatever is typed, only a positive number with a unit is a dose, and what is needed is never too much', () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('1片', '2.5mg', '适量', '0g')),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom('每日一次', '每日三次', '必要时'),
      (dose, days, frequency) => {
        const read = readDose(dose);
        if (read) expect(read.value).toBeGreaterThan(0);
        const needed = packsFor(line({ dose, days, frequency }));
        if (needed !== null && implausible(line({ dose, days, frequency })) !== 'dose-implausible')
          expect(implausible(line({ dose, days, frequency, quantity: needed }))).toBeNull();
      },
    ),
  ));
