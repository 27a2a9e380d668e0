/** Keys must sort as values compare: an index is only right when they agree. */
import { expect, test } from '@jest/globals';
import { Binary, ObjectId, Timestamp } from 'bson';
import * as fc from 'fast-check';
import { entryKey, idKey } from './keys.ts';
import { compare } from './values.ts';

const scalar = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, 2 ** 53, -(2 ** 53), Number.MAX_VALUE, Number.MIN_VALUE, Number.POSITIVE_INFINITY),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', '\0', 'a\0', 'a', 'a\0b', '\uffff', '🩺'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map(bytes => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map(bytes => new Binary(bytes)),
  fc.record({ t: fc.nat(), i: fc.nat() }).map(parts => new Timestamp(parts)),
);
const value = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', '\0'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;

test('two values compare as their keys do', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Math.sign(Buffer.compare(idKey(1, a), idKey(1, b)))).toBe(Math.sign(compare(a, b)));
    }),
    { numRuns: 2_000 },
  );
});

test('a compound key sorts by its first difference, in each direction', () => {
  const directions = [1, -1];
  fc.assert(
    fc.property(fc.tuple(scalar, scalar), fc.tuple(scalar, scalar), (a, b) => {
      const expected = compare(a[0], b[0]) || -compare(a[1], b[1]);
      const found = Buffer.compare(entryKey(1, a, directions), entryKey(1, b, directions));
      expect(Math.sign(found) + 0).toBe(Math.sign(expected) + 0);
    }),
    { numRuns: 2_000 },
  );
});
