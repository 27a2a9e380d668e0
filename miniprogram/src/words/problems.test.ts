/** Every refusal that a patient or doctor can meet has its words. */
import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { capabilities } from '@yunzhen/contracts/index';
import { explain, explainAsked, explainTo } from './problems';

const said = explain(new Problem(409, 'a-code-nobody-knows'));

for (const { name, refusals } of capabilities)
  test(`${name}: every refusal is explained`, () => {
    for (const code of refusals) assert.notEqual(explain(new Problem(409, code)), said, code);
  });

test('a doctor reads what a doctor can do about it', () => {
  const accepted = () => explain(new Problem(409, 'already-accepted'));
  assert.equal(accepted(), '医生已接诊，不能再取消');
  explainTo('doctor');
  assert.equal(accepted(), '已经接诊，不能再退诊');
  explainTo('patient');
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
