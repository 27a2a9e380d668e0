/** A whole hospital in one process: the four services on one port, with the hub and the WeChat stand-in behind the same origin. */
import { setTimeout } from 'node:timers/promises';
import proxy from '@fastify/http-proxy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { capabilities } from '@yunzhen/contracts/everything';
import { createApp } from '@yunzhen/platform/app';
import { settings } from '@yunzhen/platform/config';
import { type Logger, log as logger } from '@yunzhen/platform/log';
import { metrics as registry } from '@yunzhen/platform/metrics';
import { documentationRoutes, openapi } from '@yunzhen/platform/openapi';
import { servers as connect, type Servers } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { startTracing } from '@yunzhen/platform/tracing';
import { viewsCheckpoints } from '@yunzhen/platform/view-progress';
import { composeProjections } from '@yunzhen/projections/compose';
import { composeReadApi } from '@yunzhen/read-api/compose';
import { composeRealtime } from '@yunzhen/realtime/compose';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import { outsideSettings } from '@yunzhen/write-side/settings';
import type { Environment } from './environment.ts';
import { type Front, serveFront } from './fronts.ts';
import { pageRoutes } from './pages.ts';

export interface Hospital {
  readonly servers: Servers;
  readonly dispatch: Dispatch;
  /** Processes and pushes begin after what is stored now. */
  readonly settle: () => Promise<void>;
  /** Everything served and running; before it, only commands from inside work. */
  readonly open: (port: number, fronts?: readonly Front[]) => Promise<void>;
  /** Views and facts begin to follow the events. */
  readonly project: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const hospital = async (
  { env, standins }: Environment,
  destination?: { write(line: string): void },
): Promise<Hospital> => {
  const from = settings(serverSettings, env);
  const outside = settings(outsideSettings, env);
  const log: Logger = logger({ service: 'hospital', level: from.LOG_LEVEL, ...(destination && { destination }) });
  const metrics = registry('hospital');
  const stopTracing = await startTracing({ service: 'hospital', endpoint: from.OTEL_EXPORTER_OTLP_ENDPOINT });
  const servers = await connect(from, 'hospital', log);
  const writeSide = composeWriteSide(outside, servers, log, metrics);
  const projections = composeProjections(servers, log, metrics);
  const readApi = await composeReadApi(servers, log, metrics);
  const realtime = composeRealtime(servers, log, metrics);
  const parts = [writeSide, projections, readApi, realtime];
  const pages = {
    name: 'Pages',
    routes: [...pageRoutes(), ...documentationRoutes(openapi(capabilities, readApi.queries))],
    start: async () => undefined,
    stop: async () => undefined,
  };
  let app: NestFastifyApplication | undefined;
  const serve = async (fronts: readonly Front[]): Promise<NestFastifyApplication> => {
    const app = await createApp({ parts: [...parts, pages], checks: servers.checks, log, metrics });
    const fastify = app.getHttpAdapter().getInstance();
    // What passes through is not read here: the proxy brings parsers of its own.
    const pass = (options: object) =>
      fastify.register((async (scope: typeof fastify) => {
        scope.removeAllContentTypeParsers();
        await scope.register(proxy as never, options as never);
      }) as never);
    await pass({
      upstream: from.CENTRIFUGO_URL,
      prefix: '/connection',
      rewritePrefix: '/connection',
      websocket: true,
    });
    if (standins.wechat) await pass({ upstream: standins.wechat, prefix: '/wechat', rewritePrefix: '' });
    for (const front of fronts) await serveFront(fastify as never, front);
    return app;
  };

  let projecting: Promise<void> | undefined;
  const project = () => {
    projecting ??= projections.start();
    return projecting;
  };
  return {
    servers,
    dispatch: writeSide.dispatch,
    project,
    settle: async () => {
      const position = Number((await servers.store.head()) ?? 0n);
      const checkpoints = servers.mongo.db.collection<{ _id: string; position: number }>('checkpoints');
      for (const _id of ['processes', 'realtime'])
        await checkpoints.updateOne({ _id }, { $set: { position } }, { upsert: true });
    },
    open: async (port, fronts = []) => {
      app = await serve(fronts);
      await project();
      await caughtUp(servers);
      await Promise.all([writeSide.start(), readApi.start(), realtime.start()]);
      await app.listen(port, '0.0.0.0');
    },
    close: async () => {
      await app?.close();
      await Promise.all(parts.map(part => part.stop()));
      await servers.close();
      await stopTracing();
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
