import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ageOn, checkIdNumber, readIdNumber } from './id-number.ts';

test.each([
  ['11010519491231002X', { birthDate: '1949-12-31', gender: 'female' }],
  ['440524188001010014', { birthDate: '1880-01-01', gender: 'male' }],
  ['11010119900307002X', { birthDate: '1990-03-07', gender: 'female' }],
])('%s tells birth date and gender', (idNumber, told) => {
  expect(readIdNumber(idNumber)).toEqual(told);
});

test.each([
  ['a wrong check character', '110105194912310021'],
  ['a small x', '11010519491231002x'],
  ['an X in the middle', '1101051949123100X2'],
  ['the old form of 15', '110105491231002'],
  ['19 characters', '11010519491231002XX'],
  ['a line break', '11010519491231002X\n'],
  ['other digits', '１１０１０５１９４９１２３１００２X'],
  ['nothing', ''],
])('%s is not one', (_, idNumber) => {
  expect(readIdNumber(idNumber)).toBeNull();
});

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const withCheck = (first17: string): string =>
  first17 + '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(first17[place]), 0) % 11];

test('a day that no calendar has is not a birth date', () => {
  for (const day of ['19900230', '19901301', '19900431', '19890229', '19900000'])
    expect(readIdNumber(withCheck(`110101${day}001`))).toBeNull();
  expect(readIdNumber(withCheck('11010120000229001'))).toMatchObject({ birthDate: '2000-02-29' });
});

test('a birth date that is still to come is nobody’s, and is told from a mistyped number', () => {
  const born = withCheck('11010120261124001');
  expect(checkIdNumber(born, '2026-11-23')).toBe('not-born');
  expect(checkIdNumber(born, '2026-11-24')).toMatchObject({ birthDate: '2026-11-24' });
  expect(checkIdNumber('110105194912310021', '2026-11-24')).toBe('wrong');
  expect(readIdNumber(born, '2026-11-23')).toBeNull();
  expect(readIdNumber(withCheck('11010129991231001'))).toBeNull();
});

test('one mistyped digit, or two neighbours swapped, is noticed', () => {
  const serial = fc.integer({ min: 0, max: 999 }).map(n => String(n).padStart(3, '0'));
  const day = fc
    .date({ min: new Date('1920-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10).replaceAll('-', ''));
  const number = fc.tuple(day, serial).map(([born, rest]) => withCheck(`120101${born}${rest}`));
  fc.assert(
    fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (whole, place, by) => {
      expect(readIdNumber(whole)).not.toBeNull();
      const digit = (Number(whole[place]) + by) % 10;
      expect(readIdNumber(`${whole.slice(0, place)}${digit}${whole.slice(place + 1)}`)).toBeNull();
      const [a, b] = [whole[place], whole[place + 1]];
      if (a !== b) expect(readIdNumber(`${whole.slice(0, place)}${b}${a}${whole.slice(place + 2)}`)).toBeNull();
    }),
  );
});

test('a year is completed on the birthday', () => {
  expect(ageOn('2020-03-02', '2026-03-01')).toBe(5);
  expect(ageOn('2020-03-02', '2026-03-02')).toBe(6);
  expect(ageOn('2020-12-31', '2026-01-01')).toBe(5);
  // Born on a leap day, the year is completed when that day is over.
  expect([ageOn('2020-02-29', '2026-02-28'), ageOn('2020-02-29', '2026-03-01')]).toEqual([5, 6]);
  expect(ageOn('2026-03-02', '2026-03-02')).toBe(0);
});
