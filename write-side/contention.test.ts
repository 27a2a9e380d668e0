/** Several write sides on one hot stream, as when a doctor's numbers open at eight: conflicts are many, and nobody is told that an outcome is unknown. */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { capability, id as idShape } from '@yunzhen/contracts/language';
import { v4 } from 'uuid';
import { z } from 'zod';
import { bodyHash, committer } from './commit.ts';
import { type Feature, feature } from './feature.ts';
import { idOf, now, seal, system } from './testing/harness.ts';
import { type MemoryStore, memoryStore } from './testing/memory-store.ts';

const contract = capability('jar', {
  events: { filled: { jarId: idShape, n: z.int() } },
  about: { filled: {} },
  commands: { fill: { summary: 'Fill', input: { n: z.int() } } },
  refusals: [],
});
const jar = feature(contract, {
  initial: 0,
  decide: { fill: ({ id, n }: { id: string; n: number }) => [{ type: 'jar.filled', data: { jarId: id, n } }] },
  evolve: { 'jar.filled': (count: number) => count + 1 },
} as never) as Feature;

/** Milliseconds that an append and a read take, give or take a third. */
const appendMs = 3;
const readMs = 2;
const about = (ms: number) => setTimeout(ms * (0.7 + Math.random() * 0.6));

const slow = (store: MemoryStore): MemoryStore => ({
  ...store,
  append: async (...sent) => {
    await about(appendMs / 2);
    try {
      return await store.append(...sent);
    } finally {
      await about(appendMs / 2);
    }
  },
  readStream: async function* (stream, from) {
    await about(readMs);
    yield* store.readStream(stream, from);
  },
});

test.each([2, 8])('[T4] %i write sides, 200 commands on one stream: all are done, none is unknown', async writers => {
  const store = memoryStore();
  const shared = slow(store);
  const waits: number[] = [];
  await Promise.all(
    Array.from({ length: writers }, async () => {
      const { commit } = committer(shared, seal);
      const each = Array.from({ length: 200 / writers }, async (_, n) => {
        const key = v4();
        const began = performance.now();
        const envelope = { commandId: key, correlationId: key, causationId: key, by: system, at: now };
        const command = { type: 'fill', id: idOf(1), n, now, by: system };
        await commit(jar, command, bodyHash('fill', n), envelope, () => undefined);
        waits.push(performance.now() - began);
      });
      await Promise.all(each);
    }),
  );
  expect(waits).toHaveLength(200);
  expect(store.recorded(`jar-${idOf(1)}`)).toHaveLength(200);
  expect(waits.sort((a, b) => a - b)[197]).toBeLessThan(60_000);
});
