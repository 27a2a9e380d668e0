import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { capability, fen, id } from './language.ts';
import { versions } from './versions.ts';

const jar = capability('jar', {
  events: { filled: { jarId: id, amount: fen, unit: z.string() }, emptied: { jarId: id } },
  about: { filled: {}, emptied: {} },
  commands: {},
  refusals: [],
  upcasts: { filled: [({ fen, ...rest }) => ({ ...rest, amount: fen }), stored => ({ unit: 'fen', ...stored })] },
});
const { of, upcast } = versions([jar]);
const jarId = '0199a41f-18cb-710c-8e31-eb13409541be';
const event = (type: string, data: object, version?: number) => ({
  type,
  data: { jarId, ...data },
  metadata: { at: '2026-03-02T01:00:00.000Z', ...(version && { version }) },
});

test('the version of an event is one more than its upcasts; a type that is not known has none', () => {
  expect([of('jar.filled'), of('jar.emptied'), of('jar.broken')]).toEqual([3, 1, undefined]);
});

test.each([
  ['1, without a version', { fen: 5 }, undefined],
  ['1', { fen: 5 }, 1],
  ['2', { amount: 5 }, 2],
])('data of version %s is read in the shape of today', (_, data, version) => {
  const read = upcast(event('jar.filled', data, version));
  expect(read).toEqual(event('jar.filled', { amount: 5, unit: 'fen' }, 3));
  expect(upcast(read)).toBe(read);
});

test.each([
  ['in the shape of today', event('jar.filled', { amount: 5, unit: 'jiao' }, 3)],
  ['of an event that never changed', event('jar.emptied', {})],
  ['of a newer version', event('jar.filled', { cents: 5 }, 4)],
  ['of a type that is not known', event('jar.broken', {})],
])('data %s is read as it is', (_, stored) => expect(upcast(stored)).toBe(stored));
