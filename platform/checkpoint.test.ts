import { expect, test } from '@jest/globals';
import type { Db } from 'mongodb';
import { checkpoint } from './checkpoint.ts';

/** A database that remembers what was written, and refuses where it is told to. */
const remembering = (refuse: (write: number) => boolean = () => false) => {
  const written: number[] = [];
  let writes = 0;
  const collection = {
    findOne: async () => (written.length === 0 ? null : { _id: 'one', position: written.at(-1) }),
    updateOne: async (_: unknown, { $set }: { $set: { position: number } }) => {
      if (refuse(++writes)) throw new Error('away');
      written.push($set.position);
    },
  };
  return { written, db: { collection: () => collection } as unknown as Db };
};

test('the first position is written at once, of those that follow the newest', async () => {
  const { written, db } = remembering();
  const { moved, settled, read } = checkpoint(db, 'one', 60_000);
  expect(await read()).toBeNull();
  for (let position = 1n; position <= 100n; position++) moved(position);
  expect(written.length).toBeLessThan(2);
  await settled();
  expect(written.at(-1)).toBe(100);
  expect(written.length).toBeLessThanOrEqual(2);
  expect(await read()).toBe(100n);
});

test('a write that failed is made up for by the next', async () => {
  const { written, db } = remembering(write => write === 1);
  const { moved, settled } = checkpoint(db, 'one');
  moved(1n);
  await settled();
  expect(written).toEqual([]);
  moved(2n);
  await settled();
  expect(written).toEqual([2]);
});
