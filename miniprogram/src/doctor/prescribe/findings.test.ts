import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { cases } from '@yunzhen/contracts/prescription/rules/cases.testing';
import { declared, type RuleId, ruleIds } from '@yunzhen/contracts/prescription/rules/declared';
import type { Sheet, SheetLine } from '@yunzhen/contracts/prescription/rules/rule';
import { type DraftLine, drafted, findingsOn, given, lineProblems, missing, unsettled, whyNot } from './rules';

const typed = ({ control: _, ...line }: SheetLine): DraftLine => drafted({ ...line, unitPrice: 10_000 });

/** Everything that the form says of a sheet: of a drug that is added, beside a field, of the sheet. */
const said = ({ lines, diagnoses, longSupplyReason = '', age }: Sheet): string[] => {
  const drafts = lines.map(typed);
  const last = lines.at(-1);
  const refused =
    last &&
    whyNot({ ...last, ...last.facts, form: last.facts?.form ?? '', control: last.control }, drafts.slice(0, -1));
  return [
    ...(refused ? [refused] : []),
    ...drafts.flatMap(line => Object.values(lineProblems(line))),
    ...findingsOn({ lines: drafts, diagnoses, longSupplyReason }, age).map(({ says }) => says),
    ...[missing(diagnoses, drafts, longSupplyReason)].filter(one => one !== null),
  ];
};

for (const rule of ruleIds)
  test(`[D3.10] ${rule}: the form says nothing of what is allowed, and something of what is not`, () => {
    assert.deepEqual(said(cases[rule].allowed), []);
    assert.ok(said(cases[rule].broken).length > 0);
  });

const found = (rule: RuleId) => {
  const { lines, diagnoses, age } = cases[rule].broken;
  return findingsOn({ lines: lines.map(typed), diagnoses, longSupplyReason: '慢性病' }, age);
};

for (const rule of ruleIds.filter(one => ['sign-again', 'warn'].includes(declared[one].level)))
  test(`[D3.10] ${rule}: goes on once a reason is picked, and only that is sent`, () => {
    const answers = [
      { rule, reason: 'weighed' },
      { rule: 'R34', reason: 'weighed' },
    ] as const;
    assert.match(unsettled(found(rule), []) ?? '', /请选择理由/);
    assert.equal(unsettled(found(rule), answers), null);
    assert.deepEqual(given(found(rule), answers), [answers[0]]);
  });

test('[D3.10] what no reason lets through is said with the name of the drug; what the reviewer ticks holds nobody up', () => {
  assert.equal(unsettled(found('R28'), []), '药1：18 周岁以下不能使用，患者 17 周岁');
  assert.equal(unsettled(found('R34'), []), null);
});
