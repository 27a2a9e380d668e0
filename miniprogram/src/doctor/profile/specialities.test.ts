import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { specialitiesOf, wrongWith } from './specialities';

test('[D4.5] specialities are one line with any comma, each once', () =>
  assert.deepEqual(specialitiesOf(' 高血压、冠心病，心律失常,高血压； '), ['高血压', '冠心病', '心律失常']));

test('[D4.5] too many or too long ones say so', () => {
  assert.equal(wrongWith('高血压'), null);
  assert.match(wrongWith(Array.from({ length: 13 }, (_, n) => `病${n}`).join('、')) ?? '', /最多 12 项/);
  assert.match(wrongWith('长'.repeat(31)) ?? '', /太长/);
});
