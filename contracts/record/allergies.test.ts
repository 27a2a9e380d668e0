import { expect, test } from '@jest/globals';
import { allergiesIn } from './allergies.ts';

test('[D3.5] whatever is written of allergies is found, once, and nothing else', () => {
  expect(
    allergiesIn(['高血压五年。青霉素、磺胺过敏；父亲有糖尿病', null, '既往体健\n青霉素、磺胺过敏', undefined, '']),
  ).toEqual(['青霉素、磺胺过敏']);
  expect(allergiesIn(['既往诊断明确；否认药物过敏。'])).toEqual(['否认药物过敏']);
  expect(allergiesIn(['血压高'])).toEqual([]);
});
