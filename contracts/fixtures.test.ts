import { expect, test } from '@jest/globals';
import { capabilities } from './index.ts';
import { eventSchemas } from './language.ts';
import { sealedPlaces } from './sealed.ts';
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
  const copy = structuredClone(data);
  const places = schema ? sealedPlaces(schema)(copy) : [];
  // Personal data is stored sealed, under the person the event names.
  for (const { holder, key, owner, ids } of places) {
    expect(holder[key]).toMatch(
      owner === 'visitPerson' ? /^sealed\.1\.[\w-]+\./ : new RegExp(`^sealed\\.1\\.${ids[owner]}\\.`),
    );
    delete holder[key];
  }
  // The rest is as it was decided.
  const { error } = schema?.safeParse(copy) ?? {};
  const wrong = (error?.issues ?? []).filter(
    ({ path }) => !places.some(({ key, holder }) => path.at(-1) === key && !(key in holder)),
  );
  expect(wrong).toEqual([]);
  // The fixture of today's version says what an older one becomes where they tell the same.
  if (version === of(type)) expect(data).toEqual(stored.get(`${type}.v${version}`));
});

test.each([...schemas])('%s has no field that its fixture does not show, but optional ones', (type, { shape }) => {
  const shown = Object.keys(stored.get(`${type}.v${of(type)}`) ?? {});
  const needed = Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => name);
  expect(needed.filter(name => !shown.includes(name))).toEqual([]);
});
