import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import {
  type DraftLine,
  drafted,
  endsSoon,
  lineProblems,
  missing,
  rewritten,
  totalSoFar,
  usageOf,
  whyNot,
} from './rules';

const line = (part: Partial<DraftLine> = {}): DraftLine => ({
  drugId: 'd1',
  code: 'X',
  name: '氨氯地平片',
  kind: 'western',
  specification: '5mg×28片',
  unit: '盒',
  unitPrice: 125_000,
  dose: { value: '5', unit: 'mg' },
  frequency: 'qd',
  mostADay: '',
  timing: '',
  route: '1',
  days: 7,
  quantity: 1,
  ...part,
});
const drug = (part: object = {}) =>
  ({ drugId: 'd9', code: 'Y', name: '药', kind: 'western', control: 'none', form: '片剂', ...part }) as Parameters<
    typeof whyNot
  >[0];

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
  assert.deepEqual(Object.keys(lineProblems(line({ dose: { value: ' ', unit: 'mg' }, days: Number.NaN }))), [
    'dose',
    'days',
  ]);
  assert.equal(missing([], [line()], ''), '请选择诊断');
  assert.equal(missing([{}], [], ''), '请添加药品');
  assert.equal(missing([{}], [line(), line({ gone: '已下架，不能开具' })], ''), '请移除 氨氯地平片：已下架，不能开具');
});

test('[D3.10] what nobody can take is said beside its field; one drug under two ids is one', () => {
  for (const value of ['一把', '0', '-1', '5.', '1e9'])
    assert.match(lineProblems(line({ dose: { value, unit: 'mg' } })).dose ?? '', /大于零的数字/);
  assert.match(lineProblems(line({ dose: { value: '999999', unit: 'mg' } })).dose ?? '', /超过一整包装/);
  assert.equal(lineProblems(line({ quantity: 99 })).quantity, '7 天需要 1盒');
  const needed = line({ frequency: 'prn', mostADay: '20', days: 14 });
  assert.equal(lineProblems({ ...needed, quantity: 3 }).quantity, '14 天最多 2盒');
  assert.match(lineProblems({ ...needed, mostADay: '' }).mostADay ?? '', /每日最多/);
  assert.equal(lineProblems({ ...needed, mostADay: '1' }).mostADay, '不能少于一次用量');
  assert.deepEqual(lineProblems(line()), {});
  assert.equal(whyNot(drug({ code: 'X' }), [line()]), '已在处方中');
});

test('[D3.10] the packs follow from dose, frequency and days, and what is typed there stays', () => {
  assert.equal(rewritten(line(), { days: 29 }).quantity, 2);
  assert.equal(rewritten(line(), { dose: { value: '20', unit: 'mg' }, days: 14 }).quantity, 2);
  assert.equal(rewritten(line(), { quantity: 7 }).quantity, 7);
  assert.equal(rewritten(line({ quantity: 3 }), { dose: { value: '', unit: 'mg' } }).quantity, 3);
  assert.equal(rewritten(line({ specification: '统货' }), { days: 29 }).quantity, 1);
});

test('[D3.10] what was prescribed is written on as it was', () => {
  const { mostADay: _, timing: __, ...asBefore } = line({ frequency: 'qd' });
  const prescribed = { ...asBefore, dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1' } as const;
  const { drugId, dose, frequency, route, days, quantity } = prescribed;
  assert.deepEqual(drafted(prescribed), line());
  assert.deepEqual(usageOf(drafted(prescribed)), { drugId, dose, frequency, route, days, quantity });
});

test('the total is in fen', () =>
  assert.equal(totalSoFar([line({ quantity: 2 }), line({ quantity: Number.NaN })]), 2_500));

test('[D3.10] near midnight the doctor is told that a prescription of the day will hardly be paid', () => {
  const late = Date.parse('2026-11-24T15:20:00.000Z');
  assert.match(endsSoon(1, late) ?? '', /只剩40 分钟/);
  assert.equal(endsSoon(2, late), null);
  assert.equal(endsSoon(1, Date.parse('2026-11-24T02:00:00.000Z')), null);
});
