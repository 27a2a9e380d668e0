import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineAmount, totalOf, unitPriceFrom, unitPriceInYuan, unitPriceOf, unitPriceText } from './unit-price.ts';

const unitPrice = fc.integer({ min: 0, max: 10_000_000_000 });
const quantity = fc.integer({ min: 1, max: 999 });

test('[D3.10] a line is its exact value rounded to the fen once, half a fen up', () =>
  fc.assert(
    fc.property(fc.record({ unitPrice, quantity }), line => {
      const exact = BigInt(line.unitPrice) * BigInt(line.quantity);
      const rest = exact % 100n;
      expect(BigInt(lineAmount(line))).toBe(exact / 100n + (rest >= 50n ? 1n : 0n));
    }),
  ));

test('[D3.10] a total is the sum of its rounded lines, in any order', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ unitPrice, quantity }), { maxLength: 50 }), lines => {
      expect(totalOf(lines)).toBe(lines.map(lineAmount).reduce((sum, one) => sum + one, 0));
      expect(totalOf(lines.toReversed())).toBe(totalOf(lines));
    }),
  ));

test('[O2.5] what is shown, exported and typed is the same price', () =>
  fc.assert(
    fc.property(unitPrice, price => {
      expect(unitPriceOf(unitPriceText(price).slice(1))).toBe(price);
      expect(unitPriceOf(String(unitPriceInYuan(price)))).toBe(price);
      expect(unitPriceFrom(unitPriceInYuan(price))).toBe(price);
    }),
  ));

test.each([
  [286_000, '¥28.60'],
  [835, '¥0.0835'],
  [12_340, '¥1.234'],
  [10_000, '¥1.00'],
  [0, '¥0.00'],
])('[O2.5] %i is shown as %s', (price, shown) => expect(unitPriceText(price)).toBe(shown));

test.each(['', '面议', '-1', '1.', '.5', '1e3', '0.00001', '0.12345', '12345678'])('[O2.5] %j is no price', typed =>
  expect(unitPriceOf(typed)).toBeNull(),
);
test('[O2.5] zeros behind a ten-thousandth change nothing', () => expect(unitPriceOf('1.50000000')).toBe(15_000));

test.each([
  [835, 15, 125],
  [1, 49, 0],
  [1, 50, 1],
  [12_345, 1, 123],
  [12_350, 1, 124],
])('[D3.10] %i times %i is %i fen', (price, pieces, fen) =>
  expect(lineAmount({ unitPrice: price, quantity: pieces })).toBe(fen),
);
