/** Names a process so that another on the same machine can see whether it still runs: after a crash nobody waits there. */
import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Process ids mean the same in one of these: containers of one host may share its name and not its processes. */
const place = (() => {
  let processes = '';
  try {
    processes = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux: the machine's name says enough.
  }
  return `${hostname()}${processes}`.replaceAll(' ', '-');
})();

/** A name that no other holder has, also in the same process. */
export const holderHere = (): string => `${place} ${process.pid} ${randomUUID()}`;

/** Whether the holder certainly runs no more; false when that cannot be seen from here. */
export const isGone = (holder: string): boolean => {
  const [where, pid] = holder.split(' ');
  if (where !== place) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};
