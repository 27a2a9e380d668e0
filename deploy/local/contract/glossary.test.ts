import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { capabilities } from '@yunzhen/contracts/index';

const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');

test.each(capabilities.map(({ name }) => [name]))('the word %s stands in the glossary', name => {
  expect(glossary).toMatch(new RegExp(`capabilit(y|ies) .*\`${name}\``));
});
