import { expect, test } from '@jest/globals';
import { capabilities } from './index.ts';
import { eventSchemas, sealedFields } from './language.ts';
import { fixtures, upcastFixtures } from './testing/fixtures.ts';
import { versions } from './versions.ts';

const schemas = new Map(capabilities.flatMap(one => [...eventSchemas(one)]));
const { of } = versions(capabilities);
const stored = new Map(fixtures().map(({ type, version, data }) => [`${type}.v${version}`, data]));

test('every version of every event has a fixture, and every fixture is of one', () => {
  const all = [...schemas.keys()].flatMap(type =>
    Array.from({ length: of(type) ?? 0 }, (_, index) => `${type}.v${index + 1}`),
  );
  expect([...stored.keys()].sort()).toEqual(all.sort());
});

test.each(upcastFixtures())('$type of version $version is read in the shape of today', ({ type, version, data }) => {
  const schema = schemas.get(type);
  expect(schema?.parse(data)).toEqual(data);
  // The fixture of today's version says what an older one becomes where they tell the same.
  if (version === of(type)) expect(data).toEqual(stored.get(`${type}.v${version}`));
  // Personal data is stored sealed, under the person the event names.
  for (const [field, owner] of sealedFields(schema?.shape ?? {}))
    if (data[field] !== undefined)
      expect(data[field]).toMatch(
        owner === 'visitPerson' ? /^sealed\.1\.[\w-]+\./ : new RegExp(`^sealed\\.1\\.${data[owner]}\\.`),
      );
});

test.each([...schemas])('%s has no field that its fixture does not show, but optional ones', (type, { shape }) => {
  const shown = Object.keys(stored.get(`${type}.v${of(type)}`) ?? {});
  const needed = Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => name);
  expect(needed.filter(name => !shown.includes(name))).toEqual([]);
});
