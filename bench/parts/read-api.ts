/** The read API as a process of its own, as it is deployed; it tells how often it reads the views. */
import type { AddressInfo } from 'node:net';
import { createApp } from '@yunzhen/platform/app';
import { settings } from '@yunzhen/platform/config';
import { startProcess } from '@yunzhen/platform/process';
import { serverSettings } from '@yunzhen/platform/settings';
import { composeReadApi } from '@yunzhen/read-api/compose';
import { MongoClient } from 'mongodb';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
}
export interface Asked {
  /** What is cached of this query is forgotten in so many milliseconds. */
  readonly query: string;
  readonly expires: number;
}

/** A round answers how many commands have read a view since the one before. */
export const prepare = async ({ env }: Options): Promise<Prepared<{ readonly origin: string }, Asked, number>> => {
  const { log, metrics, servers, close } = await startProcess('read-api', settings(serverSettings, env));
  let reads = 0;
  const monitored = new MongoClient(`${env.MONGODB_URL}`, { useBigInt64: true, monitorCommands: true });
  monitored.on('commandStarted', ({ commandName, command }) => {
    if (/\.v\d/.test(String(command[commandName]))) reads++;
  });
  const mongo = { ...servers.mongo, client: monitored, db: monitored.db(env.MONGODB_DATABASE) };
  const readApi = await composeReadApi({ ...servers, mongo }, log, metrics);
  const app = await createApp({ parts: [readApi], checks: servers.checks, log, metrics });
  await app.listen(0, '127.0.0.1');
  await readApi.start();
  const { port } = app.getHttpServer().address() as AddressInfo;
  const { client } = servers.redis;
  return {
    told: { origin: `http://127.0.0.1:${port}` },
    run: async ({ query, expires }) => {
      for (const key of await client.keys(`query:${query}:*`)) await client.pexpire(key, expires);
      const until = reads;
      reads = 0;
      return until;
    },
    close: async () => {
      await app.close();
      await readApi.stop();
      await monitored.close();
      await close();
    },
  };
};
