import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { isClientFault } from './guard.ts';

const at = (...frames: string[]) =>
  Object.assign(new Error('x'), { stack: ['Error: x', ...frames.map(f => `    at ${f}`)].join('\n') });
const client =
  'Stream.<anonymous> (/app/node_modules/@eventstore/db-client/dist/streams/appendToStream/batchAppend.js:21:40)';
const ours = 'work (/app/projections/engine.ts:3:1)';

test('only an error thrown by the client itself is the client’s', () => {
  expect(isClientFault(at(client, 'Stream.emit (node:events:517:28)', ours))).toBe(true);
  expect(isClientFault(at('Function.from (node:buffer:330:9)', client))).toBe(true);
  expect(isClientFault(at(ours, client))).toBe(false);
  expect(isClientFault('text')).toBe(false);
});

/** Runs a program, because an uncaught error belongs to a whole process. */
const run = async (program: string) => {
  const guardUrl = new URL('./guard.ts', import.meta.url).href;
  const source = `import { guard } from '${guardUrl}';\n${program}`;
  const args = ['--import', '@oxc-node/core/register', '--input-type=module', '-e', source];
  return promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
};

const clientError = `const error = new Error('late answer');
error.stack = 'Error: late answer\\n    at x (/app/node_modules/@eventstore/db-client/dist/x.js:1:1)';`;

test('an uncaught error of the client asks for a replacement and does not end the process', async () => {
  const { code, stdout } = await run(`${clientError}
    const release = guard(e => { process.stdout.write('replaced after ' + e.message); release(); });
    setTimeout(() => { throw error; });`);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'replaced after late answer' });
});

test('any other uncaught error ends the process as if there were no guard', async () => {
  const { code, stdout, stderr } = await run(`guard(() => process.stdout.write('replaced'));
    setTimeout(() => { throw new Error('a bug of ours'); });`);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('a bug of ours');
});

test('other listeners keep what is theirs', async () => {
  const { code, stdout } = await run(`guard(() => process.stdout.write('replaced'));
    process.on('uncaughtException', e => process.stdout.write('theirs: ' + e.message));
    setTimeout(() => { throw new Error('a bug of ours'); });`);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'theirs: a bug of ours' });
});
