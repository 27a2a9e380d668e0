import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { includes, none, plus } from './numbered.ts';

test('whatever is added to whichever before, each is as a list of its own would be', () => {
  const step = fc.record({ from: fc.nat(), id: fc.constantFrom(...'abcdefgh') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const all = [{ numbered: none, list: [] as readonly string[] }];
      for (const { from, id } of steps) {
        const { numbered, list } = all[from % all.length] as (typeof all)[number];
        if (!list.includes(id)) all.push({ numbered: plus(numbered, id), list: [...list, id] });
      }
      for (const { numbered, list } of all) {
        expect(numbered).toHaveLength(list.length);
        expect([...'abcdefgh'].filter(id => includes(numbered, id))).toEqual(
          [...'abcdefgh'].filter(id => list.includes(id)),
        );
      }
    }),
  );
});
