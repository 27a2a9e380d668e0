/** A stand-in as a process of its own, started as the local deployment starts it, for tests that kill it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts one on a free port; `url` is 'undefined' when it ended instead, and `log` says why. */
export const forked = async (name: string, dir: string) => {
  const child = fork(join(import.meta.dirname, '../run.ts'), [name, '--port', '0', '--data', dir], {
    execArgv: ['--import', '@oxc-node/core/register'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.on('data', chunk => {
    log += chunk;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const message = await Promise.race([once(child, 'message').then(([said]) => said as { url: string }), exited]);
  return {
    url: typeof message === 'object' ? `${message?.url}` : 'undefined',
    log: () => log,
    exited,
    /** As kill -9 does. */
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
    /** As a parent that goes away. */
    leave: () => {
      child.disconnect();
      return exited;
    },
  };
};
