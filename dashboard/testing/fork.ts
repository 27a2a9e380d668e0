/** The hospital that browser tests look at: the one at YUNZHEN_URL, else a small one that is started for them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Place {
  readonly origin: string;
  /** Of WeChat Pay, as its statements name it; null for the hospital at YUNZHEN_URL. */
  readonly merchant: { readonly appid: string; readonly mchid: string } | null;
  readonly leave: () => Promise<void>;
}

/** @param front the path of the front end that it serves */
export const anyHospital = async (front: '/admin/' | '/m/' = '/admin/'): Promise<Place> => {
  const given = process.env.YUNZHEN_URL;
  if (given) return { origin: given, merchant: null, leave: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-front-'));
  const child = fork(fileURLToPath(new URL('./hospital.ts', import.meta.url)), [dataDir, front], {
    execArgv: ['--import', '@oxc-node/core/register'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  const exited = once(child, 'exit');
  const told = await Promise.race([
    once(child, 'message').then(([message]) => message as Omit<Place, 'leave'>),
    exited,
  ]);
  if (Array.isArray(told)) throw new Error(`the hospital did not start: ${said}`);
  return {
    ...told,
    leave: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
