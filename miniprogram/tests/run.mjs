/**
 * `npm test`: the small tests, then both builds on a hospital of their own: the mini-program on a phone of jsdom, and the H5 that the
 * hospital serves in Chromium. HOSPITAL=http://127.0.0.1:8080 takes one that runs already, FRONT an H5 served elsewhere, and BUILT=1
 * the weapp that is built.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'miniprogram-'));
const say = line => process.stdout.write(`${line}\n`);

/** Every `*.test.ts` of the sources, bundled for Node. */
const small = () => {
  const entryPoints = readdirSync(join(here, 'src'), { recursive: true })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => join(here, 'src', name));
  buildSync({
    entryPoints,
    outdir: join(work, 'small'),
    outbase: join(here, 'src'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { zod: join(here, 'node_modules/zod') },
    logLevel: 'error',
  });
  return readdirSync(join(work, 'small'), { recursive: true })
    .filter(name => name.endsWith('.mjs'))
    .map(name => join(work, 'small', name));
};

const build = kind => {
  const { status, stdout } = spawnSync('npm', ['run', kind], { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${kind} does not build:\n${stdout.slice(-4_000)}`);
};

const freePort = () =>
  new Promise(done => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

const startHospital = async () => {
  if (process.env.HOSPITAL) return { address: process.env.HOSPITAL, stop: async () => undefined };
  const port = await freePort();
  const args = ['deploy/run.mjs', 'deploy/local/main.ts', '--port', String(port), '--data', join(work, 'hospital')];
  const child = spawn(process.execPath, args, { cwd: join(here, '..'), stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  await new Promise((open, failed) => {
    child.stdout.on('data', chunk => {
      told += chunk;
      if (told.includes('the hospital is open')) open();
    });
    child.on('exit', () => failed(new Error(`the hospital did not open:\n${told}`)));
  });
  const stop = () =>
    new Promise(done => {
      child.removeAllListeners('exit').on('exit', done);
      child.kill('SIGINT');
    });
  return { address: `http://127.0.0.1:${port}`, stop };
};

const test = (files, env = {}) =>
  new Promise(done => {
    const args = ['--test', '--test-force-exit', '--test-concurrency=1', '--test-reporter=tap', ...files];
    const child = spawn(process.execPath, args, {
      cwd: here,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let tap = '';
    child.stdout.on('data', chunk => {
      tap += chunk;
    });
    child.on('exit', () => {
      const count = name => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
      const failed = count('fail') + count('cancelled');
      if (failed > 0 || count('pass') === 0) say(tap);
      done({ passed: count('pass'), failed: count('pass') === 0 ? Math.max(1, failed) : failed });
    });
  });

const results = [await test(small())];
if (!process.env.BUILT) {
  say('building weapp');
  build('weapp');
}
say('opening a hospital');
const hospital = await startHospital();
try {
  const env = { HOSPITAL: hospital.address, FRONT: process.env.FRONT ?? hospital.address };
  results.push(await test(['tests/weapp.test.mjs'], env), await test(['tests/h5.test.mjs'], env));
} finally {
  await hospital.stop();
  rmSync(work, { recursive: true, force: true });
}
const sum = name => results.reduce((total, one) => total + one[name], 0);
say(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
