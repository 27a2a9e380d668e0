/** Days by the names people have for them. */
import { dayOf, dayPlus } from '../words/format.ts';

export type Days = readonly [from: string, to: string];

export const presets = (today: string = dayOf(new Date())): Readonly<Record<string, Days>> => ({
  今天: [today, today],
  昨天: [dayPlus(today, -1), dayPlus(today, -1)],
  '近 7 天': [dayPlus(today, -6), today],
  '近 14 天': [dayPlus(today, -13), today],
  '近 30 天': [dayPlus(today, -29), today],
  本月: [`${today.slice(0, 8)}01`, today],
  '今后 7 天': [today, dayPlus(today, 6)],
});
/** The name of these days today, if they have one. */
export const presetOf = (from: string, to: string): string | undefined =>
  Object.entries(presets()).find(([, [first, last]]) => first === from && last === to)?.[0];
