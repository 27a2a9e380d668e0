/** docs/rules.md, made from the rules. */
import { declared, type Level, type RuleId, ruleIds } from './declared.ts';
import type { Told } from './rule.ts';

const row = (id: RuleId, { title, source }: Told, words: Readonly<Record<Level, string>>) => {
  const { level, code, version } = declared[id];
  return `| ${id} | ${title} | ${words[level]} | \`${code}\` | ${version} | ${source} |`;
};

export const rulesPage = (rules: Readonly<Record<RuleId, Told>>, words: Readonly<Record<Level, string>>): string =>
  `# Rules for prescriptions

Made from *contracts/prescription/rules* by \`WRITE_DOCS=1\` and the test of that folder; not to be edited. One engine answers the
doctor's form while they type, the command that hands a prescription in, and the reviewer, who ticks whatever is not refused.
A prescription keeps every rule and version that it was judged by, what they pointed out, and the reasons that the doctor picked.
What the dictionary does not know of a drug (form, limits, age, ingredients, indications) is not judged.

| rule | what holds | when it does not | refusal | version | source |
|---|---|---|---|---|---|
${ruleIds
  .toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)))
  .map(id => row(id, rules[id], words))
  .join('\n')}
`;
