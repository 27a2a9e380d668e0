/**
 * One of several processes does a work; another takes over when it is gone. No clocks are compared: who waits takes over when the
 * holder's beat has stood still for `ttl` by the waiter's own clock. The epoch is the fencing token: it rises with every holder, and
 * what a late holder writes under an older one is to be refused where it is written.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { Fenced } from './checkpoint/fenced.ts';
import type { Check } from './health.ts';
import { holderHere, isGone } from './lease/holder.ts';
import { type Held, type LeaseRecords, leaseRecords } from './lease/records.ts';

export interface Lease {
  /** Higher than that of every holder before. */
  readonly epoch: number;
  /** Number of this rollout. */
  readonly build: number;
  /** Aborts when the process is to stop, or can no longer be sure that it is the holder. */
  readonly lost: AbortSignal;
}

export interface Leases {
  /**
   * Runs `work` whenever this process holds the lease, until `signal` aborts; resolves when the work has ended, and never rejects.
   * Work that returns or throws before `lost` aborts gives the lease back, and may be begun again here, after a pause that grows with
   * each failure, or elsewhere.
   */
  readonly hold: (name: string, work: (lease: Lease) => Promise<void>, signal: AbortSignal) => Promise<void>;
  /** Why the work failed here last; undefined once it goes on, here or elsewhere. */
  readonly failure: (name: string) => unknown;
}

export interface LeaseOptions {
  /** Milliseconds without a beat after which another takes over. */
  readonly ttl?: number;
  /** Milliseconds between two beats of the holder. */
  readonly every?: number;
  /** Number of the rollout: one with a lower number never takes over from one with a higher. */
  readonly build?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  /** Resolves after that many milliseconds, or when the signal aborts. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Told when this process becomes or ceases to be the holder. */
  readonly observe?: (name: string, holds: boolean, epoch: number) => void;
  /** Told of a write that was refused because another process holds the lease. */
  readonly fenced?: (name: string) => void;
  /** Told why a work ended that was not asked to. */
  readonly warn?: (message: string, error: unknown) => void;
}

/** A waiter looks this often, so that what is handed back is taken at once. */
const lookMs = 500;
/** After failures it looks more rarely, down to this. */
const mostMs = 10_000;
/** A holder that had no beat confirmed for this share of `ttl` gives up, well before another takes over. */
const sure = 0.6;
/** After the signal a lease is given back even if its work is not done: fencing keeps what comes late from harm. */
const graceMs = 800;

const pauseOnClock = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);

export const leases = (db: Db, options: LeaseOptions = {}): Leases => leasesIn(leaseRecords(db), holderHere(), options);

/** A work under a lease is well unless it failed here and goes on nowhere. */
export const followed = ({ failure }: Pick<Leases, 'failure'>, name: string): Check => ({
  name,
  check: async () => {
    const error = failure(name);
    if (error) throw error;
  },
});

/** As `leases`, over any records; `me` names the process, and tells others whether it still runs. */
export const leasesIn = (records: LeaseRecords, me: string, options: LeaseOptions = {}): Leases => {
  const { ttl = 15_000, every = 4_000, build = 0, now = () => performance.now(), pause = pauseOnClock } = options;
  const { observe = () => undefined, fenced = () => undefined, warn = () => undefined } = options;
  const failures = new Map<string, unknown>();

  const keep = async (
    name: string,
    epoch: number,
    since: number,
    work: (lease: Lease) => Promise<void>,
    signal: AbortSignal,
  ) => {
    const ending = new AbortController();
    const { signal: lost } = ending;
    const stop = () => ending.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    observe(name, true, epoch);
    const done = work({ epoch, build, lost })
      .catch(error => {
        if (error instanceof Fenced) fenced(name);
        if (lost.aborted) return;
        failures.set(name, error);
        warn(`${name} ended`, error);
      })
      .finally(stop);
    let confirmed = since;
    for (let beat = 1; !lost.aborted; beat += 1) {
      await pause(every, lost);
      const left = ttl * sure - (now() - confirmed);
      if (lost.aborted) break;
      if (left <= 0) break;
      const asked = now();
      const mine = await Promise.race([
        records.beat({ _id: name, holder: me, epoch, beat }).catch(() => undefined),
        pause(left, lost).then(() => undefined),
      ]);
      if (mine) {
        confirmed = asked;
        failures.delete(name);
      }
      if (mine === false || now() - confirmed >= ttl * sure) break;
    }
    stop();
    signal.removeEventListener('abort', stop);
    observe(name, false, epoch);
    await Promise.race([done, pause(graceMs)]);
    // Taken by the next within a look instead of a ttl.
    await records.release({ _id: name, holder: me, epoch }).catch(() => undefined);
    await done;
  };

  return {
    failure: name => failures.get(name),
    hold: async (name, work, signal) => {
      let mark: string | undefined;
      let failed = 0;
      let since = now();
      const silent = (held: Held): boolean => {
        const is = `${held.holder} ${held.epoch} ${held.beat}`;
        if (is !== mark) [mark, since] = [is, now()];
        return now() - since >= ttl;
      };
      const free = (held: Held): boolean => {
        const late = silent(held);
        return held.build <= build && (held.holder === '' || held.holder === me || late || isGone(held.holder));
      };
      while (!signal.aborted) {
        // Of a holder that cannot be asked about nothing is known: the wait begins anew.
        const held = await records.read(name).catch(() => undefined);
        if (held === undefined) mark = undefined;
        if (held === null || (held && free(held))) {
          const epoch = (held?.epoch ?? 0) + 1;
          const asked = now();
          const taken = await records.take(held, { _id: name, holder: me, beat: 0, epoch, build }).catch(() => false);
          if (taken) await keep(name, epoch, asked, work, signal);
          failed = failures.has(name) ? failed + 1 : 0;
          mark = undefined;
        } else failures.delete(name);
        await pause(Math.min(lookMs * 2 ** failed, mostMs), signal);
      }
    },
  };
};
