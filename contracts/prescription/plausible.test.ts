import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { implausible, packOf, packsAllowed, packsFor, unitsOf } from './plausible.ts';
import { type Dose, doseUnits, type Frequency, frequencies, type Usage } from './usage.ts';

type Line = Parameters<typeof implausible>[0];
const line = (part: Partial<Line> = {}): Line => ({
  ...{ dose: { value: 1, unit: '片' }, frequency: 'qd', route: '1', days: 7, quantity: 1 },
  ...{ specification: '5mg×28片', unit: '盒' },
  ...part,
});
const dose = (value: number, unit: Dose['unit'] = '片'): { readonly dose: Dose } => ({ dose: { value, unit } });

test.each([
  ['5mg×28片', '盒', { size: 28, piece: '片', strength: { value: 5, unit: 'mg' } }],
  ['0.5g*20片', '盒', { size: 20, piece: '片', strength: { value: 0.5, unit: 'g' } }],
  ['10ml×10支', '盒', { size: 10, piece: '支', strength: { value: 10, unit: 'ml' } }],
  ['10ml×10支', '支', { size: 1, piece: '支', strength: { value: 10, unit: 'ml' } }],
  ['160/4.5μg×60吸', '支', { size: 60, piece: '吸' }],
  ['200丸', '瓶', { size: 200, piece: '丸' }],
  ['100ml', '瓶', { size: 100, piece: 'ml' }],
  ['100ml:2g', '瓶', { size: 100, piece: 'ml', strength: { value: 0.02, unit: 'g' } }],
  ['１０ｇ', '支', { size: 10, piece: 'g' }],
  ['统货', 'g', { size: 1, piece: 'g' }],
  ['统货', '盒', null],
  ['0.5g', '盒', null],
])('[O2.5] %s in one %s', (specification, unit, pack) => expect(packOf(specification, unit)).toEqual(pack));

test('[D3.10] a dose is asked in the units that the drug has', () => {
  expect(unitsOf('5mg×28片', '盒')).toEqual(['mg', '片']);
  expect(unitsOf('100ml', '瓶')).toEqual(['ml', '瓶']);
  expect(unitsOf('统货', '盒')).toEqual(doseUnits);
});

test('[D3.10] more than a whole pack at once, or more than anybody takes, is no dose', () => {
  for (const too of [dose(999_999, 'mg'), dose(29), dose(141, 'mg')])
    expect(implausible(line(too))).toBe('dose-implausible');
  expect(implausible(line({ ...dose(28), days: 1 }))).toBeNull();
  expect(implausible(line({ ...dose(31, '粒'), specification: '统货' }))).toBe('dose-implausible');
  const ampoules = { ...dose(2, '支'), specification: '10ml', unit: '支', quantity: 14 };
  expect(implausible(line(ampoules))).toBeNull();
});

test('[D3.10] what is taken when needed says how much a day at most', () => {
  expect(implausible(line({ frequency: 'prn' }))).toBe('prn-limit');
  expect(implausible(line({ frequency: 'prn', ...dose(2), mostADay: 1 }))).toBe('prn-limit');
  expect(implausible(line({ frequency: 'prn', mostADay: 4 }))).toBeNull();
  expect(implausible(line({ mostADay: 4 }))).toBe('prn-limit');
});

test.each<[Partial<Line>, number | null]>([
  [{}, 1],
  [{ days: 29 }, 2],
  [{ ...dose(10, 'mg'), days: 28 }, 2],
  [{ ...dose(0.01, 'g'), days: 28 }, 2],
  [{ frequency: 'bid', days: 28 }, 2],
  [{ frequency: 'qod', days: 56 }, 1],
  [{ frequency: 'biw', days: 90, specification: '5mg×4片' }, 7],
  [{ ...dose(2), frequency: 'st', days: 90 }, 1],
  [{ frequency: 'prn', mostADay: 5 }, 2],
  [{ ...dose(10, 'ml'), frequency: 'tid', specification: '100ml', unit: '瓶' }, 3],
  [{ ...dose(1, '支'), specification: '10ml×10支' }, 1],
  [{ ...dose(8, '丸'), frequency: 'tid', specification: '200丸', unit: '瓶', days: 9 }, 2],
  [{ ...dose(10, 'g'), specification: '统货', unit: 'g' }, 70],
  [dose(0.1, 'mmol'), null],
  [{ specification: '统货' }, null],
])('[D3.10] %j needs %s', (part, packs) => expect(packsFor(line(part))).toBe(packs));

test('[D3.10] as many packs as the days need are given, neither more nor fewer', () => {
  expect(implausible(line({ quantity: 2 }))).toBe('quantity-implausible');
  expect(implausible(line({ days: 29, quantity: 1 }))).toBe('quantity-implausible');
  expect(implausible(line({ days: 29, quantity: 2 }))).toBeNull();
  expect(packsAllowed(line({ frequency: 'prn', mostADay: 9 }))).toEqual({ least: 1, most: 3 });
});

test('[D3.10] where that cannot be computed, 999 boxes for a week are refused all the same', () => {
  expect(implausible(line({ specification: '统货', quantity: 999 }))).toBe('quantity-implausible');
  expect(implausible(line({ specification: '统货', quantity: 2 }))).toBeNull();
});

test('[D3.10] what is needed lasts for the days, and one pack less does not', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 56 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom<Frequency>(...frequencies.filter(one => one !== 'prn' && one !== 'st')),
      fc.integer({ min: 1, max: 100 }),
      (halves, days, frequency, size) => {
        const usage = line({ ...dose(halves / 2), days, frequency, specification: `5mg×${size}片` });
        const packs = packsFor(usage) ?? 0;
        const taken = (halves / 2) * days * ({ qod: 0.5, qw: 1 / 7, biw: 2 / 7, tiw: 3 / 7 }[frequency as 'qw'] ?? 1);
        expect(packs * size).toBeGreaterThanOrEqual(Math.floor(taken));
        const often: Partial<Record<Frequency, number>> = { bid: 2, q12h: 2, tid: 3, q8h: 3, qid: 4, q6h: 4 };
        if (packs > 1) expect((packs - 1) * size).toBeLessThan(taken * (often[frequency] ?? 1));
      },
    ),
  ));

/** Whatever is written. */
const anyLine: fc.Arbitrary<Omit<Usage, 'drugId'>> = fc.record({
  dose: fc.record({ value: fc.integer({ min: 1, max: 1e9 }).map(n => n / 1e4), unit: fc.constantFrom(...doseUnits) }),
  frequency: fc.constantFrom(...frequencies),
  route: fc.constant('1' as const),
  days: fc.integer({ min: 1, max: 90 }),
  quantity: fc.integer({ min: 1, max: 999 }),
});
test('[D3.10] what is needed is never too much', () =>
  fc.assert(
    fc.property(anyLine, usage => {
      const written = { ...usage, specification: '5mg×28片', unit: '盒' };
      const needed = packsFor(written);
      if (needed === null) return;
      expect(['dose-implausible', 'prn-limit', null]).toContain(implausible({ ...written, quantity: needed }));
    }),
  ));
