/** How slow this machine is just now: limits of real processes are promises on an idle one, and a busy one must not break a test. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Milliseconds in which Node starts and ends on an idle machine. */
const idleMs = 50;

/** How many times as long as on an idle machine it takes here to start Node; at least 3, since the next second may be worse than this one. */
export const slower = async (): Promise<number> => {
  const began = performance.now();
  await promisify(execFile)(process.execPath, ['-e', '']);
  return Math.max(3, (performance.now() - began) / idleMs);
};
