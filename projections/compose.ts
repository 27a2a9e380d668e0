/** The projections as a part of a process: Mongo views and ClickHouse facts from the same events. */
import type { Part } from '@yunzhen/platform/app';
import type { Logger } from '@yunzhen/platform/log';
import type { Metrics } from '@yunzhen/platform/metrics';
import type { Servers } from '@yunzhen/platform/servers';
import { type FactsTold, type ViewsTold, viewsChannel } from '@yunzhen/platform/view-progress';
import { runFacts } from './engine/facts.ts';
import { serveRebuilds } from './engine/rebuild.ts';
import { runViews, type ViewRunner } from './engine/views.ts';
import { allFacts, allViews } from './registry.ts';

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'clickhouse', 'redis'] as const;
type Used = Servers<(typeof uses)[number]>;

export const composeProjections = ({ store, mongo, clickhouse, redis }: Used, log: Logger, metrics: Metrics): Part => {
  const abort = new AbortController();
  const alarm = (message: string, error: unknown) => log.error({ err: error }, message);
  const viewsAt = metrics.gauge('yunzhen_views_position', 'Position in $all that every Mongo view has reached');
  const factsAt = metrics.gauge(
    'yunzhen_facts_position',
    'Position in $all that every ClickHouse fact table has reached',
  );
  const tell = async (told: ViewsTold | FactsTold): Promise<void> => {
    await redis.client.publish(viewsChannel, JSON.stringify(told)).catch(() => undefined);
  };
  let views: ViewRunner | undefined;
  const running: Promise<void>[] = [];
  return {
    name: 'Projections',
    routes: [],
    checks: [
      {
        name: 'views',
        check: async () => {
          const stopped = views?.stopped() ?? [];
          if (stopped.length > 0) throw new Error(`stopped: ${stopped.join(', ')}`);
        },
        optional: true,
      },
    ],
    start: async () => {
      const common = { store, db: mongo.db, alarm, signal: abort.signal };
      views = await runViews({
        ...common,
        views: await allViews(),
        announce: (position, changed) => {
          viewsAt(Number(position));
          return tell({ position: Number(position), changed });
        },
      });
      const facts = await runFacts({
        ...common,
        clickhouse: clickhouse.client,
        prepare: clickhouse.prepare,
        facts: await allFacts(),
        announce: position => {
          factsAt(Number(position));
          return tell({ facts: Number(position) });
        },
      });
      running.push(views.done, facts.done, serveRebuilds({ db: mongo.db, runner: views, signal: abort.signal }));
    },
    stop: async () => {
      abort.abort();
      await Promise.all(running);
    },
  };
};
