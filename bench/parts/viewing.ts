/** The engine of the views alone, from the start of $all on. */
import { settings } from '@yunzhen/platform/config';
import { log as logger } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { runViews } from '@yunzhen/projections/engine/views';
import { allViews } from '@yunzhen/projections/registry';
import { some, unattended } from '../engine.ts';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
}
export interface Asked {
  /** A new one; dropped afterwards. */
  readonly database: string;
  readonly events: number;
  /** Events in a page; the engine's own size by default. */
  readonly pageSize?: number;
}

export const prepare = async ({ env }: Options): Promise<Prepared<null, Asked, { ms: number }>> => {
  const servers = await connect(settings(serverSettings, env), 'bench', logger({ service: 'bench', level: 'error' }));
  const views = await allViews();
  return {
    told: null,
    run: async ({ database, events, ...pages }) => {
      const { signal, alarm, begin, ended } = unattended();
      const db = servers.mongo.client.db(database);
      const store = { ...servers.store, subscribeAll: some(servers.store.subscribeAll, events, begin) };
      const { done } = await runViews({ store, db, views, announce: () => undefined, alarm, signal, ...pages });
      const ms = await ended(done);
      await db.dropDatabase();
      return { ms };
    },
    close: servers.close,
  };
};
