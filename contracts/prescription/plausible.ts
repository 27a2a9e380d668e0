/**
 * What nobody can take is not prescribed: a dose without number and unit, a dose no pack holds, far more packs than the days need. Until
 * there are rules per drug, this compares what stands on one line; what it cannot read it holds against wide limits.
 */
interface Line {
  readonly dose: string;
  readonly frequency: string;
  readonly days: number;
  readonly quantity: number;
  readonly specification: string;
  /** What one of `quantity` is: 盒, 瓶, g. */
  readonly unit: string;
}
interface Amount {
  readonly value: number;
  readonly unit: string;
}

/** For what is applied: its amount is the patient's judgement. */
export const asNeeded = '适量';

/** In mg and ml. */
const masses: Readonly<Record<string, number>> = { μg: 0.001, ug: 0.001, mcg: 0.001, mg: 1, g: 1_000 };
const volumes: Readonly<Record<string, number>> = { ml: 1, mL: 1, L: 1_000 };
const pieces = ['片', '粒', '丸', '袋', '包', '支', '瓶', '滴', '喷', '揿', '吸', '贴', '枚', '颗', '剂'];
const activities = ['U', 'IU', '万U', '万IU', '单位', 'mmol'];
/** The most of one dose where nothing better is known. */
const mostOf = (unit: string): number =>
  unit in masses
    ? 100_000 / (masses[unit] ?? 1)
    : unit in volumes
      ? 500 / (volumes[unit] ?? 1)
      : pieces.includes(unit)
        ? 30
        : 10_000_000;

/** `5 mg`, `0.5片`: a positive number and a unit. Null for anything else, also for 适量. */
export const readDose = (dose: string): Amount | null => {
  const [, number, unit = ''] = /^(\d{1,7}(?:\.\d{1,4})?)\s*(\D+)$/u.exec(dose.normalize('NFKC').trim()) ?? [];
  const known = unit in masses || unit in volumes || pieces.includes(unit) || activities.includes(unit);
  return Number(number) > 0 && known ? { value: Number(number), unit } : null;
};

/** Whether somebody who reads it knows what to take. */
export const isDose = (dose: string): boolean => dose.trim() === asNeeded || readDose(dose) !== null;

const digits: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6 };
const count = (typed: string | undefined): number => (typed === undefined ? 0 : (digits[typed] ?? Number(typed)));

/** Times a day; null where it is taken when needed, or cannot be read. */
export const timesADay = (frequency: string): number | null => {
  const typed = frequency.normalize('NFKC');
  const [, hours] = /每\s*([\d一两二三四六]+)\s*小时/u.exec(typed) ?? [];
  if (hours) return 24 / count(hours);
  if (/隔日/u.test(typed)) return 0.5;
  const [, period, times] = /每(日|天|晚|早|晨|周)[^\d一两二三四五六]*([\d一两二三四五六])\s*次/u.exec(typed) ?? [];
  if (!times) return null;
  return period === '周' ? count(times) / 7 : count(times);
};

/** How many such doses one sold unit holds, and of how many pieces it is made; null when the specification does not tell. */
const dosesIn = ({ specification, unit }: Line, dose: Amount): { doses: number; pieces: number } | null => {
  const spec = specification.normalize('NFKC').replaceAll(/\s/g, '');
  const [, amount, measure = '', number, piece = ''] =
    /^([\d.]+)(mg|g|μg|ug|mcg|ml|mL|L)(?:[×xX*](\d+)(\p{Script=Han}))?$/u.exec(spec) ?? [];
  const [, only, kind = ''] = /^(\d+)(\p{Script=Han})$/u.exec(spec) ?? [];
  const of = only
    ? { value: 0, measure: '', number: Number(only), piece: kind }
    : { value: Number(amount), measure, number: Number(number ?? 1), piece };
  if (unit in masses)
    return dose.unit in masses
      ? { doses: (masses[unit] ?? 1) / (dose.value * (masses[dose.unit] ?? 1)), pieces: 1 }
      : null;
  const held = unit === of.piece ? 1 : of.number;
  if (!Number.isFinite(held)) return null;
  if (dose.unit === of.piece) return { doses: held / dose.value, pieces: held };
  for (const scale of [masses, volumes])
    if (of.measure in scale && dose.unit in scale)
      return {
        doses: (held * of.value * (scale[of.measure] ?? 1)) / (dose.value * (scale[dose.unit] ?? 1)),
        pieces: held,
      };
  return null;
};

/** Per day, of what is sold so; others at most ten. */
const mostADay: Readonly<Record<string, number>> = { 盒: 1, 瓶: 1, 支: 2, 罐: 1, 筒: 1, 袋: 6, 包: 6, g: 200, ml: 200 };

/** The fewest packs that last for the days; null when it cannot be computed. */
export const packsFor = (line: Line): number | null => {
  const dose = readDose(line.dose);
  const times = timesADay(line.frequency);
  const held = dose && dosesIn(line, dose);
  return held && times !== null ? Math.max(1, Math.ceil((line.days * times) / held.doses - 1e-9)) : null;
};
/** One more than the days need, because a pack is not divided. */
export const mostPacks = (line: Line): number =>
  (packsFor(line) ?? Math.ceil(line.days * (mostADay[line.unit] ?? 10))) + 1;

/** The first thing on a line that nobody can take, or null. */
export const implausible = (line: Line): 'dose-implausible' | 'quantity-implausible' | null => {
  if (!isDose(line.dose)) return 'dose-implausible';
  const dose = readDose(line.dose);
  const held = dose && dosesIn(line, dose);
  if (dose && dose.value > mostOf(dose.unit)) return 'dose-implausible';
  // More than a whole pack at once; what is sold by the piece may be taken by several.
  if (held && held.doses < (held.pieces > 1 ? 1 : 0.1) - 1e-9 && !(line.unit in masses)) return 'dose-implausible';
  return line.quantity > mostPacks(line) ? 'quantity-implausible' : null;
};
