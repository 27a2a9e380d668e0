/** Stand-ins and services as child processes: watched, started again where that is wanted, and stopped with the hospital. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { retry } from '@yunzhen/platform/retry';

export interface Program {
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export interface Children {
  /** Starts a stand-in and answers its URL. */
  readonly standin: (name: string, settingsFile?: string) => Promise<string>;
  /** Starts a program and answers what it tells its parent when it serves. */
  readonly program: <Told>(name: string, program: Program) => Promise<Told>;
  /** Starts a program that does not tell when it serves. */
  readonly tool: (name: string, program: Program) => Promise<void>;
  /** While it is being started again, resolves when it serves. */
  readonly up: (name: string) => Promise<unknown> | undefined;
  /** Ends one in its own time and starts it again where it was, with its sources as they are then; resolves when it serves. */
  readonly restart: (name: string) => Promise<void>;
  /** Ends one as a crash does; resolves when it is gone. */
  readonly kill: (name: string) => Promise<void>;
  /** Some or all of them, at once; what does not end in time is killed. */
  readonly stop: (names?: readonly string[]) => Promise<void>;
}

const runner = fileURLToPath(new URL('../../standins/run.ts', import.meta.url));
/** Sources are run as they are, also when who starts them is a test. */
const execArgv = ['--import', '@oxc-node/core/register'];
const stopMs = 4_000;

interface Started<Told> {
  readonly child: ChildProcess;
  /** Rejects when it ends before it serves. */
  readonly serves: Promise<Told>;
}
interface Kept {
  child?: ChildProcess;
  /** Ends the tries to start it again: others begin. */
  trying?: AbortController;
  up?: Promise<unknown>;
  /** Its end was asked for. */
  ending?: boolean;
  again?: () => Promise<unknown>;
  readonly stopping: AbortController;
}

/**
 * @param died told when one ends that was not asked to, and of every try to start it again that fails
 * @param restart whether it is started again then, where it was
 */
export const children = (dataDir: string, died: (name: string, why: string) => void, restart = false): Children => {
  const kept = new Map<string, Kept>();

  const keep = <Told>(name: string, start: () => Started<Told>): Promise<Told> => {
    const one: Kept = { stopping: new AbortController() };
    kept.set(name, one);
    mkdirSync(`${dataDir}/log`, { recursive: true });
    const { signal } = one.stopping;
    one.again = () => {
      one.trying?.abort();
      const trying = new AbortController();
      one.trying = trying;
      const failed = (error: unknown) => trying.signal.aborted || died(name, (error as Error).message);
      one.up = retry(async () => void (await begin()), { signal: AbortSignal.any([signal, trying.signal]), failed });
      return one.up;
    };
    const begin = async (): Promise<Told> => {
      const { child, serves } = start();
      one.child = child;
      const log = createWriteStream(`${dataDir}/log/${name}.log`, { flags: 'a' });
      child.stdout?.pipe(log);
      child.stderr?.pipe(log, { end: false });
      const told = await serves;
      delete one.up;
      child.once('exit', code => {
        if (signal.aborted || one.ending) return;
        died(name, `ended (${code ?? 'killed'})`);
        if (restart) void one.again?.();
      });
      return told;
    };
    return begin();
  };

  const program = <Told>(name: string, { file, args = [], env = process.env }: Program): Promise<Told> =>
    keep(name, () => {
      // A process group of its own: Ctrl-C is for the hospital, which stops its parts in order.
      const child = fork(file, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true, env, execArgv });
      const said: string[] = [];
      const hear = (chunk: unknown) => said.push(String(chunk));
      child.stderr?.on('data', hear);
      const serves = Promise.race([
        once(child, 'message').then(([message]) => message as Told),
        // Closed, not only ended: then all it had to say has been heard.
        once(child, 'close').then(() => {
          const lines = said.join('').trim().split('\n');
          throw new Error(`did not start: ${lines.find(line => /^\w*Error: /.test(line)) ?? lines.at(-1)}`);
        }),
      ]);
      return { child, serves: serves.finally(() => child.stderr?.off('data', hear)) };
    });

  return {
    program,
    tool: (name, { file, args = [], env = process.env, cwd }) =>
      keep(name, () => {
        const child = spawn(process.execPath, [file, ...args], {
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
          env,
          cwd,
        });
        return { child, serves: Promise.resolve() };
      }),
    standin: async (name, settingsFile) => {
      // One that is started again must be where it was, and there nobody else may be meanwhile.
      const port = restart ? await freePort() : 0;
      const settings = settingsFile ? ['--settings', settingsFile] : [];
      const args = [name, '--port', String(port), '--data', `${dataDir}/${name}`, ...settings];
      return (await program<{ url: string }>(name, { file: runner, args })).url;
    },
    up: name => kept.get(name)?.up,
    restart: async name => {
      const one = kept.get(name);
      one?.trying?.abort();
      if (one?.child && runs(one.child)) {
        one.ending = true;
        const gone = once(one.child, 'exit');
        one.child.kill('SIGTERM');
        await gone;
        one.ending = false;
      }
      await one?.again?.();
    },
    kill: async name => {
      const child = kept.get(name)?.child;
      if (!child || !runs(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    stop: async (names = [...kept.keys()]) => {
      const all = names.flatMap(name => kept.get(name) ?? []);
      for (const { stopping } of all) stopping.abort();
      const running = all.flatMap(({ child }) => (child && runs(child) ? child : []));
      for (const child of running) child.kill('SIGTERM');
      const ended = Promise.all(running.map(child => once(child, 'exit')));
      await Promise.race([ended, setTimeout(stopMs, undefined, { ref: false })]);
      for (const child of running) if (runs(child)) child.kill('SIGKILL');
    },
  };
};

const runs = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;

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
