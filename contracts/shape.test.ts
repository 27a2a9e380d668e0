import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { factShape, touches, viewShape } from './shape.ts';

const row = z.object({});
const drugs = viewShape({ name: 'drugs', version: 1, row, owners: {}, events: ['drug.listed', 'drug.priced'] });
const facts = factShape('drugs', 1, 'drug');

test('an event makes old what it changes, and nothing else', () => {
  expect(touches([drugs], 'drug.listed')).toBe(true);
  expect(touches([drugs], 'drug.delisted')).toBe(false);
  expect(touches([drugs], 'drugs.listed')).toBe(false);
  expect(touches([], 'drug.listed')).toBe(false);
});

test('a fact table changes with every event of its capability', () => {
  expect(touches([facts], 'drug.delisted')).toBe(true);
  expect(touches([facts], 'drugstore.opened')).toBe(false);
});

test('after a command any event of its capability may have happened', () => {
  expect(touches([drugs], 'drug')).toBe(true);
  expect(touches([facts], 'drug')).toBe(true);
  expect(touches([drugs, facts], 'dru')).toBe(false);
});
