/** The projections as a part of a process: Mongo views and ClickHouse facts from the same events. */
import type { Part } from '@yunzhen/platform/app';
import { knowing } from '@yunzhen/platform/eventstore/knowing';
import { followed, type Lease } from '@yunzhen/platform/lease';
import type { Logger } from '@yunzhen/platform/log';
import type { Metrics } from '@yunzhen/platform/metrics';
import type { Servers } from '@yunzhen/platform/servers';
import { type FactsTold, type ViewsTold, viewsChannel } from '@yunzhen/platform/view-progress';
import { runFacts } from './engine/facts.ts';
import { serveRebuilds } from './engine/rebuild.ts';
import { runViews, type ViewRunner } from './engine/views.ts';
import { allFacts, allViews } from './registry.ts';

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'leases', 'clickhouse', 'redis'] as const;
type Used = Servers<(typeof uses)[number]>;

export const composeProjections = (
  { store, mongo, leases, clickhouse, redis }: Used,
  log: Logger,
  metrics: Metrics,
): Part => {
  const abort = new AbortController();
  const alarm = (message: string, error: unknown) => log.error({ err: error }, message);
  const viewsAt = metrics.gauge('yunzhen_views_position', 'Position in $all that every Mongo view has reached');
  const factsAt = metrics.gauge(
    'yunzhen_facts_position',
    'Position in $all that every ClickHouse fact table has reached',
  );
  const tell = async (told: ViewsTold | FactsTold): Promise<void> => {
    await redis.client.publish(redis.channel(viewsChannel), JSON.stringify(told)).catch(() => undefined);
  };
  /** While this process holds their lease. */
  let views: ViewRunner | undefined;
  const running: Promise<void>[] = [];
  const common = { store: knowing(store), db: mongo.db, alarm };
  const stop = async (): Promise<void> => {
    abort.abort();
    await Promise.all(running);
  };
  return {
    name: 'Projections',
    routes: [],
    checks: [
      followed(leases, 'views'),
      followed(leases, 'facts'),
      {
        name: 'every view',
        check: async () => {
          const stopped = views?.stopped() ?? [];
          if (stopped.length > 0) throw new Error(`stopped: ${stopped.join(', ')}`);
        },
        optional: true,
      },
    ],
    start: async () => {
      const [viewTables, factTables] = [await allViews(), await allFacts()];
      const project = async ({ lost: signal, ...term }: Lease): Promise<void> => {
        const runner = await runViews({
          ...common,
          signal,
          term,
          views: viewTables,
          announce: (position, changed) => {
            viewsAt(Number(position));
            return tell({ position: Number(position), changed });
          },
        });
        views = runner;
        const rebuilding = serveRebuilds({ db: mongo.db, runner, signal, epoch: term.epoch });
        await runner.done.finally(() => {
          views = undefined;
        });
        await rebuilding;
      };
      const count = async ({ lost: signal, ...term }: Lease): Promise<void> => {
        const { done } = await runFacts({
          ...common,
          signal,
          term,
          clickhouse: clickhouse.client,
          prepare: clickhouse.prepare,
          facts: factTables,
          announce: position => {
            factsAt(Number(position));
            return tell({ facts: Number(position) });
          },
        });
        await done;
      };
      running.push(leases.hold('views', project, abort.signal), leases.hold('facts', count, abort.signal));
    },
    release: stop,
    stop,
  };
};
