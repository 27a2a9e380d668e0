/** The reactions as a part of a process: every process table under its lease, and the workers of the outside systems. */
import type { Part } from '@yunzhen/platform/app';
import { knowing } from '@yunzhen/platform/eventstore/knowing';
import { followed } from '@yunzhen/platform/lease';
import type { Logger } from '@yunzhen/platform/log';
import type { Metrics } from '@yunzhen/platform/metrics';
import type { Servers } from '@yunzhen/platform/servers';
import { passwords } from '../account/passwords.ts';
import { anchorHourly } from '../audit/anchoring.ts';
import { core, processes } from '../core.ts';
import { attaching } from '../files/store.ts';
import { type OutsideSettings, outside } from '../outside.ts';
import { serveAskedDays } from '../reconciliation/asked.ts';
import { beginReconciling } from '../reconciliation/begin.ts';
import { exchanges } from './exchanges.ts';
import { checkpointOf } from './follow.ts';
import { leaseOf, type Observe, runReactions } from './run.ts';

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'clickhouse', 'leases', 'tokens', 'sealing'] as const;
type Used = Servers<(typeof uses)[number]>;

/** Names of the checkpoints, for who moves all of them at once. */
export const checkpoints = processes.map(checkpointOf);

const observing = (metrics: Metrics): Observe => {
  const lag = metrics.gauge('yunzhen_reaction_lag_seconds', 'Seconds a process is behind the event store', ['process']);
  const waiting = metrics.gauge('yunzhen_reaction_works', 'Works in memory, waiting and under way', ['system']);
  const seconds = metrics.histogram('yunzhen_reaction_seconds', 'Time of a work, by system and outcome', [
    'system',
    'outcome',
  ]);
  return {
    lag: (process, value) => lag({ process }, value),
    waiting: (system, works) => waiting({ system }, works),
    worked: (system, outcome, time) => seconds({ system, outcome }, time),
  };
};

export const composeReactions = (
  from: OutsideSettings,
  { store, mongo, clickhouse, leases, tokens, sealing }: Used,
  log: Logger,
  metrics: Metrics,
): Part => {
  const abort = new AbortController();
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  const { prepare, record } = exchanges(mongo.db, { seal: sealing.seal, index: sealing.blindIndex }, warn);
  const reached = outside(from, {
    db: mongo.db,
    tokens,
    passwords: passwords(mongo.db),
    sealing,
    books: { clickhouse, seal: sealing.seal, open: sealing.unseal },
  });
  const { dispatch, gateways, systems } = core({
    store,
    people: {
      seal: sealing.seal,
      open: sealing.unseal,
      index: sealing.blindIndex,
      attach: attaching(mongo.db),
    },
    outside: reached,
    record,
    now: Date.now,
    settings: { holdMinutes: from.HOLD_MINUTES },
  });
  let running: Promise<void> | undefined;
  let asking: Promise<void> | undefined;
  let anchoring: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    abort.abort();
    await Promise.all([running, asking, anchoring]);
  };
  return {
    name: 'Reactions',
    routes: [],
    checks: processes.map(process => followed(leases, leaseOf(process))),
    start: async () => {
      await prepare();
      // Readers of the books may come before the first statement does.
      void reached.books?.prepare().catch(error => warn('the books are not prepared', error));
      await beginReconciling(dispatch, new Date());
      asking = serveAskedDays(mongo.db, dispatch, abort.signal, warn);
      anchoring = anchorHourly(mongo.db, dispatch, Date.now, abort.signal, warn);
      running = runReactions({
        store: knowing(store),
        db: mongo.db,
        hold: leases.hold,
        processes,
        gateways,
        systems,
        dispatch,
        now: Date.now,
        warn,
        observe: observing(metrics),
        signal: abort.signal,
      });
    },
    release: stop,
    stop,
  };
};
