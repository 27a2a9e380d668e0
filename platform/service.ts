/**
 * A service as a process of its own: its settings from the environment, one port for its routes, health and metrics. Told to stop, it
 * hands over and says that it is not ready, answers until whoever sends it requests has noticed, and only then stops listening.
 */
import { setTimeout } from 'node:timers/promises';
import { createApp, type Part } from './app.ts';
import { ConfigError, type Settings, type SettingsShape, settings } from './config.ts';
import type { Route } from './http.ts';
import { type Ground, startProcess } from './process.ts';
import type { Servers } from './servers.ts';
import { type ServerName, settingsOfService } from './settings.ts';

/** Milliseconds after which a process that cannot end its work is ended: longer than any request takes. */
const patienceMs = 30_000;

/** What a service tells the process that started it, once it serves. */
export interface Serving {
  readonly routes: readonly Pick<Route, 'method' | 'path'>[];
}

/**
 * Serves a part until the process is told to stop, or is left alone by who started it.
 * @param uses its servers; @param shape settings of its own, on top of those
 */
export const serve = async <const U extends ServerName, S extends SettingsShape>(
  name: string,
  uses: readonly U[],
  shape: S,
  compose: (from: Settings<S>, ground: Ground<U>) => Part | Promise<Part>,
): Promise<void> => {
  const closing: (() => Promise<unknown>)[] = [];
  const draining = new AbortController();
  /** Nothing while nothing is served. */
  let drain = async (): Promise<unknown> => undefined;
  let ended: Promise<void> | undefined;
  const end = (code: number) => {
    ended ??= (async () => {
      draining.abort();
      await drain();
      for (const close of closing.reverse()) await close().catch(() => undefined);
      process.exit(code);
    })();
    return ended;
  };
  // Once: who tells it a second time ends it at once.
  for (const told of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(told, () => void end(0));
  try {
    const from = settings({ ...shape, ...settingsOfService(uses) }, process.env);
    const ground = await startProcess<U>(name, from, { uses });
    closing.push(ground.close);
    const { servers, log, metrics } = ground;
    const part = await compose(from, ground);
    closing.push(part.stop);
    const { OPERATIONS_PORT: apart, TRUSTED_PROXIES: trustedProxies } = from;
    const shared = { parts: [part], checks: servers.checks, log, metrics, draining: draining.signal, trustedProxies };
    const { audit } = servers as Partial<Servers<'audit'>>;
    const app = await createApp({ ...shared, ...(audit && { audit }), operations: apart ? 'elsewhere' : 'beside' });
    closing.push(() => app.close());
    const operations = apart && (await createApp({ ...shared, operations: 'alone' }));
    if (operations) closing.push(() => operations.close());
    await part.start();
    if (operations) await operations.listen(apart, '0.0.0.0');
    await app.listen(from.PORT, '0.0.0.0');
    const drainMs = from.DRAIN_SECONDS * 1_000;
    drain = () => {
      globalThis.setTimeout(() => process.exit(1), drainMs + patienceMs).unref();
      return Promise.all([part.release?.().catch(() => undefined), setTimeout(drainMs)]);
    };
    log.info({ port: from.PORT }, 'serves');
    process.send?.({ routes: part.routes.map(({ method, path }) => ({ method, path })) } satisfies Serving);
  } catch (error) {
    const known = error instanceof ConfigError;
    process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
    await end(1);
  }
};
