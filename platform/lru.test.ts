import { expect, test } from '@jest/globals';
import { lru } from './lru.ts';

test('the least recently used entry goes first', () => {
  const cache = lru<number>(2, 1_000);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('an entry ends after its time even when it is used', () => {
  let now = 0;
  const cache = lru<number>(2, 10, () => now);
  cache.set('a', 1);
  now = 9;
  expect(cache.get('a')).toBe(1);
  now = 10;
  expect(cache.get('a')).toBeUndefined();
});

test('a deleted entry is gone', () => {
  const cache = lru<number>(2, 10);
  cache.set('a', 1);
  cache.delete('a');
  expect(cache.get('a')).toBeUndefined();
});
