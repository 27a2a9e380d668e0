/** For tests: a small hospital in a process of its own, with all its parts, that can be stopped or killed with them. */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

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

export const forkHospital = async (dataDir: string) => {
  const child = fork(program, [dataDir], {
    execArgv: ['--import', '@oxc-node/core/register'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  const exited = once(child, 'exit');
  const message = await Promise.race([once(child, 'message').then(([told]) => told as { origin: string }), exited]);
  if (Array.isArray(message)) throw new Error(`the hospital did not start: ${said}`);
  return {
    origin: message.origin,
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
