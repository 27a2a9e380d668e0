import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { sealWith } from './cipher.ts';
import { findSealed, replaceSealed } from './deep.ts';

const key = randomBytes(32);
const a = sealWith(key, 'a', '1');
const b = sealWith(key, 'b', '2');

const value = () => ({
  plain: 'x',
  at: new Date(0),
  none: null,
  deep: [{ name: a }, { list: [b, a, 3] }],
  other: { y: 1 },
});

test('every sealed string is found once, wherever it is', () => {
  const found = new Set<Sealed<unknown>>();
  findSealed(value(), found);
  expect([...found]).toEqual([a, b]);
});

test('replacing leaves the original and everything without seals as they are', () => {
  const before = value();
  const after = replaceSealed(
    before,
    new Map([
      [a, '1'],
      [b, null],
    ]),
  ) as ReturnType<typeof value>;
  expect(after).toEqual({ ...value(), deep: [{ name: '1' }, { list: [null, '1', 3] }] });
  expect(before).toEqual(value());
  expect(after.other).toBe(before.other);
  expect(after.at).toBe(before.at);
});
