/** Installs the packages of a fresh clone; plain JavaScript, because it runs before anything is there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

const fail = message => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** The workspaces, and the mini-program, which keeps its own React and lockfile. */
const folders = ['', 'miniprogram/'];
const installing = `${root}.installing`;
const patience = 600_000;

const isInstalled = folder => {
  const stamp = `${root}${folder}node_modules/.installed`;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockOf(folder);
};
const lockOf = folder =>
  createHash('sha256')
    .update(readFileSync(`${root}${folder}package-lock.json`))
    .digest('hex');

/** Two commands that begin at once must not install into one folder: the later one waits for the first. */
const alone = work => {
  for (const until = Date.now() + patience; ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)) {
    try {
      mkdirSync(installing);
      break;
    } catch {
      if (Date.now() > until) fail(`another installation does not end; when none is running, remove ${installing}`);
    }
  }
  const free = () => rmSync(installing, { recursive: true, force: true });
  process.once('exit', free);
  work();
  free();
};

/** Runs `npm ci` wherever node_modules was not installed from this very lockfile. */
export const install = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
  if (folders.every(isInstalled)) return;
  alone(() => {
    for (const folder of folders.filter(folder => !isInstalled(folder))) {
      process.stdout.write(`Installing packages${folder && ' of the mini-program'} (npm ci) …\n`);
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
      const { status } = spawnSync(npm, args, { cwd: `${root}${folder}`, stdio: 'inherit' });
      if (status !== 0) fail('npm ci failed; its reason stands above');
      writeFileSync(`${root}${folder}node_modules/.installed`, lockOf(folder));
    }
  });
};

// `node deploy/install.mjs` does nothing else.
if (process.argv[1] === fileURLToPath(import.meta.url)) install();
