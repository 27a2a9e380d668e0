// biome-ignore lint/style/noRestrictedImports: a test looks at files
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { authorisationTable } from './authorisation.ts';
import { capabilities, queries } from './index.ts';
import { reachOf, roles } from './roles.ts';

const file = new URL('../docs/authorisation.md', import.meta.url);

test('docs/authorisation.md says what the contracts say (WRITE_DOCS=1 writes it)', () => {
  const page = authorisationTable(capabilities, queries);
  if (process.env.WRITE_DOCS) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});

test('a role reaches what the table names, the system everything, nobody only what everyone may', () => {
  const access = { patient: 'own', operator: 'any' } as const;
  expect(roles.map(role => reachOf(access, role))).toEqual(['own', null, null, 'any', null]);
  expect([reachOf(access, 'system'), reachOf(undefined, 'system')]).toEqual(['any', 'any']);
  expect([reachOf(access, undefined), reachOf('everyone', undefined), reachOf(undefined, 'operator')]).toEqual([
    null,
    'any',
    null,
  ]);
  // What objects have by themselves is no role.
  expect(reachOf(access, 'constructor' as never)).toBeNull();
});

test('only one who is a patient, doctor or pharmacist can have something of their own', () => {
  const accesses = [
    ...capabilities.flatMap(({ commands }) => Object.values(commands).map(({ access }) => access)),
    ...[...queries.values()].map(({ access }) => access),
  ];
  for (const access of accesses)
    for (const role of ['operator', 'manager'] as const) expect(reachOf(access, role)).not.toBe('own');
});
