import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-run-'));
});
afterAll(() => rm(dir, { recursive: true }));

const root = join(import.meta.dirname, '..');

/** Runs the command to its end, or to its first output line and then SIGTERM. */
const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number | null; out: string; log: string }>(resolve => {
    let out = '';
    let log = '';
    const child = execFile('node', ['--import', '@oxc-node/core/register', 'standins/run.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    child.stdout?.on('data', chunk => {
      out += chunk;
      child.kill('SIGTERM');
    });
    child.stderr?.on('data', chunk => {
      log += chunk;
    });
    child.on('close', code => resolve({ code, out, log }));
  });

test('prints exactly its URL, says on the side what it is, and ends well on SIGTERM', async () => {
  const { code, out, log } = await run(['clickhouse', '--port', '0', '--data', join(dir, 'ch')]);
  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(log).toBe(`stand-in for ClickHouse, not the real one; data in ${join(dir, 'ch')}\n`);
  expect(code).toBe(0);
});

test('one clear line and exit code 1 for what cannot work', async () => {
  const taken = createServer().unref().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const file = join(dir, 'file');
  await writeFile(file, '[]');
  const data = ['--data', join(dir, 'other')];
  const cases: [string[], RegExp, NodeJS.ProcessEnv?][] = [
    [[], /^usage: standin <eventstoredb\|/],
    [['postgres', '--port', '0', ...data], /^usage: standin </],
    [['clickhouse', '--port', 'x', ...data], /^--port must be 0 to 65535, not x$/],
    [['clickhouse', '--prot', '1', ...data], /^Unknown option '--prot'/],
    [['clickhouse', '--port', '0', '--data', file], /file/],
    [['clickhouse', '--port', '0', ...data, '--settings', file], /must hold one JSON object$/],
    [['clickhouse', '--port', `${port}`, ...data], /EADDRINUSE.*:\d+$/],
    [['clickhouse', '--port', '0', ...data], /NODE_ENV=production$/, { NODE_ENV: 'production' }],
  ];
  for (const [args, message, env] of cases) {
    const { code, out, log } = await run(args, env);
    expect([args, code, out, log.split('\n').length]).toEqual([args, 1, '', 2]);
    expect(log.trim()).toMatch(message);
  }
  taken.close();
});
