// biome-ignore lint/style/noRestrictedImports: a test looks at files
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { capabilities } from './everything.ts';
import { eventSchemas, sealedFields } from './language.ts';

/** As they were stored when each event was first written: never changed, a changed meaning is another event. */
const folder = new URL('./fixtures/', import.meta.url);
const fixtures = new Map(
  readdirSync(folder).map(name => [
    name.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>,
  ]),
);
const schemas = new Map(capabilities.flatMap(one => [...eventSchemas(one)]));

test('every event has a fixture, and every fixture is of an event', () => {
  expect([...fixtures.keys()].sort()).toEqual([...schemas.keys()].sort());
});

test.each([...fixtures])('%s is still read as it was stored', (type, fixture) => {
  const schema = schemas.get(type);
  expect(schema?.parse(fixture)).toEqual(fixture);
  // Personal data is stored sealed, under the person the event names.
  for (const [field, owner] of sealedFields(schema?.shape ?? {}))
    if (fixture[field] !== undefined) expect(fixture[field]).toMatch(new RegExp(`^sealed\\.1\\.${fixture[owner]}\\.`));
});

test.each([...schemas])('%s has no field that its fixture does not show, but optional ones', (type, { shape }) => {
  const shown = Object.keys(fixtures.get(type) ?? {});
  const needed = Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => name);
  expect(needed.filter(name => !shown.includes(name))).toEqual([]);
});
