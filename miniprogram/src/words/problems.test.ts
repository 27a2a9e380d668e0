/** Every refusal that a patient or doctor can meet has its words. */
import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { complaint } from '@yunzhen/contracts/complaint/complaint';
import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import { patient } from '@yunzhen/contracts/patient/patient';
import { payment } from '@yunzhen/contracts/payment/payment';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { rating } from '@yunzhen/contracts/rating/rating';
import { record } from '@yunzhen/contracts/record/record';
import { registration } from '@yunzhen/contracts/registration/registration';
import { session } from '@yunzhen/contracts/schedule/session';
import { template } from '@yunzhen/contracts/template/template';
import { explain, explainAsked } from './problems';

const said = explain(new Problem(409, 'a-code-nobody-knows'));
/** What only other parts and other people are told. */
const elsewhere = new Set([
  'refund-exceeds-payment',
  'unknown-refund',
  'not-claimed',
  'unknown-rating',
  'complaint-not-taken',
  'complaint-of-another',
  'session-times-wrong',
  'doctor-busy',
]);

for (const { name, refusals } of [
  patient,
  session,
  registration,
  payment,
  consultation,
  conversation,
  record,
  prescription,
  rating,
  complaint,
  template,
])
  test(`${name}: every refusal is explained`, () => {
    for (const code of refusals) if (!elsewhere.has(code)) assert.notEqual(explain(new Problem(409, code)), said, code);
  });

test('no answer says that what was typed is kept', () => assert.match(explain(new NoAnswer('x')), /已保留/));

test('what could not be read says what is safe, and nothing of what was typed', () => {
  for (const error of [
    new NoAnswer('x'),
    new Problem(500, 'internal'),
    new Problem(502, 'http-502'),
    new Problem(503, 'unavailable'),
  ]) {
    const { words, safe } = explainAsked(error);
    assert.match(words, /重试/);
    assert.doesNotMatch(words, /填写/);
    assert.match(safe ?? '', /不会丢失/);
  }
  assert.deepEqual(explainAsked(new Problem(403, 'forbidden')), { words: '您没有查看或操作的权限', safe: undefined });
});
