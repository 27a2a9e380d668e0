import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, contentHash } from './canonical.ts';

test('[D3.9] canonical JSON has one form: sorted keys at every depth, order of lists kept, absent fields left out', () =>
  expect(canonicalJson({ b: [{ d: 1, c: '二' }, 0], a: { z: null, y: undefined } })).toBe(
    '{"a":{"z":null},"b":[{"c":"二","d":1},0]}',
  ));

test('[D3.9] numbers and names are written as RFC 8785 has them', () =>
  // RFC 8785, 3.2.2 and 3.2.3.
  expect(
    canonicalJson({
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }),
  ).toBe(
    '{"\\r":"Carriage Return","1":"One","numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"\u0080":"Control",' +
      '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face",' +
      '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ));
test('[D3.9] what is no JSON has no hash', () => {
  for (const wrong of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson(wrong)).toThrow();
});

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
