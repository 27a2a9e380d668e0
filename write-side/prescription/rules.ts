/** What may stand on one prescription, by the rules for online prescribing. */

import type { drugControls } from '@yunzhen/contracts/catalogue/drug';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { implausible } from '@yunzhen/contracts/prescription/plausible';
import type { PrescriptionLine, prescribingRules } from '@yunzhen/contracts/prescription/prescription';

/** A line with the class of control that its drug is under. */
export type Prescribed = PrescriptionLine & { readonly control: (typeof drugControls)[number] };

const mostDrugs = 5;
const mostDays = 7;

type Rule = (typeof prescribingRules)[number];

/** The first rule that is broken, or null. */
export const brokenRule = (lines: readonly Prescribed[], longSupplyReason: string | undefined): Rule | null => {
  const made = lines.filter(line => line.kind !== 'herbal');
  if (lines.some(line => line.control !== 'none')) return 'drug-controlled';
  // By the national code too: one drug may be listed under two ids.
  for (const key of ['drugId', 'code'] as const)
    if (new Set(lines.map(line => line[key])).size < lines.length) return 'same-drug-twice';
  if (made.length > 0 && made.length < lines.length) return 'herbal-apart';
  if (made.length > mostDrugs) return 'too-many-drugs';
  for (const line of lines) {
    const wrong = implausible(line);
    if (wrong) return wrong;
  }
  if (!longSupplyReason && lines.some(line => line.days > mostDays)) return 'supply-too-long';
  return null;
};

/** The last millisecond of the day in Asia/Shanghai, the `validDays`th counted from the day of `now`. */
export const validUntil = (now: string, validDays: number): string => {
  const today = Date.parse(`${chinaDayOf(now)}T00:00:00+08:00`);
  return new Date(today + validDays * 86_400_000 - 1).toISOString();
};
