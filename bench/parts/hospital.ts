/** A whole hospital as `npm start` composes it, with a demo house, conversations to speak in, and a history of events. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { children } from '@yunzhen/local/children';
import { localEnvironment } from '@yunzhen/local/environment';
import { hospital } from '@yunzhen/local/hospital';
import { settings } from '@yunzhen/platform/config';
import { log } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { type Chat, chats, copies, house } from '../fill.ts';
import type { Prepared } from '../part.ts';

export type { Chat } from '../fill.ts';

export interface Options {
  readonly dataDir: string;
  /** How many events there should be at least. */
  readonly events: number;
  readonly conversations: number;
}
export interface Told {
  readonly origin: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly standins: readonly string[];
  readonly chats: readonly Chat[];
  /** What a chat message leaves in the store. */
  readonly event: { readonly data: object; readonly metadata: object };
  readonly events: number;
}

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

/** `head` answers the position of the last event once the views have reached it. */
export const prepare = async (options: Options): Promise<Prepared<Told, 'head', number>> => {
  const { dataDir, events } = options;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  mkdirSync(`${dataDir}/log`, { recursive: true });
  // On real servers too, nothing of anybody else's is touched.
  const database = `bench_${process.pid}`;
  process.env.MONGODB_DATABASE = database;
  process.env.CLICKHOUSE_DATABASE = database;
  const parts = children(dataDir, (name, why) => {
    process.stderr.write(`${name} ${why}\n`);
    process.exit(1);
  });
  const environment = await localEnvironment(dataDir, origin, parts, () => undefined);
  const running = await hospital(environment, createWriteStream(`${dataDir}/log/hospital.log`));
  const { servers } = running;
  await house(running);
  const stored = await copies(servers.store, events);
  const open = await chats(running, options.conversations);
  await running.settle();
  await running.open(port);

  const head = async (): Promise<number> => {
    const position = Number((await servers.store.head()) ?? 0n);
    const checkpoints = servers.mongo.db.collection<{ _id: string; position: number }>('checkpoints');
    while (Number((await checkpoints.findOne({ _id: 'views' }))?.position ?? 0) < position)
      await new Promise(next => setTimeout(next, 20));
    return position;
  };
  await head();
  return {
    told: {
      origin,
      env: environment.env,
      standins: Object.keys(environment.standins),
      chats: open.chats,
      event: open.event,
      events: stored,
    },
    run: head,
    close: async () => {
      await running.close();
      const left = await connect(
        settings(serverSettings, environment.env),
        'bench',
        log({ service: 'bench', level: 'error' }),
      );
      await left.mongo.db.dropDatabase();
      await left.clickhouse.client.command({ query: `DROP DATABASE IF EXISTS ${database}` });
      await left.close();
      await parts.stop();
    },
  };
};
