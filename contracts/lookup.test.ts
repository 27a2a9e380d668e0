import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookedUpBy, lookupOf } from './lookup.ts';

const index = (kind: string, text: string) => `${kind} ${text}`;
const about = { lookup: { name: 'name', phone: 'phone', idNumber: 'idNumber' } } as const;
const person = { name: '李 秀英', phone: '13012345678', idNumber: '11010119800101001X' };
const indexes = lookupOf(about, person, index);

test('[T2] a person has an index of the whole name, of each number and of its last four', () =>
  expect(indexes).toEqual([
    'name 李秀英',
    'phone 13012345678',
    'phone-end 5678',
    'id-number 11010119800101001X',
    'id-number-end 001X',
  ]));

test.each([
  ['the whole name', '李秀英'],
  ['wide and spaced', ' 李 秀英 '],
  ['a phone as it is read aloud', '130 1234 5678'],
  ['the last four of the phone', '5678'],
  ['the ID number in small letters', '11010119800101001x'],
  ['its last four', '001x'],
])('[T2] a person is found by %s', (_, typed) =>
  expect(lookedUpBy(typed, index).some(one => indexes.includes(one))).toBe(true),
);

test.each([
  ['part of the name', '秀英'],
  ['three digits', '678'],
  ['the beginning of a number', '1301'],
  ['nothing', '  '],
])('[T2] nobody is found by %s', (_, typed) =>
  expect(lookedUpBy(typed, index).some(one => indexes.includes(one))).toBe(false),
);

test('[T2] of what an event leaves out there is no index', () =>
  expect([lookupOf(about, { name: '李雷' }, index), lookupOf({}, person, index)]).toEqual([['name 李雷'], []]));

test('[T2] whatever is typed whole is found', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const digits = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map(all => all.join(''));
  fc.assert(
    fc.property(
      fc.record({
        phone: digits(9).map(rest => `13${rest}`),
        idNumber: fc.tuple(digits(17), fc.constantFrom(...'0123456789X')).map(all => all.join('')),
      }),
      ({ phone, idNumber }) => {
        const all = lookupOf(about, { phone, idNumber }, index);
        for (const typed of [phone, idNumber, phone.slice(-4), idNumber.slice(-4)])
          expect(lookedUpBy(typed, index).some(one => all.includes(one))).toBe(true);
      },
    ),
  );
});
