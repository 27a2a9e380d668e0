/** A server process: Nest on Fastify with the parts it hosts, problems, health and metrics. */
import { Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { operationsEndpoints } from '@yunzhen/contracts/operations/endpoints';
import { auditHooks } from './audit/hooks.ts';
import type { Audit } from './audit/trail.ts';
import { endpointRoutes, type Handler } from './endpoints.ts';
import { saferHeaders } from './headers.ts';
import { type Check, type HealthState, health } from './health.ts';
import { controllerOf, type Route } from './http.ts';
import { type Limits, limits } from './limits.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { problemFilter, problemHandler } from './problem.ts';

/** What a service brings into a process. */
export interface Part {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Nest providers and modules, for its bus. */
  readonly providers?: readonly Provider[];
  readonly imports?: readonly Type[];
  readonly checks?: readonly Check[];
  /** Begins its background work, once the process serves. */
  readonly start: () => Promise<void>;
  /** Hands over what another process can go on with, at once; requests are still answered. */
  readonly release?: () => Promise<void>;
  /** Ends it: nothing is begun any more, what is under way finishes. */
  readonly stop: () => Promise<void>;
}

export interface AppOptions {
  readonly parts: readonly Part[];
  readonly checks: readonly Check[];
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Aborts when the process is about to stop: it is not ready any more, answers, and lets every connection go. */
  readonly draining?: AbortSignal;
  readonly limits?: Pick<Limits, 'address'>;
  /** Where looks, sign-ins, changes and refusals are traced. */
  readonly audit?: Audit;
  /** Whose word on where a request comes from counts: addresses of the proxies in front, as Fastify's `trustProxy`. */
  readonly trustedProxies?: string;
  /** Milliseconds in which a request has to have come whole: a picture from a phone takes longest. */
  readonly requestTimeout?: number;
  /** Health and metrics, for who runs the process: with the parts, alone, or not at all. */
  readonly operations?: 'beside' | 'alone' | 'elsewhere';
}

/** Bytes of a body: a command is small, a picture has its own limit and is refused there in words. */
const bodyLimit = 256 * 1024;
const pictureLimit = 6 * 1024 * 1024;

export const createApp = async ({
  parts,
  checks,
  log,
  metrics,
  draining,
  limits: { address: spend } = limits(),
  audit,
  trustedProxies = 'loopback',
  requestTimeout = 60_000,
  operations: where = 'beside',
}: AppOptions): Promise<NestFastifyApplication> => {
  const { live, ready, dependencies } = health([...checks, ...parts.flatMap(part => part.checks ?? [])], draining);
  const stateOf =
    (ask: () => Promise<HealthState>): Handler<typeof operationsEndpoints.ready> =>
    async ({ reply }) => {
      const { status, checks } = await ask();
      if (status !== 'ok') reply.code(503);
      return { status, checks: [...checks] };
    };
  const operations = endpointRoutes(
    operationsEndpoints,
    {
      live: () => live(),
      ready: stateOf(ready),
      dependencies: stateOf(dependencies),
      metrics: async ({ reply }) => {
        reply.type(metrics.contentType);
        return Buffer.from(await metrics.text());
      },
    },
    async () => null,
  );
  const hosted = where === 'alone' ? [] : parts;
  const Root = class {};
  Module({
    imports: [...new Set(hosted.flatMap(part => part.imports ?? []))],
    controllers: [
      ...(where === 'elsewhere' ? [] : [controllerOf('Operations', operations)]),
      ...hosted.map(part => controllerOf(part.name, part.routes)),
    ],
    providers: hosted.flatMap(part => part.providers ?? []) as Provider[],
  })(Root);
  // What Fastify refuses before any route would otherwise repeat the address.
  const frameworkErrors = problemHandler(log) as never;
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: trustedProxies,
    frameworkErrors,
    requestTimeout,
    http: {
      connectionsCheckingInterval: Math.min(requestTimeout, 5_000),
      headersTimeout: Math.min(requestTimeout, 20_000),
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(Root, adapter, {
    rawBody: true,
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  app.useGlobalFilters(problemFilter(log));
  // Bodies are JSON, pictures or files: of forms and texts, which any page may send, none is taken.
  app.useBodyParser('application/json', { bodyLimit });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', spend);
  if (audit) {
    const { onRequest, onSend } = auditHooks(audit);
    fastify.addHook('onRequest', onRequest);
    fastify.addHook('onSend', onSend);
  }
  fastify.addHook('onSend', saferHeaders);
  fastify.addHook('onSend', async (_request, reply) => {
    if (draining?.aborted) reply.header('connection', 'close');
  });
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(/^image\//, { parseAs: 'buffer', bodyLimit: pictureLimit }, (_request, body, done) =>
    done(null, body),
  );
  // A file may be large: it is read where it is known who sends it, see `bytesFrom`.
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  return app;
};
