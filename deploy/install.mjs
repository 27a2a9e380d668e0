/** Installs the packages of a fresh clone; plain JavaScript, because it runs before anything is there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

const fail = message => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** The workspaces, and the mini-program, which keeps its own React and lockfile. */
const folders = ['', 'miniprogram/'];

/** Runs `npm ci` wherever node_modules was not installed from this very lockfile. */
export const install = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
  for (const folder of folders) {
    const lock = createHash('sha256')
      .update(readFileSync(`${root}${folder}package-lock.json`))
      .digest('hex');
    const stamp = `${root}${folder}node_modules/.installed`;
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) continue;
    process.stdout.write(`Installing packages${folder && ' of the mini-program'} (npm ci) …\n`);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: `${root}${folder}`,
      stdio: 'inherit',
    });
    if (status !== 0) fail('npm ci failed; its reason stands above');
    writeFileSync(stamp, lock);
  }
};
