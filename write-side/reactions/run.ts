/**
 * Runs the process tables: each under a lease of its own, from its own checkpoint. Commands, commands for later and every outside
 * system have a queue of their own; nothing waits behind another's. At least once: what is asked twice goes by the same ids and keys.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Lease } from '@yunzhen/platform/lease';
import type { Db } from 'mongodb';
import type { Dispatch } from '../dispatch.ts';
import type { Gateways } from '../gateways/gateway.ts';
import { usualPatience } from '../gateways/patience.ts';
import { casesOf } from './case.ts';
import { endOf } from './end.ts';
import { follow } from './follow.ts';
import { type Outbox, outbox } from './outbox.ts';
import { performer } from './perform.ts';
import { worksFor, worksOf } from './plan.ts';
import type { Process } from './process.ts';
import { perStreamQueue, type Queue } from './queue.ts';
import { type Limits, SystemAway, system } from './systems.ts';
import { commands, deadlines, labelOf, type Work } from './work.ts';

export interface Observe {
  /** Seconds a process is behind. */
  readonly lag?: (process: string, seconds: number) => void;
  /** How a work ended, and after how many seconds. */
  readonly worked?: (system: string, outcome: 'done' | 'again' | 'dead', seconds: number) => void;
  /** Works in the memory of this process. */
  readonly waiting?: (system: string, works: number) => void;
}
export interface ReactionOptions {
  readonly store: EventStore;
  readonly db: Db;
  /** Runs a work whenever this process holds the lease of that name; see platform/lease.ts. */
  readonly hold: (name: string, work: (lease: Lease) => Promise<void>, signal: AbortSignal) => Promise<void>;
  readonly processes: readonly Process[];
  readonly gateways: Gateways;
  /** By outside system. */
  readonly systems: Readonly<Record<string, Limits>>;
  readonly dispatch: Dispatch;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly warn: (message: string, error: unknown) => void;
  readonly observe?: Observe;
  readonly signal: AbortSignal;
}

/** Of commands at a time, and of commands for later. */
const width = 64;
/** Works of a system that a process keeps in memory; more wait in the outbox alone. */
const kept = 512;
/** Works in memory above which a process reads no further. */
const most = 2_048;
const tickMs = 200;
/** How often work is looked for that was taken and not done: of a holder before, or after a failed write. */
const sweepMs = 5_000;
/** How long a process that is told to stop waits for what is under way. */
const graceMs = 5_000;

export const leaseOf = ({ name }: Pick<Process, 'name'>): string => `reactions ${name}`;

/** Resolves when every process has stopped. */
export const runReactions = async (options: ReactionOptions): Promise<void> => {
  const { db, hold, processes, gateways, systems, now, warn, signal } = options;
  // Every process and its lease listen to it.
  setMaxListeners(0, signal);
  const box = outbox(db, warn);
  await box.prepare();
  const queues: Record<string, Queue> = { [commands]: perStreamQueue(width), [deadlines]: perStreamQueue(width) };
  for (const [name, limits] of Object.entries(systems)) queues[name] = perStreamQueue(limits.width);
  const ask = Object.fromEntries(
    Object.entries(systems).map(([name, limits]) => [name, system(name, limits, gateways, now)]),
  );
  await Promise.all(
    processes.map(process =>
      hold(
        leaseOf(process),
        lease =>
          runProcess(process, lease, {
            ...options,
            box,
            queues,
            perform: performer(process, { ...options, ask, box }),
          }),
        signal,
      ),
    ),
  );
};

type Shared = ReactionOptions & {
  readonly box: Outbox;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly perform: ReturnType<typeof performer>;
};

const runProcess = async (process: Process, { epoch, build, lost }: Lease, shared: Shared): Promise<void> => {
  const { store, db, box, queues, systems, perform, dispatch, now, warn, observe = {} } = shared;
  const { open, repair } = casesOf(dispatch, now);
  /** Also fenced writes end it. */
  const over = new AbortController();
  const end = () => over.abort();
  lost.addEventListener('abort', end);
  if (lost.aborted) end();
  const { signal } = over;
  setMaxListeners(0, signal);
  /** Here until the outbox knows what became of it. */
  const inHand = new Map<string, Work>();
  /** Systems of which more waits in the outbox: what comes new waits behind it. */
  const behind = new Set<string>();
  let sweepAt = 0;
  let underWay = 0;
  const plan = () => ({ epoch, now: now() });
  const held = (system: string) => queues[system]?.size() ?? 0;

  const finished: string[] = [];
  let finishing: Promise<void> | undefined;
  const finish = (id: string): void => {
    finished.push(id);
    finishing ??= (async () => {
      while (finished.length > 0) {
        const ids = finished.splice(0);
        await box.done(ids, epoch).catch(error => {
          if (!signal.aborted) warn('done work is not taken out yet', error);
        });
        for (const one of ids) inHand.delete(one);
      }
      finishing = undefined;
    })();
  };

  const leave = async (work: Work, error: unknown): Promise<void> => {
    const ended = endOf(error, work, now(), systems[work.system]?.patience ?? usualPatience);
    const label = labelOf(work.what, process.name);
    if ('again' in ended) {
      if (ended.attempts > work.attempts) warn(`${label} is asked again`, error);
      const { again: at, ...as } = ended;
      observe.worked?.(work.system, 'again', 0);
      return box.leave(work._id, epoch, { ...as, at, state: 'due', ...notBegun(work, error) });
    }
    warn(`${label} is given up: ${ended.dead} ${ended.error}`, error);
    // First: work that is dead and of which nobody knows would be lost.
    await open(work, ended);
    observe.worked?.(work.system, 'dead', 0);
    await box.leave(work._id, epoch, { state: 'dead', error: ended.error });
  };

  const work = async (one: Work): Promise<void> => {
    // Whoever holds the lease next finds it in the outbox.
    if (signal.aborted) return;
    const began = now();
    underWay += 1;
    try {
      const follow = worksOf(await perform(one), one, plan());
      if (follow.length > 0) await take(follow);
      if (one.round > 0) await repair(one);
      observe.worked?.(one.system, 'done', (now() - began) / 1_000);
      finish(one._id);
    } catch (error) {
      if (signal.aborted) return;
      await leave(one, error).catch(failure => {
        sweepAt = 0;
        if (!signal.aborted) warn('work that failed is looked at again', failure);
      });
      inHand.delete(one._id);
    } finally {
      underWay -= 1;
    }
  };
  const begin = (one: Work): void => {
    const queue = queues[one.system];
    // A build that knows the system takes it.
    if (!queue) {
      warn(`there is no system ${one.system}`, null);
      inHand.delete(one._id);
      return;
    }
    inHand.set(one._id, one);
    queue.push(`${process.name} ${one.stream}`, () => work(one));
    observe.waiting?.(one.system, queue.size());
  };

  /** Stores work and begins what is for now. */
  const take = async (list: readonly Work[]): Promise<void> => {
    const stored = list.map(one => {
      if (one.state === 'running' && (behind.has(one.system) || held(one.system) >= kept)) {
        behind.add(one.system);
        return { ...one, state: 'due' as const };
      }
      return one;
    });
    const known = await box.add(stored);
    // What was there before is somewhere between taken and dead: the outbox says.
    if (known.size > 0) sweepAt = 0;
    for (const one of stored) if (one.state === 'running' && !known.has(one._id) && !inHand.has(one._id)) begin(one);
  };

  const takePage = async (events: readonly RecordedEvent[]): Promise<void> => {
    const list = events.flatMap(event =>
      worksFor(process, event, plan(), error => warn(`${process.name} cannot take ${event.type} ${event.id}`, error)),
    );
    if (list.length > 0) await take(list);
    while (inHand.size > most && !signal.aborted) await tick(signal);
  };

  const claim = async (seen: Work): Promise<void> => {
    if (inHand.has(seen._id) || signal.aborted) return;
    inHand.set(seen._id, seen);
    if (await box.claim(seen, epoch).catch(() => false)) begin({ ...seen, state: 'running', epoch });
    else inHand.delete(seen._id);
  };
  const look = async (): Promise<void> => {
    const full = Object.keys(queues).filter(name => held(name) >= kept);
    const due = await box.due(process.name, new Date(now()), full, kept);
    await Promise.all(due.map(claim));
    if (due.length < kept) for (const name of behind) if (!full.includes(name)) behind.delete(name);
    if (now() < sweepAt) return;
    sweepAt = now() + sweepMs;
    for (const seen of await box.taken(process.name, epoch, most)) await claim(seen);
  };
  const ticking = async (): Promise<void> => {
    while (!signal.aborted) {
      await look().catch(error => {
        if (!signal.aborted) warn('deadlines are late', error);
      });
      await tick(signal);
    }
  };

  const following = follow(
    process,
    {
      store,
      db,
      term: { epoch, build },
      take: takePage,
      lag: seconds => observe.lag?.(process.name, seconds),
      now,
      ended: error => {
        warn(`${process.name} ends here`, error);
        end();
      },
      signal,
    },
    error => warn(`${process.name} starts again`, error),
  );
  await Promise.all([following, ticking()]);
  lost.removeEventListener('abort', end);
  for (const until = now() + graceMs; underWay > 0 && now() < until; ) await setTimeout(20);
  await finishing;
};

/** A system that is left alone was not asked: the next try is the first one. */
const notBegun = ({ what }: Work, error: unknown): Partial<Work> =>
  what.kind === 'call' && what.once && error instanceof SystemAway ? { begun: -1 } : {};
const tick = (signal: AbortSignal) => setTimeout(tickMs, undefined, { signal }).catch(() => undefined);
