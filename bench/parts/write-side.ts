/** The write side as a process of its own, as it is deployed: commands over HTTP. What follows from their events is for others. */
import type { AddressInfo } from 'node:net';
import { createApp } from '@yunzhen/platform/app';
import { settings } from '@yunzhen/platform/config';
import { startProcess } from '@yunzhen/platform/process';
import { serverSettings } from '@yunzhen/platform/settings';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const prepare = async ({ env }: Options): Promise<Prepared<{ readonly origin: string }, never, never>> => {
  const { log, metrics, servers, close } = await startProcess('write-side', settings(serverSettings, env));
  const writeSide = composeWriteSide(settings(outsideSettings, env), servers, log, metrics);
  const app = await createApp({ parts: [writeSide], checks: servers.checks, log, metrics });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    told: { origin: `http://127.0.0.1:${port}` },
    run: async () => {
      throw new Error('it is asked over HTTP');
    },
    close: async () => {
      await app.close();
      await writeSide.stop();
      await close();
    },
  };
};
