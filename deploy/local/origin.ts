/** The one origin people see: pages, documentation and front ends, the hub and the WeChat stand-in behind it, and the services. */
import { setTimeout } from 'node:timers/promises';
import proxy from '@fastify/http-proxy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { capabilities, endpoints, queries } from '@yunzhen/contracts/index';
import { createApp, type Part } from '@yunzhen/platform/app';
import { openapi } from '@yunzhen/platform/openapi';
import { documentationRoutes } from '@yunzhen/platform/openapi/documentation';
import { OutcomeUnknown, problemHandler } from '@yunzhen/platform/problem';
import type { Ground } from '@yunzhen/platform/process';
import { type Front, serveFront } from './fronts.ts';
import { pageRoutes } from './pages.ts';
import type { Service } from './services.ts';

/** How long a request waits for a service that is being started again, in milliseconds. */
const patienceMs = 10_000;

export interface Behind {
  /** Services in this process. */
  readonly parts: readonly Part[];
  /** Services that are processes of their own. */
  readonly services: readonly Service[];
  readonly hub: string;
  readonly wechat: string | undefined;
  readonly fronts: readonly Front[];
}

export const createOrigin = async (
  { servers, log, metrics }: Ground,
  { parts, services, hub, wechat, fronts }: Behind,
): Promise<NestFastifyApplication> => {
  const documented = openapi(capabilities, [...queries.values()], [...endpoints.values()]);
  const pages: Part = {
    name: 'Pages',
    routes: [...pageRoutes(), ...documentationRoutes(documented)],
    start: async () => undefined,
    stop: async () => undefined,
  };
  const checks = [...servers.checks, ...services.map(checkOf)];
  const app = await createApp({ parts: [...parts, pages], checks, log, metrics, audit: servers.audit });
  const fastify = app.getHttpAdapter().getInstance();
  // What passes through is not read here: the proxy brings parsers of its own.
  const pass = (options: object) =>
    fastify.register((async (scope: typeof fastify) => {
      scope.removeAllContentTypeParsers();
      await scope.register(proxy as never, options as never);
    }) as never);
  await pass({ upstream: hub, prefix: '/connection', rewritePrefix: '/connection', websocket: true });
  if (wechat) await pass({ upstream: wechat, prefix: '/wechat', rewritePrefix: '' });

  const broken = problemHandler(log);
  const replyOptions = {
    // It may have been done before the service was gone.
    onError: (reply: { request: unknown }, { error }: { error: unknown }) => {
      log.warn({ err: error }, 'a service did not answer');
      broken(new OutcomeUnknown(), reply.request, reply as never);
    },
    // Who asked asks again, when they want to.
    retryDelay: () => null,
  };
  for (const { url: upstream, routes, up } of services)
    for (const method of new Set(routes.map(route => route.method)))
      await pass({
        upstream,
        httpMethods: [method],
        routes: routes.filter(route => route.method === method).map(({ path }) => path),
        preHandler: async () => {
          const again = up();
          if (again) await Promise.race([again, setTimeout(patienceMs, undefined, { ref: false })]);
        },
        replyOptions,
      });
  for (const front of fronts)
    if ('folder' in front) await serveFront(fastify as never, front);
    else await pass({ upstream: front.upstream, prefix: front.path, rewritePrefix: front.path, websocket: true });
  return app;
};

const checkOf = ({ name, url }: Service) => ({
  name,
  check: async () => (await fetch(`${url}/health/ready`)).ok,
});
