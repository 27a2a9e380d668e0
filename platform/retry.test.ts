import { expect, test } from '@jest/globals';
import { retry } from './retry.ts';

test('what fails is tried again until it ends, and every failure is told', async () => {
  const told: unknown[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 4) throw new Error(`try ${tries}`);
  };
  const { signal } = new AbortController();
  expect(await retry(work, { signal, failed: error => told.push(error), first: 1, most: 2 })).toBe(true);
  expect(tries).toBe(4);
  expect(told.map(error => (error as Error).message)).toEqual(['try 1', 'try 2', 'try 3']);
});

test('an abort ends the pause at once', async () => {
  const abort = new AbortController();
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new Error('always');
  };
  expect(await retry(work, { signal: abort.signal, failed: () => abort.abort(), first: 3_600_000 })).toBe(false);
  expect(tries).toBe(1);
});

test('what the end brings with it is no failure', async () => {
  const abort = new AbortController();
  const told: unknown[] = [];
  const work = async () => {
    abort.abort();
    throw new Error('the connection was closed');
  };
  await retry(work, { signal: abort.signal, failed: error => told.push(error) });
  await retry(work, { signal: abort.signal, failed: error => told.push(error) });
  expect(told).toEqual([]);
});

test('progress makes the next pause short again', async () => {
  const abort = new AbortController();
  let tries = 0;
  const work = async (progressed: () => void) => {
    tries += 1;
    progressed();
    if (tries === 30) abort.abort();
    throw new Error('away');
  };
  // Doubling each time, these pauses would take days.
  await retry(work, { signal: abort.signal, failed: () => undefined, first: 1, most: 3_600_000 });
  expect(tries).toBe(30);
});
