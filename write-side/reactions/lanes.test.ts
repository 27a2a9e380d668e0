import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import fc from 'fast-check';
import { lanes } from './lanes.ts';

const event = (position: number, stream: string): RecordedEvent => ({
  id: `event ${position}`,
  type: 'test.happened',
  stream,
  revision: 0,
  position: BigInt(position),
  data: {},
  metadata: {},
  created: new Date(0),
});

/** Works that end when a test says so. */
const held = () => {
  const open = new Map<bigint, { end: () => void; fail: (error: Error) => void }>();
  const begun: bigint[] = [];
  return {
    begun,
    open,
    work: ({ position }: RecordedEvent) =>
      new Promise<void>((resolve, reject) => {
        begun.push(position);
        open.set(position, {
          end: () => {
            open.delete(position);
            resolve();
          },
          fail: error => {
            open.delete(position);
            reject(error);
          },
        });
      }),
  };
};
const turns = async (count = 20) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

test('what is told as done is done, without a gap, in whatever order works end', async () => {
  const streams = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat()),
      async (names, width, pick) => {
        const works = held();
        const done = new Set<bigint>();
        const moves: bigint[] = [];
        const { take, idle } = lanes(width, works.work, ({ position }) => {
          // Everything up to here: no event of a lower position may be open or waiting.
          for (let before = 1n; before <= position; before++) expect(done.has(before)).toBe(true);
          moves.push(position);
        });
        const taking = (async () => {
          for (const [index, name] of names.entries()) await take(event(index + 1, name));
          await idle();
        })();
        const order = new Map<string, bigint[]>();
        while (done.size < names.length) {
          await turns(3);
          const open = [...works.open.keys()];
          expect(open.length).toBeLessThanOrEqual(width);
          const chosen = open[Number(pick.next().value) % open.length];
          if (chosen === undefined) continue;
          done.add(chosen);
          const stream = names[Number(chosen) - 1] as string;
          order.set(stream, [...(order.get(stream) ?? []), chosen]);
          works.open.get(chosen)?.end();
        }
        await taking;
        // Within a stream in order, one at a time; all told in the end, never backwards.
        for (const positions of order.values()) expect(positions).toEqual(positions.toSorted((a, b) => Number(a - b)));
        expect(moves.at(-1)).toBe(BigInt(names.length));
        expect(moves).toEqual(moves.toSorted((a, b) => Number(a - b)));
      },
    ),
    { numRuns: 60 },
  );
});

test('a slow stream with many events waits alone', async () => {
  const works = held();
  const { take } = lanes(2, works.work, () => undefined);
  for (let position = 1; position <= 20; position++) await take(event(position, 'slow'));
  const other = take(event(21, 'other'));
  await turns();
  expect(works.begun).toEqual([1n, 21n]);
  works.open.get(21n)?.end();
  await other;
});

test('there is an end to what is taken', async () => {
  const works = held();
  const { take } = lanes(1, works.work, () => undefined);
  void take(event(1, 'a'));
  let taken = false;
  void take(event(2, 'b')).then(() => {
    taken = true;
  });
  await turns();
  expect(taken).toBe(false);
  works.open.get(1n)?.end();
  await turns();
  expect(works.begun).toEqual([1n, 2n]);
});

test('after a failure nothing more begins, what runs ends, and nothing behind it is told as done', async () => {
  const works = held();
  const moves: bigint[] = [];
  const { take, idle } = lanes(8, works.work, ({ position }) => moves.push(position));
  for (const [position, stream] of [
    [1, 'a'],
    [2, 'b'],
    [3, 'b'],
    [4, 'c'],
  ] as const)
    await take(event(position, stream));
  await turns();
  works.open.get(1n)?.end();
  works.open.get(2n)?.fail(new Error('MongoDB is away'));
  await turns();
  await expect(take(event(5, 'd'))).rejects.toThrow('MongoDB is away');
  let ended = false;
  const end = idle().finally(() => {
    ended = true;
  });
  await turns();
  expect(ended).toBe(false);
  works.open.get(4n)?.end();
  await expect(end).rejects.toThrow('MongoDB is away');
  expect(works.begun).toEqual([1n, 2n, 4n]);
  expect(moves).toEqual([1n]);
});
