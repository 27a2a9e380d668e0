import { expect, test } from '@jest/globals';
import { drugControls } from '@yunzhen/contracts/catalogue/drug';
import { idOf } from '../house.ts';
import { brokenRule, type Prescribed, validUntil } from './rules.ts';

const line = (n: number, changed: Partial<Prescribed> = {}): Prescribed => ({
  drugId: idOf(n),
  dose: { value: 1, unit: '片' },
  frequency: 'qd',
  route: '1',
  days: 7,
  quantity: 1,
  code: `XA0${n}`,
  name: `药${n}`,
  kind: 'western',
  specification: '10mg',
  unit: '盒',
  unitPrice: 10_000,
  control: 'none',
  ...changed,
});
const lines = (count: number, changed: Partial<Prescribed> = {}) =>
  Array.from({ length: count }, (_, index) => line(index + 1, changed));

test.each(drugControls.filter(control => control !== 'none'))(
  '[D3.10] a drug under control (%s) is blocked, alone and among others',
  control => {
    expect(brokenRule([line(1, { control })], '慢性病')).toBe('drug-controlled');
    expect(brokenRule([line(1), line(2, { control })], undefined)).toBe('drug-controlled');
  },
);

test('[D3.10] at most five western and patent drugs', () => {
  expect(brokenRule(lines(5), undefined)).toBeNull();
  expect(brokenRule([...lines(4), line(5, { kind: 'patent' }), line(6, { kind: 'patent' })], undefined)).toBe(
    'too-many-drugs',
  );
});

test('[D3.10] herbal pieces stand on one of their own, as many as it takes', () => {
  expect(brokenRule(lines(20, { kind: 'herbal' }), undefined)).toBeNull();
  expect(brokenRule([line(1, { kind: 'herbal' }), line(2)], undefined)).toBe('herbal-apart');
  expect(brokenRule([line(1, { kind: 'herbal' }), line(2, { kind: 'patent' })], undefined)).toBe('herbal-apart');
});

test('[D3.10] seven days of supply, longer with a reason', () => {
  expect(brokenRule([line(1), line(2, { days: 8 })], undefined)).toBe('supply-too-long');
  expect(brokenRule([line(1, { days: 90 })], '慢性病长期用药')).toBeNull();
});

test('[D3.10] the same drug stands on it once', () =>
  expect(brokenRule([line(1), line(2), line(1)], undefined)).toBe('same-drug-twice'));

test.each([
  ['2026-03-02T01:00:00.000Z', 1, '2026-03-02T15:59:59.999Z'],
  ['2026-03-02T15:59:59.999Z', 1, '2026-03-02T15:59:59.999Z'],
  // Past midnight in Shanghai it is the next day already.
  ['2026-03-02T16:00:00.000Z', 1, '2026-03-03T15:59:59.999Z'],
  ['2026-02-27T01:00:00.000Z', 3, '2026-03-01T15:59:59.999Z'],
  ['2026-12-31T01:00:00.000Z', 2, '2027-01-01T15:59:59.999Z'],
])('[D3.10] written %s and valid for %i days it ends %s', (now, days, end) => expect(validUntil(now, days)).toBe(end));
