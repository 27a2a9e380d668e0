/** Rules about what stands together on one prescription. */
import type { RuleId } from './declared.ts';
import type { Sheet, SheetLine, Told } from './rule.ts';

const mostDrugs = 5;
const controlled: Readonly<Record<SheetLine['control'], string | null>> = {
  none: null,
  narcotic: '麻醉药品不能线上开具',
  psychotropic: '精神药品不能线上开具',
  toxic: '医疗用毒性药品不能线上开具',
  radioactive: '放射性药品不能线上开具',
  special: '特殊管理药品不能线上开具',
};
const isHerbal = ({ kind }: SheetLine): boolean => kind === 'herbal';

/** Lines after the first that have something of an earlier one. */
const repeated = (
  lines: readonly SheetLine[],
  of: (line: SheetLine) => readonly string[],
  says: (what: string) => string,
) =>
  lines.flatMap((line, at) => {
    const before = new Set(lines.slice(0, at).flatMap(of));
    const what = of(line).find(one => before.has(one));
    return what === undefined ? [] : [{ line, says: says(what) }];
  });

/** By the national code too: one drug may be listed under two ids. */
const isSame = (one: SheetLine, other: SheetLine) => one.drugId === other.drugId || one.code === other.code;

export const sheetRules = {
  R13: {
    title: '麻醉、精神等特殊管理药品不在线上开具',
    source: '互联网诊疗管理办法第十八条',
    broken: ({ lines }: Sheet) =>
      lines.flatMap(line => {
        const says = controlled[line.control];
        return says ? [{ line, says }] : [];
      }),
  },
  R17: {
    title: '同一种药品只开一次',
    source: '处方点评 2-7',
    broken: ({ lines }: Sheet) =>
      lines
        .filter((line, at) => lines.slice(0, at).some(other => isSame(line, other)))
        .map(line => ({ line, says: '已在处方中' })),
  },
  R16: {
    title: '饮片单独开一张处方',
    source: '处方点评 1-5',
    broken: ({ lines }: Sheet) => {
      const herbs = lines.filter(isHerbal).length;
      const last = lines.at(-1);
      if (!last || herbs === 0 || herbs === lines.length) return [];
      return [{ says: isHerbal(last) ? '饮片须单独开一张处方' : '饮片处方不能加西药或中成药' }];
    },
  },
  R15: {
    title: `一张处方最多 ${mostDrugs} 种西药或中成药`,
    source: '处方管理办法第六条，处方点评 1-11',
    broken: ({ lines }: Sheet) =>
      lines.filter(line => !isHerbal(line)).length > mostDrugs ? [{ says: `一张处方最多 ${mostDrugs} 种` }] : [],
  },
  R19: {
    title: '同一成分只在一种药里',
    source: '处方点评 2-7',
    broken: ({ lines }: Sheet) =>
      repeated(
        lines,
        ({ facts }) => facts?.ingredients ?? [],
        what => `另一种药也含${what}`,
      ),
  },
  R20: {
    title: '同类作用的药只用一种',
    source: '处方点评 3-4',
    broken: ({ lines }: Sheet) =>
      repeated(
        lines,
        ({ facts }) => (facts?.group ? [facts.group] : []),
        what => `另一种药同属${what}`,
      ),
  },
} as const satisfies Partial<Readonly<Record<RuleId, Told>>>;
