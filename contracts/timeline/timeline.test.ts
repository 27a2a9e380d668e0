import { expect, test } from '@jest/globals';
import { capabilities, queries } from '../index.ts';
import { eventSchemas } from '../language.ts';
import { momentWords } from './text.zh.ts';
import { timelines } from './timelines.ts';

const all = Object.entries(timelines);

test.each(all)('[O1.2] every event of a stream of %s has words, or is left out on purpose', (_, { streams }) => {
  const types = capabilities
    .filter(({ name }) => streams.includes(name))
    .flatMap(capability => [...eventSchemas(capability).keys()]);
  expect(types.length).toBeGreaterThan(0);
  for (const type of types) expect(() => momentWords(type)).not.toThrow();
});

test.each(all)(
  '[T2] who may not see a thing sees no history of it, and patients see none: %s',
  (name, { query, view, param }) => {
    const one = [...queries.values()].find(({ path }) => `${path}/timeline` === query.path);
    expect([name, queries.get(name)]).toEqual([name, query]);
    expect(Object.keys(query.params)).toEqual([param]);
    expect(one?.reads[0]?.name).toBe(view.name);
    expect(query.access).not.toHaveProperty('patient');
    if (one && one.access !== 'everyone') expect(one.access).toMatchObject(query.access as object);
  },
);
