/** The projections as a process of their own: every Mongo view and ClickHouse fact, from nothing to the end. */
import { settings } from '@yunzhen/platform/config';
import type { EventStore } from '@yunzhen/platform/eventstore';
import { log as logger } from '@yunzhen/platform/log';
import { metrics as registry } from '@yunzhen/platform/metrics';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { composeProjections } from '@yunzhen/projections/compose';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
}
export interface Asked {
  /** A new one in MongoDB and ClickHouse; dropped afterwards. */
  readonly database: string;
  /** Of the last event. */
  readonly head: number;
}

interface Projected {
  readonly ms: number;
  /** The most memory the process has had so far, in megabytes. */
  readonly memory: number;
}

export const prepare = async ({ env }: Options): Promise<Prepared<null, Asked, Projected>> => {
  const log = logger({ service: 'bench', level: 'error' });
  return {
    told: null,
    run: async ({ database, head }) => {
      const from = { ...env, MONGODB_DATABASE: database, CLICKHOUSE_DATABASE: database };
      const servers = await connect(settings(serverSettings, from), 'bench', log);
      const metrics = registry('bench');
      const at = new Map<string, number>();
      let arrived = (): void => undefined;
      const both = new Promise<void>(resolve => {
        arrived = resolve;
      });
      const gauge = (name: string) => (position: number) => {
        at.set(name, position);
        if (['yunzhen_views_position', 'yunzhen_facts_position'].every(one => (at.get(one) ?? 0) >= head)) arrived();
      };
      // Counted from the first subscription: making collections, indexes and tables is not catching up.
      let began: number | undefined;
      const subscribeAll: EventStore['subscribeAll'] = (...asked) => {
        began ??= performance.now();
        return servers.store.subscribeAll(...asked);
      };
      const followed = { ...servers, store: { ...servers.store, subscribeAll } };
      const projections = composeProjections(followed, log, { ...metrics, gauge: gauge as never });
      await projections.start();
      await both;
      const ms = performance.now() - (began ?? 0);
      await projections.stop();
      await servers.mongo.db.dropDatabase();
      await servers.clickhouse.client.command({ query: `DROP DATABASE ${database}` });
      await servers.close();
      return { ms, memory: process.resourceUsage().maxRSS / 1_024 };
    },
    close: async () => undefined,
  };
};
