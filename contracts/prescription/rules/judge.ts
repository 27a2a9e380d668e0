/** The one engine: what the rules say of a sheet. The form, the command and the reviewer's flags ask it alike. */
import { declared, type Level, type RuleCode, type RuleId, ruleIds } from './declared.ts';
import { lineRules } from './lines.ts';
import type { Broken, Sheet, Told } from './rule.ts';
import { sheetRules } from './sheets.ts';

export const rules: Readonly<Record<RuleId, Told>> = { ...sheetRules, ...lineRules };

export interface Finding extends Broken {
  readonly rule: RuleId;
  readonly level: Level;
  readonly code: RuleCode;
  readonly field?: Told['field'];
}

/** @param asked those that are asked: all of them where a prescription is handed in */
export const judge = (sheet: Sheet, asked: readonly RuleId[] = ruleIds): readonly Finding[] =>
  asked.flatMap(rule => {
    const { level, code } = declared[rule];
    const { field, broken } = rules[rule];
    return broken(sheet).map(found => ({ rule, level, code, ...(field && { field }), ...found }));
  });

/** Goes on only with a reason that the doctor picked. */
export const needsReason = ({ level }: Pick<Finding, 'level'>): boolean => level === 'sign-again' || level === 'warn';
