/** How much memory processes of the bench hold, as the operating system counts it. */
import { execFileSync } from 'node:child_process';

/** Megabytes of the process, or of its child, that was started so; NaN when it runs elsewhere. */
export const residentOf = (pid: number, started: string): number => {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  const mine = all.map(line => line.trim().split(/\s+/)).filter(([id, parent]) => [id, parent].includes(`${pid}`));
  const [, , kilobytes] = mine.find(([, , , ...args]) => args.join(' ').includes(started)) ?? [];
  return Number(kilobytes) / 1_024;
};

/** Looks a few times a second while the work goes on; answers what it answers, and the most megabytes of each that were seen. */
export const mostResident = async <T, N extends string>(
  pid: number,
  of: Readonly<Record<N, string>>,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly most: Readonly<Record<N, number>> }> => {
  const names = Object.keys(of) as N[];
  const seen = new Map<N, number>();
  const look = (): void => {
    for (const name of names) seen.set(name, Math.max(seen.get(name) ?? 0, residentOf(pid, of[name])));
  };
  const timer = setInterval(look, 300);
  try {
    const result = await work();
    look();
    return { result, most: Object.fromEntries(seen) as Record<N, number> };
  } finally {
    clearInterval(timer);
  }
};
