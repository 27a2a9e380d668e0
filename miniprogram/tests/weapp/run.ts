/** Builds the app for WeChat and walks through it on a phone of jsdom: a process of its own, because it takes `window` and `wx` for itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sourcesOf } from '@yunzhen/local/fronts';
import { phone } from './phone.mjs';
import { steps } from './steps.ts';

const [origin = ''] = process.argv.slice(2);
const folder = fileURLToPath(new URL('../..', import.meta.url));
const stamp = `${folder}dist/weapp/.sources`;
const sources = await sourcesOf('miniprogram');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) {
  const { status, stdout } = spawnSync('npm', ['run', 'weapp'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`it does not build: ${stdout.slice(-4_000)}`);
  writeFileSync(stamp, sources);
}

process.once('disconnect', () => process.exit());
const patient = await phone(origin, `weapp-${Date.now()}`);
for (const [name, work] of Object.entries(steps)) {
  const problem: string | null = await work(patient).then(
    () => null,
    error => String(error),
  );
  process.send?.({ name, problem });
  // The others go on from it.
  if (problem !== null) break;
}
