/** `npm test` here: the suites of the mini-program out of those that the root runs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { status } = spawnSync(process.execPath, ['deploy/test.mjs', 'miniprogram'], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
