import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packed, packedAmount, packedDigits, phone, pickUpCode } from './numbers.ts';

const read = (schema: { safeParse: (typed: unknown) => { success: boolean; data?: unknown } }, typed: string) =>
  schema.safeParse(typed).data;

test('[P3] a mobile number is the same however it is pasted', () => {
  for (const typed of [
    '13900001234',
    '+86 139 0000 1234',
    '0086-13900001234',
    '86 13900001234',
    '（+86）139–0000–1234',
    '１３９００００１２３４',
    '手机号：139\u200b0000\u202c1234',
  ])
    expect([typed, read(phone, typed)]).toEqual([typed, '13900001234']);
  for (const typed of ['8613900001', '23900001234', '139000012345', '1390000123a', ''])
    expect([typed, read(phone, typed)]).toEqual([typed, undefined]);
});

test('[P8.2] a pick-up code is ten digits and nothing more', () => {
  for (const typed of ['0123456789', ' 01234 56789\n', '０１２３４５６７８９', '取药码：0123456789'])
    expect([typed, read(pickUpCode, typed)]).toEqual([typed, '0123456789']);
  for (const typed of ['CF0123456789', '00123456789', '012345678'])
    expect([typed, read(pickUpCode, typed)]).toEqual([typed, undefined]);
});

test('[O2.5] a dash of a code is a part of it', () => expect(packed(' ｘt-2\u200b')).toBe('XT-2'));

test('an amount keeps its sign and its point', () => {
  for (const [typed, amount] of [
    ['12.5', '12.5'],
    ['¥1,234.50', '1234.50'],
    ['８０ 元', '80'],
    ['－5', '-5'],
    ['1e3', '1e3'],
  ] as const)
    expect([typed, packedAmount(typed)]).toEqual([typed, amount]);
});

test('blanks, wide digits and what cannot be seen make no difference to a number', () => {
  const noise = fc.array(
    fc.constantFrom(' ', '\u3000', '\u00a0', '\t', '\u200b', '\u202d', '\ufeff', '-', '－', '\u2060'),
  );
  const wide = fc.boolean();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), wide, noise), { minLength: 1 }), digits => {
      const typed = digits.map(
        ([digit, is, before]) => `${before.join('')}${is ? String.fromCharCode(0xff10 + digit) : digit}`,
      );
      expect(packedDigits(typed.join(''))).toBe(digits.map(([digit]) => digit).join(''));
    }),
  );
});
