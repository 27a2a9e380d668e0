/** Routes served as a process serves them, for tests. */
import { createApp } from '@yunzhen/platform/app';
import type { Route } from '@yunzhen/platform/http';
import { log } from '@yunzhen/platform/log';
import { metrics } from '@yunzhen/platform/metrics';

const nothing = async () => undefined;

/** Not listening yet: `inject` works at once, `listen(0)` when another process must reach it. */
export const served = async (routes: readonly Route[]) => {
  const app = await createApp({
    parts: [{ name: 'Tested', routes, start: nothing, stop: nothing }],
    checks: [],
    log: log({ service: 'test', level: 'silent' }),
    metrics: metrics('test'),
  });
  await app.init();
  return app;
};
