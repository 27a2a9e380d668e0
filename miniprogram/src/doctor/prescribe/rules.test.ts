import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { type DraftLine, endsSoon, lineProblems, missing, totalSoFar, whyNot } from './rules';

const line = (part: Partial<DraftLine> = {}): DraftLine => ({
  drugId: 'd1',
  code: 'X',
  name: '氨氯地平片',
  kind: 'western',
  specification: '5mg×28片',
  unit: '盒',
  unitPrice: 125_000,
  dose: '5 mg',
  frequency: '每日一次',
  route: '口服',
  days: 7,
  quantity: 2,
  ...part,
});
const drug = (part: object = {}) =>
  ({ drugId: 'd9', code: 'Y', kind: 'western', control: 'none', ...part }) as Parameters<typeof whyNot>[0];

test('[D3.10] controlled drugs, repetitions, mixtures and a sixth drug say why they cannot be added', () => {
  assert.equal(whyNot(drug(), [line()]), null);
  assert.match(whyNot(drug({ control: 'psychotropic' }), []) ?? '', /精神药品/);
  assert.equal(whyNot(drug({ drugId: 'd1' }), [line()]), '已在处方中');
  assert.equal(whyNot(drug({ kind: 'herbal' }), [line()]), '饮片须单独开一张处方');
  assert.equal(whyNot(drug(), [line({ kind: 'herbal' })]), '饮片处方不能加西药或中成药');
  const five = [1, 2, 3, 4, 5].map(n => line({ drugId: `x${n}`, code: `X${n}` }));
  assert.equal(whyNot(drug(), five), '一张处方最多 5 种');
});

test('[D3.10] more than seven days need a reason', () => {
  assert.equal(missing([{}], [line({ days: 14 })], ''), '超过 7 天用量须填写理由');
  assert.equal(missing([{}], [line({ days: 14 })], '慢性病'), null);
});

test('[D3.10] what is missing is said by field, and first of all', () => {
  assert.deepEqual(Object.keys(lineProblems(line({ dose: ' ', days: Number.NaN }))), ['dose', 'days']);
  assert.equal(missing([], [line()], ''), '请选择诊断');
  assert.equal(missing([{}], [], ''), '请添加药品');
  assert.equal(missing([{}], [line(), line({ gone: '已下架，不能开具' })], ''), '请移除 氨氯地平片：已下架，不能开具');
});

test('[D3.10] what nobody can take is said beside its field; one drug under two ids is one', () => {
  assert.match(lineProblems(line({ dose: '一把' })).dose ?? '', /数字和单位/);
  assert.match(lineProblems(line({ dose: '999999 mg' })).dose ?? '', /超过一整包装/);
  assert.equal(lineProblems(line({ quantity: 99 })).quantity, '7 天最多 2盒');
  assert.deepEqual(lineProblems(line()), {});
  assert.equal(whyNot(drug({ code: 'X' }), [line()]), '已在处方中');
});

test('the total is in fen', () => assert.equal(totalSoFar([line(), line({ quantity: Number.NaN })]), 2_500));

test('[D3.10] near midnight the doctor is told that a prescription of the day will hardly be paid', () => {
  const late = Date.parse('2026-11-24T15:20:00.000Z');
  assert.match(endsSoon(1, late) ?? '', /只剩40 分钟/);
  assert.equal(endsSoon(2, late), null);
  assert.equal(endsSoon(1, Date.parse('2026-11-24T02:00:00.000Z')), null);
});
