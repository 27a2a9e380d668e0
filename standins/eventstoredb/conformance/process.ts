/** Starts the stand-in in a child process and lets tests stop or kill it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly url: string;
  readonly controlUrl: string;
  /** Sends the signal and waits for the end; does nothing when it has ended already. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

interface FirstLine {
  readonly url?: string;
  readonly controlUrl?: string;
  readonly error?: string;
}

/** With a dot in its name, which lmdb would take for a file's. */
export const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'eventstoredb-24.6-'));

/** Rejects with what the process says when it does not start. */
export const startProcess = async (dir: string, port = 0): Promise<ServerProcess> => {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', script, dir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Options of the test runner mean nothing to it.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = once(child, 'exit');
  const [output] = (await Promise.race([once(child.stdout, 'data'), exited])) as [unknown];
  const first = JSON.parse(Buffer.isBuffer(output) ? output.toString() : '{"error":"ended at once"}') as FirstLine;
  if (first.url === undefined || first.controlUrl === undefined) throw new Error(first.error);
  // A test that fails must not keep the runner waiting for its server.
  child.stdout.destroy();
  child.unref();
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    url: first.url,
    controlUrl: first.controlUrl,
    end: async signal => {
      child.ref();
      child.kill(signal);
      await exited;
    },
  };
};
