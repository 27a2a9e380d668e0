/** A whole hospital on one origin: the five services in this process, or each in one of its own. */
import { setTimeout } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Part } from '@yunzhen/platform/app';
import { verifyAll } from '@yunzhen/platform/checkpoint';
import { settings } from '@yunzhen/platform/config';
import { startProcess } from '@yunzhen/platform/process';
import type { Servers } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { viewsCheckpoints } from '@yunzhen/platform/view-progress';
import { composeProjections } from '@yunzhen/projections/compose';
import { composeReadApi } from '@yunzhen/read-api/compose';
import { composeRealtime } from '@yunzhen/realtime/compose';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import type { FeatureSettings } from '@yunzhen/write-side/feature';
import { composeReactions, checkpoints as processes } from '@yunzhen/write-side/reactions/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import type { Children } from './children.ts';
import type { Environment } from './environment.ts';
import type { Front } from './fronts.ts';
import { createOrigin } from './origin.ts';
import { type Service, serviceNames, startService } from './services.ts';

export interface Hospital {
  readonly servers: Servers;
  readonly dispatch: Dispatch;
  /** What it has set otherwise. */
  readonly rules: FeatureSettings;
  /** Processes and pushes begin after what is stored now. */
  readonly settle: () => Promise<void>;
  /** Everything served and running; before it, only commands from inside work. Answers what is a process of its own. */
  readonly open: (port: number, fronts?: readonly Front[]) => Promise<readonly Service[]>;
  readonly close: () => Promise<void>;
}

/** Throws StoreMismatch. @param apart starts the services as processes of their own */
export const hospital = async (
  { env, standins }: Environment,
  destination?: { write(line: string): void },
  apart?: Children,
): Promise<Hospital> => {
  const from = settings({ ...serverSettings, ...outsideSettings }, env);
  const ground = await startProcess('hospital', from, { destination });
  const { servers, log, metrics } = ground;
  await verifyAll(servers.store, servers.mongo.db).catch(async error => {
    await ground.close();
    throw error;
  });
  const writeSide = composeWriteSide(from, servers, log, metrics);
  let parts: readonly Part[] = [];
  let app: NestFastifyApplication | undefined;

  return {
    servers,
    dispatch: writeSide.dispatch,
    rules: { holdMinutes: from.HOLD_MINUTES },
    settle: async () => {
      const position = Number((await servers.store.head()) ?? 0n);
      const checkpoints = servers.mongo.db.collection<{ _id: string; position: number }>('checkpoints');
      for (const _id of [...processes, 'realtime'])
        await checkpoints.replaceOne({ _id }, { position }, { upsert: true });
    },
    open: async (port, fronts = []) => {
      const services = apart ? await Promise.all(serviceNames.map(name => startService(apart, env, name))) : [];
      if (!apart)
        parts = [
          composeProjections(servers, log, metrics),
          writeSide,
          composeReactions(from, servers, log, metrics),
          await composeReadApi(servers, log, metrics),
          composeRealtime(servers, log, metrics),
        ];
      app = await createOrigin(ground, {
        parts,
        services,
        hub: from.CENTRIFUGO_URL,
        wechat: standins.wechat,
        fronts,
      });
      const [projections, ...others] = parts;
      await projections?.start();
      await caughtUp(servers);
      await Promise.all(others.map(part => part.start()));
      await app.listen(port, '0.0.0.0');
      return services;
    },
    close: async () => {
      await app?.close();
      await Promise.all(parts.map(part => part.stop()));
      await apart?.stop(serviceNames);
      await ground.close();
    },
  };
};

const patienceMs = 60_000;

/** Nobody is let in before the views show what has happened until now; one that is stopped holds nobody up. */
const caughtUp = async ({ store, mongo }: Servers): Promise<void> => {
  const head = Number((await store.head()) ?? 0n);
  for (const until = Date.now() + patienceMs; Date.now() < until; await setTimeout(50)) {
    const views = await viewsCheckpoints(mongo.db).findOne({ _id: 'views' });
    if ((views?.position ?? 0) >= head) return;
  }
};
