import { expect, test } from '@jest/globals';
import { newSecret, stepOf, uriOf } from './totp.ts';

/** RFC 6238, appendix B: the secret `12345678901234567890`, its codes of SHA-1 cut to six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const known = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
] as const;

test.each(known)('[O4] the code of second %i is that of RFC 6238, good for a step before and after', (second, code) => {
  const step = Math.floor(second / 30);
  const at = (steps: number) => stepOf(secret, code, (second + 30 * steps) * 1_000);
  expect([at(-1), at(0), at(1)]).toEqual([step, step, step]);
  expect([at(-2), at(2)]).toEqual([null, null]);
});

test('[O4] secrets are 160 bits, no two the same, and read by an authenticator', () => {
  const secrets = new Set(Array.from({ length: 50 }, newSecret));
  expect(secrets.size).toBe(50);
  for (const one of secrets) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  const uri = new URL(uriOf(secret, 'li.na'));
  expect([uri.protocol, uri.host, Object.fromEntries(uri.searchParams)]).toEqual([
    'otpauth:',
    'totp',
    { issuer: '云诊', secret, algorithm: 'SHA1', digits: '6', period: '30' },
  ]);
  expect(decodeURIComponent(uri.pathname)).toBe('/云诊:li.na');
});
