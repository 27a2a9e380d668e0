/** For tests: a small hospital in a process of its own, with all its parts, that can be stopped or killed with them. */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OwnHospital } from './own-hospital.ts';

const program = fileURLToPath(new URL('./serve.testing.ts', import.meta.url));

const processes = (): { readonly pid: number; readonly parent: number; readonly state: string }[] =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .map(([pid, parent, state = '']) => ({ pid: Number(pid), parent: Number(parent), state }));

/** A process and all below it. */
const family = (of: number): number[] => {
  const all = processes();
  const below = (pid: number): number[] => [
    pid,
    ...all.filter(one => one.parent === pid).flatMap(one => below(one.pid)),
  ];
  return below(of);
};

type Told = Pick<OwnHospital, 'origin' | 'his'>;

/**
 * @param apart each service in a process of its own, and all that end are started again
 * @param port where it listens; anywhere by default
 */
export const forkHospital = async (dataDir: string, apart = false, port?: number) => {
  const child = fork(program, [dataDir, apart ? 'apart' : 'whole', ...(port ? [String(port)] : [])], {
    execArgv: ['--import', '@oxc-node/core/register'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  const exited = once(child, 'exit');
  const message = await Promise.race([once(child, 'message').then(([told]) => told as Told), exited]);
  if (Array.isArray(message)) throw new Error(`the hospital did not start: ${said}`);
  const heard = (what: 'killed' | 'up' | 'rests', about: string | true) =>
    new Promise<void>(resolve => {
      const hear = (told: Record<string, unknown>) => {
        if (told[what] !== about) return;
        child.off('message', hear);
        resolve();
      };
      child.on('message', hear);
    });
  return {
    ...message,
    /** Ends one of its processes as a crash does; `up` resolves when it was started again. */
    crash: async (name: string): Promise<{ readonly up: Promise<void> }> => {
      const up = heard('up', name);
      const killed = heard('killed', name);
      child.send({ kill: name });
      await killed;
      return { up };
    },
    /** Resolves when everything that happened has been dealt with. */
    rest: async (): Promise<void> => {
      const rests = heard('rests', true);
      child.send('rest');
      await rests;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
    /** As when the power goes: every process of it stands still, and then is gone. */
    kill: async () => {
      const all = family(child.pid as number);
      for (const pid of all) process.kill(pid, 'SIGSTOP');
      for (const pid of all) process.kill(pid, 'SIGKILL');
      await exited;
      while (processes().some(({ pid, state }) => all.includes(pid) && !state.startsWith('Z'))) await setTimeout(20);
      return all.length;
    },
  };
};
export type ForkedHospital = Awaited<ReturnType<typeof forkHospital>>;
