import { expect, test } from '@jest/globals';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { retry, retryDelay } from './retries.ts';

test('what may pass is asked twice more, a refusal or a 404 never', () => {
  const passing = [
    new NoAnswer('GET'),
    new Problem(500, 'internal'),
    new Problem(502, 'http-502'),
    new Problem(504, 'view-behind'),
  ];
  const final = [
    new Problem(404, 'not-found'),
    new Problem(409, 'sold-out'),
    new Problem(401, 'token-invalid'),
    new Error(),
  ];
  expect(passing.map(error => [0, 1, 2].map(failures => retry(failures, error)))).toEqual(
    passing.map(() => [true, true, false]),
  );
  expect(final.map(error => retry(0, error))).toEqual([false, false, false, false]);
  expect([0, 1, 5].map(retryDelay)).toEqual([400, 800, 3_000]);
});
