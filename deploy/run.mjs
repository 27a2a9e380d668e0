/** `node deploy/run.mjs <file.ts> …`: installs what is missing and runs a TypeScript program of this repository. */
import { spawn } from 'node:child_process';
import { install, root } from './install.mjs';

install();
// Requests and pages of events live longer than the young generation's first 16 MB last: more room saves a tenth of the CPU.
const flags = ['--max-semi-space-size=32', '--import', '@oxc-node/core/register'];
const child = spawn(process.execPath, [...flags, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself; it ends in its own time, and then this ends with its code.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
