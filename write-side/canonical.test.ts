import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, contentHash } from './canonical.ts';

test('[D3.9] canonical JSON has one form: sorted keys at every depth, order of lists kept, absent fields left out', () =>
  expect(canonicalJson({ b: [{ d: 1, c: '二' }, 0], a: { z: null, y: undefined } })).toBe(
    '{"a":{"z":null},"b":[{"c":"二","d":1},0]}',
  ));

test('[D3.9] the hash is SHA-256 over it', () =>
  expect(contentHash({ b: 1, a: '甲' })).toBe(
    // printf '{"a":"甲","b":1}' | sha256sum
    '51e0a58525dfaeb58977731021d4c399e248c705aab924e5c27ccbb36d7be6dd',
  ));

const shuffled = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, shuffled(part)]),
      )
    : Array.isArray(value)
      ? value.map(shuffled)
      : value;

test('[D3.9] the order in which fields were written does not count, any other difference does', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
      expect(contentHash(shuffled(a) as object)).toBe(contentHash(a));
      const same = JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)));
      expect(contentHash(a) === contentHash(b)).toBe(same);
    }),
  ));
