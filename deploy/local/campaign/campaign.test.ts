import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { campaign } from './rounds.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-campaign-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('[P6.6] people visit while processes are killed and the power goes: nothing is lost, nothing doubled, all books agree', async () => {
  const { findings, ...counts } = await campaign({ dataDir, rounds: 3, powerEvery: 2, say: () => undefined });
  expect(findings).toEqual([]);
  expect(counts.visits).toBe(24);
  expect(counts.kills).toBeGreaterThan(10);
  expect(counts.acknowledged).toBeGreaterThan(150);
}, 300_000);
