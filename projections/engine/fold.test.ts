import { expect, test } from '@jest/globals';
import type { Operation } from '../view.ts';
import { fold, type Stored } from './fold.ts';

const lamp: Stored = {
  ...{ _id: 'a', position: 1, room: 'hall' },
  bulbs: [
    { bulbId: 'x', on: true, watt: 5 },
    { bulbId: 'y', on: true, watt: 7 },
  ],
};
const after = (operation: Omit<Operation, 'id'>, before: Stored | undefined = lamp) =>
  fold('a', before, [{ operation: { id: 'a', ...operation }, position: 2 }]);

test('a patch changes the elements it matches where they stand, and no other', () => {
  expect(after({ patch: { bulbs: { match: { bulbId: 'x' }, set: { on: false } } } as never })).toEqual({
    ...{ ...lamp, position: 2 },
    bulbs: [
      { bulbId: 'x', on: false, watt: 5 },
      { bulbId: 'y', on: true, watt: 7 },
    ],
  });
  expect(after({ patch: { bulbs: { match: { bulbId: 'z' }, set: { on: false } } } as never })).toEqual({
    ...lamp,
    position: 2,
  });
});

test('where a document is not as an operation wants it, it is left as it is, and none begins', () => {
  expect(after({ where: { room: 'hall' }, set: { room: 'kitchen' } })).toEqual({
    ...lamp,
    room: 'kitchen',
    position: 2,
  });
  expect(after({ where: { room: 'attic' }, set: { room: 'kitchen' } })).toBe(lamp);
  expect(fold('a', undefined, [{ operation: { id: 'a', where: { room: 'hall' }, set: {} }, position: 2 }])).toBeNull();
});
