import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { mask, part, personal, personalKinds, recognisable } from './personal.ts';

test.each([
  ['name', '李雷', '李**'],
  ['name', '欧阳明月', '欧**'],
  ['name', '李', '李**'],
  ['name', '𠮷野', '𠮷**'],
  ['phone', '13000000089', '130******89'],
  ['idNumber', '11010119900307002X', '1101************2X'],
  ['birthDate', '1990-03-07', '1990-**-**'],
  ['text', '头晕三天', '***'],
] as const)('a %s %s is shown as %s', (kind, value, shown) => {
  expect(mask(kind, value)).toBe(shown);
});

test('no kind shows a short or a strange value whole', () => {
  for (const kind of personalKinds)
    for (const value of ['', 'a', 'ab', '1234', '12345', '𠮷野家'])
      if (value !== '') expect([kind, value, mask(kind, value)]).not.toEqual([kind, value, value]);
});

test('what is personal says so where it is declared', () => {
  expect(personal('name').meta()).toEqual({ personal: 'name', opened: true });
  expect(recognisable('phone').meta()).toEqual({ personal: 'phone', masked: 'always', opened: true });
  expect(part('name').meta()).toEqual({ personal: 'name' });
  expect(z.string().meta()).toBeUndefined();
});
