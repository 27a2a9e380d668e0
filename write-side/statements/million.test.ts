import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('[O1.4] a statement of a million rows is read in less than 200 MB', async () => {
  const program = fileURLToPath(new URL('testing/million.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', '@oxc-node/core/register', program]);
  const { rows, bytes } = JSON.parse(stdout);
  expect(rows).toBe(1_000_000);
  expect(bytes).toBeLessThan(200e6);
});
