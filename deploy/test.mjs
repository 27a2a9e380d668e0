/** `npm test`: installs what is missing, runs every suite, and ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root } from './install.mjs';

install();
const report = join(tmpdir(), `yunzhen-tests-${process.pid}.json`);
const jest = join(root, 'node_modules/jest/bin/jest.js');
const args = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  jest,
  // A suite that failed may leave a server behind; the verdict is there all the same.
  '--forceExit',
  '--json',
  `--outputFile=${report}`,
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
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
