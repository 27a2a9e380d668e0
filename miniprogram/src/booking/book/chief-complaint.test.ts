import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { formOf, missing, noChiefComplaint, textOf } from './chief-complaint';

test('[P6.8] the form changes on the sixth and on the eighteenth birthday', () => {
  assert.equal(formOf('2020-11-25', '2026-11-24'), 'under-six');
  assert.equal(formOf('2020-11-24', '2026-11-24'), 'minor');
  assert.equal(formOf('2008-11-25', '2026-11-24'), 'minor');
  assert.equal(formOf('2008-11-24', '2026-11-24'), 'adult');
});

test('[P6.8] children need a weight, and under six a guardian', () => {
  const written = { ...noChiefComplaint, symptoms: '咳嗽', diagnosis: '支气管炎' };
  assert.equal(missing('adult', written, ''), null);
  assert.equal(missing('minor', written, ''), '请填写孩子的体重（公斤）');
  assert.equal(missing('under-six', { ...written, weight: '18.5' }, ' '), '六岁以下儿童请填写监护人姓名');
  assert.equal(missing('under-six', { ...written, weight: '18.5' }, '王芳'), null);
  assert.equal(missing('minor', { ...written, weight: '3.5' }, ''), '请核对孩子的体重：8 到 200 公斤');
  assert.equal(missing('under-six', { ...written, weight: '999' }, '王芳'), '请核对孩子的体重：1 到 60 公斤');
});

test('[P6.8] one text of what was filled in', () =>
  assert.equal(
    textOf('minor', { symptoms: ' 咳嗽 ', diagnosis: '支气管炎', medicines: '', weight: '30' }),
    '咳嗽\n既往诊断：支气管炎\n体重：30 kg',
  ));
