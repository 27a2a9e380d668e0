/**
 * `npm test -- [paths] [--unit] [--changed[=REF]] [--at HH:MM] [--again]`: installs what is missing, runs every suite or those asked
 * for, and ends with `N passed, N failed`. With --again up to five files that failed are run once more, alone, since suites share the
 * machine with one another; which they were is said. Other options are Jest's.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.mjs';

install();

const own = { unit: false, changed: undefined, at: undefined, again: false };
/** More than these is no matter of a busy machine. */
const mostAgain = 5;
const given = [];
for (const argv = process.argv.slice(2); argv.length > 0; ) {
  const one = argv.shift();
  if (one === '--unit') own.unit = true;
  else if (one === '--changed') own.changed = 'main';
  else if (one.startsWith('--changed=')) own.changed = one.slice('--changed='.length);
  else if (one === '--again') own.again = true;
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

/** Files that may run beside one another, and files that run alone. */
const chosen = async () => {
  const [{ needsOf }, { aloneTests, concernedTests, unitTests }] = await Promise.all([
    import('./imports.mjs'),
    import('./tiers.mjs'),
  ]);
  const all = linesOf(process.execPath, ...jest, '--listTests', ...given).map(file => relative(root, file));
  const needs = await needsOf(root);
  const tier = own.unit ? unitTests(needs, all) : all;
  const asked = own.changed === undefined ? tier : concernedTests(needs, tier, changedSince(own.changed));
  const alone = new Set(aloneTests(needs, asked));
  return [asked.filter(file => !alone.has(file)), [...alone]];
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

const [together, alone] = await chosen();
if (together.length + alone.length === 0) {
  process.stdout.write('0 passed, 0 failed: no test is concerned\n');
  process.exit(0);
}
// Paths come first.
const options = given.some(one => one.startsWith('-')) ? given.slice(given.findIndex(one => one.startsWith('-'))) : [];
/** @param {string[]} paths @param {string[]} how options of Jest */
const run = (paths, ...how) => {
  if (paths.length === 0) return { green: true, passed: 0, failed: 0, skipped: 0, failedFiles: [], broken: false };
  const report = join(tmpdir(), `yunzhen-tests-${process.pid}.json`);
  const args = [
    ...jest,
    // Takes every word up to the next flag: it must not stand before paths.
    `--reporters=${join(root, 'deploy/test-reporter.mjs')}`,
    // A suite that failed may leave a server behind; the verdict is there all the same.
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
    ...how,
    ...options,
    '--runTestsByPath',
    ...paths,
  ];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...(own.at !== undefined && movedTo(own.at)) },
  });
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'));
    return {
      green: status === 0,
      passed: told.numPassedTests,
      failed: told.numFailedTests + told.numRuntimeErrorTestSuites,
      skipped: told.numPendingTests,
      failedFiles: told.testResults.filter(file => file.status === 'failed'),
      broken: status !== 0 && told.testResults.every(file => file.status !== 'failed'),
    };
  } catch {
    return { green: false, passed: 0, failed: 1, skipped: 0, failedFiles: [], broken: true };
  } finally {
    rmSync(report, { force: true });
  }
};

const sum = (one, other) => ({
  green: one.green && other.green,
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failedFiles: [...one.failedFiles, ...other.failedFiles],
  // Jest itself ended otherwise than its files did: nothing that is run again says why.
  broken: one.broken || other.broken,
});

// Modules of ended tests stay in the memory of a worker: it is replaced before it slows down.
const limit = '--workerIdleMemoryLimit=1GB';
let verdict = sum(run(together, '--maxWorkers=100%', limit), run(alone, '--maxWorkers=1', limit));
const { failedFiles, broken } = verdict;
if (own.again && !broken && failedFiles.length > 0 && failedFiles.length <= mostAgain) {
  const paths = failedFiles.map(({ name }) => relative(root, name));
  process.stderr.write(`once more, alone: ${paths.join(', ')}\n`);
  const second = run(paths, '--maxWorkers=1');
  const before = failedFiles.flatMap(file => file.assertionResults).filter(one => one.status === 'passed').length;
  verdict = { ...second, passed: verdict.passed - before + second.passed, skipped: verdict.skipped };
  if (second.green) process.stderr.write(`not to be relied on, they passed only alone: ${paths.join(', ')}\n`);
}
// With CI=true nothing may be left out unseen.
const { green, passed, failed, skipped } = verdict;
const wrong = !green || passed === 0 || (process.env.CI === 'true' && skipped > 0);
process.stdout.write(
  `${passed} passed, ${failed || (wrong && skipped === 0 ? 1 : 0)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exit(wrong ? 1 : 0);
