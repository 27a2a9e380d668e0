/** What may stand on a prescription: the rules of the contract, asked before it is handed in. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import {
  declared,
  type RefusingCode,
  type RuleCode,
  refusingCodes,
  ruleIds,
} from '@yunzhen/contracts/prescription/rules/declared';
import type { Answer, Judgement } from '@yunzhen/contracts/prescription/rules/findings';
import { type Finding, judge, needsReason } from '@yunzhen/contracts/prescription/rules/judge';
import type { Sheet, SheetLine } from '@yunzhen/contracts/prescription/rules/rule';

/** A line with the class of control that its drug is under. */
export type Prescribed = PrescriptionLine & Pick<SheetLine, 'control'>;

const refusing: readonly string[] = refusingCodes;
const isRefusing = (code: RuleCode): code is RefusingCode => refusing.includes(code);

const refusalIn = (findings: readonly Finding[]): RefusingCode | null =>
  findings.flatMap(({ code }) => (isRefusing(code) ? [code] : []))[0] ?? null;
/** The first rule that lets nothing through and is broken, or null. */
export const brokenRule = (sheet: Sheet): RefusingCode | null => refusalIn(judge(sheet));

const asked = ruleIds.map(rule => ({ rule, version: declared[rule].version }));

/** What is kept of the judgement; the code of the first rule that refuses, or that nobody gave a reason for, when it may not be handed in. */
export const settled = (sheet: Sheet, answers: readonly Answer[]): Judgement | RuleCode => {
  const found = judge(sheet);
  const broken = refusalIn(found);
  if (broken) return broken;
  const findings = [];
  for (const finding of found) {
    const { rule, level, code, line, says } = finding;
    const reason = answers.find(answer => answer.rule === rule)?.reason;
    if (needsReason(finding) && !reason) return code;
    const why = needsReason(finding) && { reason };
    findings.push({ rule, level, ...(line && { drugId: line.drugId }), says, ...why });
  }
  return { asked, findings };
};

/** The last millisecond of the day in Asia/Shanghai, the `validDays`th counted from the day of `now`. */
export const validUntil = (now: string, validDays: number): string => {
  const today = Date.parse(`${chinaDayOf(now)}T00:00:00+08:00`);
  return new Date(today + validDays * 86_400_000 - 1).toISOString();
};
