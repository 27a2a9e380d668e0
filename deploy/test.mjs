/**
 * `npm test -- [paths] [--unit] [--changed[=REF]] [--at HH:MM]`: installs what is missing, runs every suite or those asked for, and
 * ends with `N passed, N failed`. Other options are Jest's.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.mjs';

install();

const own = { unit: false, changed: undefined, at: undefined };
const given = [];
for (const argv = process.argv.slice(2); argv.length > 0; ) {
  const one = argv.shift();
  if (one === '--unit') own.unit = true;
  else if (one === '--changed') own.changed = 'main';
  else if (one.startsWith('--changed=')) own.changed = one.slice('--changed='.length);
  else if (one === '--at') own.at = argv.shift() ?? '';
  else given.push(one);
}

const fail = message => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const linesOf = (program, ...args) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(stderr.trim());
  return stdout.split('\n').filter(Boolean);
};
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];

/** What differs from where this branch left the other, committed or not. */
const changedSince = ref => {
  const [base] = linesOf('git', 'merge-base', 'HEAD', ref);
  return [...linesOf('git', 'diff', '--name-only', base), ...linesOf('git', 'ls-files', '-o', '--exclude-standard')];
};

/** The files of the tier that was asked for; undefined: all. */
const chosen = async () => {
  if (!own.unit && own.changed === undefined) return undefined;
  const [{ needsOf }, { concernedTests, unitTests }] = await Promise.all([
    import('./imports.mjs'),
    import('./tiers.mjs'),
  ]);
  const all = linesOf(process.execPath, ...jest, '--listTests', ...given).map(file => relative(root, file));
  const needs = await needsOf(root);
  const tier = own.unit ? unitTests(needs, all) : all;
  return own.changed === undefined ? tier : concernedTests(needs, tier, changedSince(own.changed));
};

/** Environment in which it is this time of the hospital's day. @param time such as 23:58, in China */
const movedTo = time => {
  const [, hours, minutes] =
    /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? fail(`--at takes a time such as 23:58, not ${time}`);
  const dayMs = 86_400_000;
  const wanted = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const shift = (wanted - ((Date.now() + 8 * 3_600_000) % dayMs) + dayMs) % dayMs;
  const clock = `--import ${pathToFileURL(join(root, 'deploy/clock.mjs'))}`;
  return {
    YUNZHEN_CLOCK_SHIFT: String(shift),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, clock].filter(Boolean).join(' '),
  };
};

const files = await chosen();
if (files?.length === 0) {
  process.stdout.write('0 passed, 0 failed: no test is concerned\n');
  process.exit(0);
}
const report = join(tmpdir(), `yunzhen-tests-${process.pid}.json`);
const args = [
  ...jest,
  // Takes every word up to the next flag: it must not stand before paths.
  `--reporters=${join(root, 'deploy/test-reporter.mjs')}`,
  // A suite that failed may leave a server behind; the verdict is there all the same.
  '--forceExit',
  '--json',
  `--outputFile=${report}`,
  ...(own.unit ? ['--maxWorkers=100%'] : []),
  ...(files ? ['--runTestsByPath', ...files, ...given.filter(one => one.startsWith('-'))] : given),
];
const { status } = spawnSync(process.execPath, args, {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, ...(own.at !== undefined && movedTo(own.at)) },
});
const {
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
  numRuntimeErrorTestSuites = 0,
} = (() => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return {};
  }
})();
rmSync(report, { force: true });
const failed = numFailedTests + numRuntimeErrorTestSuites;
// With CI=true nothing may be left out unseen.
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
const wrong = status !== 0 || numPassedTests === 0 || (process.env.CI === 'true' && numPendingTests > 0);
process.stdout.write(
  `${numPassedTests} passed, ${failed || (wrong && numPendingTests === 0 ? 1 : 0)} failed${skipped}\n`,
);
process.exit(wrong ? 1 : 0);
