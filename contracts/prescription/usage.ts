/** How a drug is taken, as data: what rules compute with, outside systems are told in codes, and screens say in words (usage.zh.ts). */
import { z } from 'zod';
import { id } from '../language.ts';

/** What is counted. */
export const pieces = ['片', '粒', '丸', '袋', '包', '支', '瓶', '滴', '喷', '揿', '吸', '贴', '枚', '颗'] as const;
/** Mass, volume, activity, and what is counted. */
export const doseUnits = ['mg', 'g', 'μg', 'ml', 'U', 'IU', 'mmol', ...pieces] as const;
export type DoseUnit = (typeof doseUnits)[number];

/** How often a day, the usual ones first; null where only a need or a moment tells. */
const timesADay = {
  qd: 1,
  bid: 2,
  tid: 3,
  qid: 4,
  qn: 1,
  /** When needed, up to a maximum a day. */
  prn: null,
  q12h: 2,
  q8h: 3,
  q6h: 4,
  qod: 1 / 2,
  qw: 1 / 7,
  biw: 2 / 7,
  tiw: 3 / 7,
  /** At once, and not again. */
  st: null,
} as const;
export type Frequency = keyof typeof timesADay;
export const frequencies = Object.keys(timesADay) as [Frequency, ...Frequency[]];

/** 用药途径代码, CV06.00.102 of WS 364.12. */
export const routes = [
  ...(['1', '2', '3', '401', '402', '403', '404', '5'] as const),
  ...(['601', '602', '603', '604', '605', '606', '607', '608', '609', '610', '611', '612', '699', '9'] as const),
] as const;
export type Route = (typeof routes)[number];

/** In the morning, before, with and after meals, before sleeping. */
export const timings = ['mane', 'ac', 'cc', 'pc', 'hs'] as const;
export type Timing = (typeof timings)[number];

/** Of one dose: up to four decimals. */
const amount = z.number().positive().max(10_000_000).multipleOf(0.0001);
export const dose = z.object({ value: amount, unit: z.enum(doseUnits) });
export type Dose = z.infer<typeof dose>;

/** Days of supply that need no reason. */
export const usualDays = 7;

/** How a drug is to be taken, and how much of it is given. */
export const usage = {
  drugId: id,
  dose,
  frequency: z.enum(frequencies),
  /** The most of it in a day, in the unit of the dose: with `prn`. */
  mostADay: amount.optional(),
  timing: z.enum(timings).optional(),
  route: z.enum(routes),
  /** Days of supply. */
  days: z.int().min(1).max(90),
  /** Of what is sold: 盒, 瓶, g. */
  quantity: z.int().min(1).max(999),
};
export type Usage = z.infer<z.ZodObject<typeof usage>>;

/** How many days lie between two doses: 7 for once a week, below one for several a day; null where a need or a moment tells. */
export const daysBetween = (frequency: Frequency): number | null => {
  const times = timesADay[frequency];
  return times === null ? null : 1 / times;
};

/** In the unit of the dose; null where it cannot be told. */
export const takenADay = ({ dose: { value }, frequency, mostADay }: Omit<Usage, 'drugId' | 'quantity'>) => {
  const times = timesADay[frequency];
  return times === null ? (mostADay ?? null) : value * times;
};
