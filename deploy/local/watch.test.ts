import { expect, test } from '@jest/globals';
import { serviceNames } from './services.ts';
import { servicesOf } from './watch.ts';

test.each([
  ['write-side/payment/decide.ts', ['write-side', 'reactions']],
  ['read-api/queries/visit.ts', ['read-api']],
  ['contracts/payment/payment.ts', serviceNames],
  ['platform/retry.ts', serviceNames],
  ['dashboard/app/pages.tsx', []],
  ['write-side/payment/decide.test.ts', []],
  ['write-side/node_modules/x/index.ts', []],
  ['contracts/fixtures/payment.created.v1.json', []],
])('when %s changes, what is made of it is started again', (path, services) =>
  expect(servicesOf(path)).toEqual(services),
);
