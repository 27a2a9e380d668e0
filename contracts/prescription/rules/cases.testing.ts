/** One allowed and one broken sheet for each rule; the tests of form, command and review go through all of them. */
import type { RuleId } from './declared.ts';
import type { Sheet, SheetLine } from './rule.ts';

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const line = (part: Partial<SheetLine> = {}, n = 1): SheetLine => ({
  drugId: idOf(n),
  code: `XC0${n}AB`,
  name: `药${n}`,
  ...{ dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', days: 7, quantity: 1 },
  ...{ kind: 'western', control: 'none', specification: '5mg×28片', unit: '盒' },
  facts: { form: '片剂' },
  ...part,
});
const sheet = (lines: readonly SheetLine[], part: Partial<Sheet> = {}): Sheet => ({
  lines,
  diagnoses: [{ code: 'I10.x00x002' }],
  age: 45,
  ...part,
});
const one = (part: Partial<SheetLine>, more: Partial<Sheet> = {}): Sheet => sheet([line(part)], more);
const several = (parts: readonly Partial<SheetLine>[]): Sheet => sheet(parts.map((part, at) => line(part, at + 1)));
const mg = (value: number) => ({ dose: { value, unit: 'mg' as const } });
const insulin = { name: '甘精胰岛素注射液', specification: '3ml', unit: '支', route: '401' } as const;
const injection = { facts: { form: '注射剂' }, dose: { value: 1, unit: 'ml' as const }, days: 3 };

export const cases: Readonly<Record<RuleId, { readonly allowed: Sheet; readonly broken: Sheet }>> = {
  R13: { allowed: one({}), broken: one({ control: 'psychotropic' }) },
  R14: {
    allowed: one({ ...injection, ...insulin }),
    broken: one({ ...injection, ...insulin, name: '注射用头孢曲松钠' }),
  },
  R15: { allowed: several([{}, {}, {}, {}, {}]), broken: several([{}, {}, {}, {}, { kind: 'patent' }, {}]) },
  R16: {
    allowed: several([{}, { kind: 'patent' }]),
    broken: several([
      {},
      { kind: 'herbal', specification: '统货', unit: 'g', dose: { value: 1, unit: 'g' }, quantity: 7 },
    ]),
  },
  R17: { allowed: several([{}, {}]), broken: several([{}, { code: 'XC01AB' }]) },
  R19: {
    allowed: several([{ facts: { form: '片剂', ingredients: ['对乙酰氨基酚'] } }, {}]),
    broken: several([
      { facts: { form: '片剂', ingredients: ['对乙酰氨基酚'] } },
      { facts: { form: '片剂', ingredients: ['伪麻黄碱', '对乙酰氨基酚'] } },
    ]),
  },
  R20: {
    allowed: several([{ facts: { form: '片剂', group: '非甾体抗炎药' } }, {}]),
    broken: several([
      { facts: { form: '片剂', group: '非甾体抗炎药' } },
      { facts: { form: '片剂', group: '非甾体抗炎药' } },
    ]),
  },
  R22: { allowed: one({ ...mg(140), days: 1 }), broken: one({ ...mg(145), days: 1 }) },
  R23: { allowed: one({}), broken: one({ route: '612' }) },
  R24: { allowed: one({ frequency: 'prn', mostADay: 10 }), broken: one({ frequency: 'prn' }) },
  R25: {
    allowed: one({ ...mg(10), facts: { form: '片剂', mostAtOnce: 2 } }),
    broken: one({ ...mg(20), facts: { form: '片剂', mostAtOnce: 2 } }),
  },
  R26: {
    allowed: one({ frequency: 'bid', facts: { form: '片剂', mostPerDay: 2 } }),
    broken: one({ frequency: 'tid', facts: { form: '片剂', mostPerDay: 2 } }),
  },
  R27: {
    allowed: one({ frequency: 'qw', facts: { form: '片剂', daysApart: 7 } }),
    broken: one({ facts: { form: '片剂', daysApart: 7 } }),
  },
  R28: {
    allowed: one({ facts: { form: '片剂', leastAge: 18 } }, { age: 18 }),
    broken: one({ facts: { form: '片剂', leastAge: 18 } }, { age: 17 }),
  },
  R34: {
    allowed: one({ facts: { form: '片剂', indications: ['I10'] } }),
    broken: one({ facts: { form: '片剂', indications: ['I10'] } }, { diagnoses: [{ code: 'J06.900' }] }),
  },
  R36: { allowed: one({ days: 28 }, { longSupplyReason: '慢性病' }), broken: one({ days: 8 }) },
  R39: { allowed: one({}), broken: one({ quantity: 2 }) },
  R76: { allowed: one(mg(2.5)), broken: one({ ...mg(2.5), facts: { form: '缓释片' } }) },
};
