import { expect, test } from '@jest/globals';
import { endsLike, namesLike } from './fits.ts';

test('a number is known by its end, from four characters on, in either case', () => {
  expect(endsLike('019a-fa6734d2', 'FA6734D2')).toBe(true);
  expect(endsLike('019a-fa6734d2', '34d2')).toBe(true);
  expect(endsLike('019a-fa6734d2', '4d2')).toBe(false);
  expect(endsLike('019a-fa6734d2', 'fa67')).toBe(false);
  expect(endsLike(null, '34d2')).toBe(false);
});

test('a masked name is meant by who may stand behind it, an open one by any part', () => {
  expect(['李', '李秀', '李秀英', '李秀英子'].map(typed => namesLike('李**', typed))).toEqual([true, true, true, true]);
  expect(['王', '秀', ''].map(typed => namesLike('李**', typed))).toEqual([false, false, false]);
  expect(['李秀英', '秀英', '王'].map(typed => namesLike('李秀英', typed))).toEqual([true, true, false]);
  expect(namesLike(null, '李')).toBe(false);
});
