import { expect, test } from '@jest/globals';
import { turns } from './turns.ts';

test('of a crowd only so many begin in a turn, in the order they came', async () => {
  const turn = turns(3);
  let now = 0;
  const begun: [who: number, turn: number][] = [];
  const count = () => {
    now += 1;
    if (now < 20) setImmediate(count);
  };
  setImmediate(count);
  const all = Array.from({ length: 8 }, async (_, who) => {
    await turn();
    begun.push([who, now]);
  });
  await Promise.all(all);
  expect(begun.map(([who]) => who)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  for (const at of new Set(begun.map(([, at]) => at)))
    expect(begun.filter(([, other]) => other === at).length).toBeLessThanOrEqual(3);
});

test('who comes alone does not wait, also after a crowd', async () => {
  const turn = turns(2);
  expect([turn(), turn()]).toEqual([undefined, undefined]);
  await turn();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(turn()).toBeUndefined();
});
