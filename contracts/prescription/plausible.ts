/**
 * What nobody can take is not prescribed: more than a pack at once, other packs than the days need. What one pack holds is read of its
 * specification; what that does not tell is held against wide limits.
 */
import { type Dose, type DoseUnit, doseUnits, pieces, takenADay, type Usage } from './usage.ts';

type Line = Omit<Usage, 'drugId'> & {
  readonly specification: string;
  /** What one of `quantity` is: 盒, 瓶, g. */
  readonly unit: string;
};

/** In mg and ml. */
const masses: Readonly<Record<string, number>> = { μg: 0.001, ug: 0.001, mcg: 0.001, mg: 1, g: 1_000 };
const volumes: Readonly<Record<string, number>> = { ml: 1, mL: 1, L: 1_000 };
export const isMeasure = (unit: string): boolean => unit in masses || unit in volumes;

/** The most of one dose where nothing better is known. */
const mostOf = (unit: DoseUnit): number => {
  if (unit in masses) return 100_000 / (masses[unit] ?? 1);
  if (unit in volumes) return 500 / (volumes[unit] ?? 1);
  return pieces.some(piece => piece === unit) ? 30 : 10_000_000;
};

/** What is sold as one: how many pieces it holds, and how much is in each where that is known. */
interface Pack {
  readonly size: number;
  /** 片, or ml and g where it is not counted. */
  readonly piece: string;
  readonly strength?: { readonly value: number; readonly unit: string };
}

const measured = '([\\d.]+)(mg|g|μg|ug|mcg|ml|mL|L)';
const counted = '[×xX*](\\d+)(\\p{Script=Han})';
const exactly = (pattern: string) => new RegExp(`^${pattern}$`, 'u');
const [tablets, compound, bare, bulk, solution] = [
  exactly(measured + counted),
  exactly(`[^×xX*]+${counted}`),
  exactly('(\\d+)(\\p{Script=Han})'),
  exactly(measured),
  exactly(`${measured}[:：]${measured}`),
];

/** 5mg×28片, 160/4.5μg×60吸, 200丸, 100ml, 100ml:2g. Null where the specification does not tell. */
export const packOf = (specification: string, unit: string): Pack | null => {
  if (isMeasure(unit)) return { size: 1, piece: unit };
  const spec = specification.normalize('NFKC').replaceAll(/\s/g, '');
  const [, value, measure = '', count, piece = ''] = tablets.exec(spec) ?? [];
  if (count)
    return {
      size: piece === unit ? 1 : Number(count),
      piece,
      strength: { value: Number(value), unit: measure },
    };
  const [, number, kind = ''] = compound.exec(spec) ?? bare.exec(spec) ?? [];
  if (number) return { size: kind === unit ? 1 : Number(number), piece: kind };
  const [, volume, of = '', held, heldUnit = ''] = solution.exec(spec) ?? [];
  if (held)
    return { size: Number(volume), piece: of, strength: { value: Number(held) / Number(volume), unit: heldUnit } };
  const [, all, by = ''] = bulk.exec(spec) ?? [];
  // A bottle or a tube; of less than that it is the strength of pieces whose number is not said.
  const poured = by in volumes || (masses[by] ?? 0) * Number(all) >= 5_000;
  return all && poured ? { size: Number(all), piece: by } : null;
};

/** How many of one unit another is; null where they do not measure the same. */
const ratio = (from: string, to: string): number | null => {
  if (from === to) return 1;
  for (const scale of [masses, volumes]) if (from in scale && to in scale) return (scale[from] ?? 1) / (scale[to] ?? 1);
  return null;
};

/** In pieces of the pack; null where that cannot be told. */
const inPieces = ({ value, unit }: Dose, pack: Pack, sold: string): number | null => {
  const direct = ratio(unit, pack.piece);
  if (direct !== null) return value * direct;
  const { strength } = pack;
  const held = strength && ratio(unit, strength.unit);
  if (strength && held != null) return (value * held) / strength.value;
  return unit === sold ? value * pack.size : null;
};

/** What one dose and one day come to, in pieces; null where that cannot be told. */
export const taken = (line: Omit<Line, 'quantity'>): { readonly once: number | null; readonly aDay: number | null } => {
  const pack = packOf(line.specification, line.unit);
  const of = (value: number | null) =>
    pack && value !== null ? inPieces({ value, unit: line.dose.unit }, pack, line.unit) : null;
  return { once: of(line.dose.value), aDay: of(line.frequency === 'st' ? line.dose.value : takenADay(line)) };
};

/** Units in which a dose of the drug can be computed, the usual one first; all of them where its pack is not known. */
export const unitsOf = (specification: string, sold: string): readonly DoseUnit[] => {
  const pack = packOf(specification, sold);
  const units = pack ? new Set([pack.strength?.unit, pack.piece, sold]) : [];
  const known = [...units].flatMap(unit => doseUnits.find(one => one === unit) ?? []);
  return known.length > 0 ? known : doseUnits;
};

/** Per day, of what is sold so; others at most ten. */
const mostADay: Readonly<Record<string, number>> = { 盒: 1, 瓶: 1, 支: 2, 罐: 1, 筒: 1, 袋: 6, 包: 6, g: 200, ml: 200 };

/** The packs that last for the days, none of them divided; null when it cannot be computed. */
export const packsFor = (line: Omit<Line, 'quantity'>): number | null => {
  const pack = packOf(line.specification, line.unit);
  const { aDay } = taken(line);
  if (!pack || aDay === null) return null;
  return Math.max(1, Math.ceil((aDay * (line.frequency === 'st' ? 1 : line.days)) / pack.size - 1e-9));
};

/** How many packs may be given. What is taken when needed may be less than the days could need. */
export const packsAllowed = (line: Omit<Line, 'quantity'>): { readonly least: number; readonly most: number } => {
  const needed = packsFor(line);
  if (needed === null) return { least: 1, most: Math.ceil(line.days * (mostADay[line.unit] ?? 10)) + 1 };
  return { least: line.frequency === 'prn' ? 1 : needed, most: needed };
};

/** The first thing on a line that nobody can take, or null. */
export const implausible = (line: Line): 'dose-implausible' | 'prn-limit' | 'quantity-implausible' | null => {
  const { dose, frequency, mostADay: limit, specification, unit, quantity } = line;
  const pack = packOf(specification, unit);
  const at = pack && inPieces(dose, pack, unit);
  if (dose.value > mostOf(dose.unit)) return 'dose-implausible';
  // More than a whole pack at once; what is sold by the piece, or poured, may be taken by several.
  if (pack && at !== null && at > (isMeasure(pack.piece) || pack.size === 1 ? 10 * pack.size : pack.size) + 1e-9)
    if (!isMeasure(unit)) return 'dose-implausible';
  if ((frequency === 'prn') !== (limit !== undefined) || (limit !== undefined && limit < dose.value))
    return 'prn-limit';
  const { least, most } = packsAllowed(line);
  return quantity < least || quantity > most ? 'quantity-implausible' : null;
};
