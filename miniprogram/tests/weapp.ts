/** The app built for WeChat, on a phone that compiles its templates as WeChat does; it walks while the browser is busy elsewhere. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Here, inOrder } from './scene.ts';
import { steps } from './weapp/steps.ts';

const program = fileURLToPath(new URL('./weapp/run.ts', import.meta.url));

export const weapp = (here: Here) => {
  const told = new Map<string, string | null>();
  let said = '';
  let child: ChildProcess;
  beforeAll(() => {
    child = fork(program, [here().origin], {
      execArgv: ['--import', '@oxc-node/core/register'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.on('message', message => {
      const { name, problem } = message as { name: string; problem: string | null };
      told.set(name, problem);
    });
    child.stderr?.on('data', chunk => {
      said += chunk;
    });
  });
  afterAll(() => {
    child?.kill();
  });

  return () => {
    const step = inOrder(here, 'wechat');
    for (const name of Object.keys(steps))
      step(name, async () => {
        while (!told.has(name) && child.exitCode === null)
          await Promise.race([once(child, 'message'), once(child, 'exit')]);
        expect(told.has(name) ? told.get(name) : `it ended before: ${said.slice(-2_000)}`).toBeNull();
      });
  };
};
