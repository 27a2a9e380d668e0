import { expect, test } from '@jest/globals';
import { TooManyRequests } from '@yunzhen/platform/limits';
import { hashing } from './hashing.ts';

/** Works that end when they are told to. */
const works = () => {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  return {
    begun,
    work: (name: string) => () =>
      new Promise<string>(resolve => {
        begun.push(name);
        ends.push(() => resolve(name));
      }),
    end: async () => {
      ends.shift()?.();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
};

test('[O4] sixty at once from one address hold up nobody elsewhere', async () => {
  const { begun, work, end } = works();
  const hash = hashing(2, 16);
  const many = Array.from({ length: 60 }, (_, n) => hash('203.0.113.7', work(`a${n}`)));
  const refused = Promise.allSettled(many);
  const other = hash('198.51.100.9', work('b'));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(begun).toEqual(['a0', 'b']);
  for (let n = 0; n < 6; n++) await end();
  expect(await other).toBe('b');
  const outcomes = await refused;
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(TooManyRequests);
});

test('[O4] from many addresses, two run, some wait, and the rest is told at once to come back', async () => {
  const { begun, work, end } = works();
  const hash = hashing(2, 3);
  const all = Promise.allSettled(Array.from({ length: 10 }, (_, n) => hash(`192.0.2.${n}`, work(`${n}`))));
  for (let n = 0; n < 6; n++) await end();
  expect((await all).map(({ status }) => status)).toEqual([
    ...Array(5).fill('fulfilled'),
    ...Array(5).fill('rejected'),
  ]);
  expect(begun).toEqual(['0', '1', '2', '3', '4']);
});

test('[O4] what fails frees its place', async () => {
  const hash = hashing(1, 0);
  await expect(hash('here', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await hash('here', async () => 1)).toBe(1);
});
