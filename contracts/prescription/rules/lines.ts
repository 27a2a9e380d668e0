/** Rules about one line: what is taken, how and how long, by arithmetic and by the package insert. */
import { formTells, injectedAtHome, isInjected } from '../../catalogue/forms.ts';
import { implausible, isMeasure, packOf, packsAllowed, taken } from '../plausible.ts';
import { daysBetween, usualDays } from '../usage.ts';
import { frequencyWords, routeWords } from '../usage.zh.ts';
import type { RuleId } from './declared.ts';
import type { Sheet, SheetLine, Told } from './rule.ts';

/** @param says what is wrong with a line; null: nothing */
const each =
  (says: (line: SheetLine, sheet: Sheet) => string | null | false | undefined) =>
  (sheet: Sheet): readonly { readonly line: SheetLine; readonly says: string }[] =>
    sheet.lines.flatMap(line => {
      const wrong = says(line, sheet);
      return wrong ? [{ line, says: wrong }] : [];
    });

/** Beyond rounding of a binary fraction. */
const more = (value: number | null, than: number): value is number => value !== null && value > than + 1e-9;
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const pieceOf = ({ specification, unit }: SheetLine): string => packOf(specification, unit)?.piece ?? unit;

export const lineRules = {
  R14: {
    title: '注射剂不在线上开具，患者在家自用的除外',
    source: '互联网医院管理办法第二十条',
    broken: each(
      ({ facts, name }) => facts && isInjected(facts.form) && !injectedAtHome.test(name) && '注射剂不能线上开具',
    ),
  },
  R22: {
    title: '每次用量不超过一整包装，也不超过常人所能服用',
    ...{ source: '处方点评 1-7、1-8', field: 'dose' },
    broken: each(line => implausible(line) === 'dose-implausible' && '一次用量超过一整包装，请核对'),
  },
  R23: {
    title: '用法与剂型相符',
    ...{ source: '处方点评 2-3', field: 'route' },
    broken: each(({ facts, route }) => {
      const routes = facts && formTells(facts.form)?.routes;
      // 其他途径 says nothing that could be held against the form.
      return routes && route !== '9' && !routes.includes(route) && `${facts.form}不能${routeWords[route]}`;
    }),
  },
  R24: {
    title: '必要时使用的写明每日最多用量',
    ...{ source: '处方书写规则', field: 'mostADay' },
    broken: each(line => {
      if (implausible(line) !== 'prn-limit') return null;
      return line.mostADay === undefined ? '必要时使用的，写明每日最多用量' : '不能少于一次用量';
    }),
  },
  R25: {
    title: '每次用量不超过说明书的最大单次量',
    ...{ source: '处方点评 1-9', field: 'dose' },
    broken: each(line => {
      const most = line.facts?.mostAtOnce;
      const { once } = taken(line);
      const piece = pieceOf(line);
      return most !== undefined && more(once, most) && `每次 ${rounded(once)}${piece}，说明书最多 ${most}${piece}`;
    }),
  },
  R26: {
    title: '每日用量不超过说明书的最大日量',
    ...{ source: '处方点评 1-9', field: 'frequency' },
    broken: each(line => {
      const most = line.facts?.mostPerDay;
      const { aDay } = taken(line);
      const piece = pieceOf(line);
      return most !== undefined && more(aDay, most) && `每日 ${rounded(aDay)}${piece}，说明书最多 ${most}${piece}`;
    }),
  },
  R27: {
    title: '每周一次等按间隔使用的药不用得更密',
    ...{ source: '说明书', field: 'frequency' },
    broken: each(({ facts, frequency }) => {
      const apart = facts?.daysApart;
      // When needed may be every day.
      const between = frequency === 'prn' ? 0 : daysBetween(frequency);
      if (!apart || between === null || between + 1e-9 >= apart) return null;
      return `两次至少间隔 ${apart} 天，不能${frequencyWords[frequency]}`;
    }),
  },
  R28: {
    title: '不低于说明书的最小年龄',
    source: '处方点评 2-2',
    broken: each(({ facts }, { age }) => {
      const least = facts?.leastAge;
      return least !== undefined && age !== null && age < least && `${least} 周岁以下不能使用，患者 ${age} 周岁`;
    }),
  },
  R34: {
    title: '处方诊断中有药品的适应证',
    source: '处方点评 2-1、3-1',
    broken: each(({ facts }, { diagnoses }) => {
      const known = facts?.indications ?? [];
      if (known.length === 0 || diagnoses.length === 0) return null;
      const indicated = diagnoses.some(({ code }) => known.some(one => code.startsWith(one)));
      return !indicated && '处方诊断中没有它的适应证';
    }),
  },
  R36: {
    title: '超过 7 天用量写明理由',
    ...{ source: '处方管理办法第十九条，处方点评 1-12', field: 'days' },
    broken: each(
      ({ days }, { longSupplyReason }) => !longSupplyReason?.trim() && days > usualDays && '超过 7 天用量须填写理由',
    ),
  },
  R39: {
    title: '包装数恰好够用，不拆包装',
    ...{ source: '处方点评 1-7', field: 'quantity' },
    broken: each(line => {
      if (implausible(line) !== 'quantity-implausible') return null;
      const { least, most } = packsAllowed(line);
      return `${line.days} 天${least === most ? '需要' : '最多'} ${most}${line.unit}`;
    }),
  },
  R76: {
    title: '每次用量是整粒，或剂型允许的半片',
    ...{ source: '说明书', field: 'dose' },
    broken: each(line => {
      const parts = line.facts && formTells(line.facts.form)?.parts;
      const { once } = taken(line);
      const piece = pieceOf(line);
      if (!parts || once === null || isMeasure(piece)) return null;
      if (Math.abs(once * parts - Math.round(once * parts)) < 1e-6) return null;
      return `每次 ${rounded(once)}${piece}分不出来，${parts > 1 ? '最小半片' : '不能掰开'}`;
    }),
  },
} as const satisfies Partial<Readonly<Record<RuleId, Told>>>;
