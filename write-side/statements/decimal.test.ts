import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fenOf, unitsOf } from './decimal.ts';

test('[O1.4] decimal yuan become integers without a float', () => {
  expect(['2257.99', '0.01', '0.0', '12', '45.0', '0.08000', '-3.00', '-0.00'].map(fenOf)).toEqual([
    225_799, 1, 0, 1_200, 4_500, 8, -300, 0,
  ]);
  expect(unitsOf('0.00601')).toBe(601);
});

test.each(['', ' 1', '1.', '.5', '1e3', '１', '1,000.00', '+1', '0x1', '1.000001', '99999999999', '--1', '1.0 '])(
  '[O1.4] %p is no amount',
  text => expect([unitsOf(text), fenOf(text)]).toEqual([null, null]),
);

test('[O1.4] a part of a fen is no amount of fen', () =>
  expect([fenOf('0.001'), fenOf('1.23450')]).toEqual([null, null]));

test('[O1.4] what is written with two digits or five is read as it was', () =>
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fen => {
      const digits = Math.abs(fen).toString().padStart(3, '0');
      const text = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      expect([fenOf(text), fenOf(`${text}000`)]).toEqual([fen, fen]);
    }),
  ));
