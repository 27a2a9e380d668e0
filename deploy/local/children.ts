/** Stand-ins and Redis as child processes: started together, watched, and stopped with the hospital. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Children {
  /** Starts a stand-in and answers its URL. */
  readonly standin: (name: string, settingsFile?: string) => Promise<string>;
  /** Starts redis-server when it is on PATH; null when it is not. */
  readonly redis: () => Promise<string | null>;
  /** All of them, at once; what does not end in time is killed. */
  readonly stop: () => Promise<void>;
}

const runner = fileURLToPath(new URL('../../standins/run.ts', import.meta.url));
const stopMs = 4_000;

/** @param died is told when one ends that was not asked to. */
export const children = (dataDir: string, died: (name: string, code: number | null) => void): Children => {
  const running = new Map<string, ChildProcess>();
  let stopping = false;

  const watch = (name: string, child: ChildProcess): void => {
    running.set(name, child);
    mkdirSync(`${dataDir}/log`, { recursive: true });
    const log = createWriteStream(`${dataDir}/log/${name}.log`);
    child.stdout?.pipe(log);
    child.stderr?.pipe(log, { end: false });
    child.once('exit', code => {
      running.delete(name);
      if (!stopping) died(name, code);
    });
  };

  return {
    standin: async (name, settingsFile) => {
      const args = [
        name,
        '--port',
        '0',
        '--data',
        `${dataDir}/${name}`,
        ...(settingsFile ? ['--settings', settingsFile] : []),
      ];
      // A process group of its own: Ctrl-C is for the hospital, which stops its parts in order.
      const child = fork(runner, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
      const said: string[] = [];
      child.stderr?.on('data', chunk => said.push(String(chunk)));
      watch(name, child);
      const url = await Promise.race([
        once(child, 'message').then(([message]) => (message as { url: string }).url),
        once(child, 'exit').then(() => null),
      ]);
      if (url === null)
        throw new Error(`${name} did not start: ${said.join('').trim().split('\n').at(-1) ?? 'it said nothing'}`);
      return url;
    },
    redis: async () => {
      const dir = `${dataDir}/redis`;
      mkdirSync(dir, { recursive: true });
      const port = await freePort();
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
      const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      // `once` rejects on 'error': not on PATH.
      const started = await once(child, 'spawn').then(
        () => true,
        () => false,
      );
      if (!started) return null;
      watch('redis', child);
      await listening(port);
      return `redis://127.0.0.1:${port}`;
    },
    stop: async () => {
      stopping = true;
      const all = [...running.values()];
      for (const child of all) child.kill('SIGTERM');
      const ended = Promise.all(
        all.map(child => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)),
      );
      await Promise.race([ended, setTimeout(stopMs, undefined, { ref: false })]);
      for (const child of running.values()) child.kill('SIGKILL');
    },
  };
};

/** A port nobody listens on now, from below the range the system gives out: who asks for any port cannot take it meanwhile. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + randomInt(12_000);
    const server = createServer().listen(port, '0.0.0.0');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
};

const listening = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    const socket = createConnection(port, '127.0.0.1');
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await setTimeout(20);
  }
  throw new Error('redis-server does not listen');
};
