/** A whole hospital as `npm start` composes it, with a demo house, conversations to speak in, and a history of events. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Session } from '@yunzhen/contracts/api/auth';
import { children } from '@yunzhen/local/children';
import { localEnvironment } from '@yunzhen/local/environment';
import { buildFronts } from '@yunzhen/local/fronts';
import { hospital } from '@yunzhen/local/hospital';
import { seed } from '@yunzhen/local/seed/seed';
import { settings } from '@yunzhen/platform/config';
import { log } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { tokens } from '@yunzhen/platform/tokens';
import { v4 } from 'uuid';
import { type Chat, chats, copies, openAccount, type Said } from '../fill.ts';
import type { Prepared } from '../part.ts';

export type { Chat } from '../fill.ts';

export interface Options {
  readonly dataDir: string;
  readonly database: string;
  /** How many events there should be at least. */
  readonly events: number;
  readonly conversations: number;
  /** Whether the front ends are served, too. */
  readonly screens?: boolean;
  /** Everything stays for one that is started in the same folder. */
  readonly keep?: boolean;
}
export interface Told {
  readonly origin: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly standins: readonly string[];
  readonly chats: readonly Chat[];
  readonly event: Said;
  readonly events: number;
  /** An access token for everything that operators may see. */
  readonly operator: string;
  readonly manager: Session;
}

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

/** Every server and the services on top of them, not yet open; what is kept in the folder is there again. */
export const start = async ({ dataDir, database }: Pick<Options, 'dataDir' | 'database'>) => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  mkdirSync(`${dataDir}/log`, { recursive: true });
  // On real servers too, nothing of anybody else's is touched.
  process.env.MONGODB_DATABASE = database;
  process.env.CLICKHOUSE_DATABASE = database;
  const parts = children(dataDir, (name, why) => {
    process.stderr.write(`${name} ${why}\n`);
    process.exit(1);
  });
  const { env, standins } = await localEnvironment(dataDir, origin, parts, () => undefined);
  const running = await hospital({ env, standins }, createWriteStream(`${dataDir}/log/hospital.log`, { flags: 'a' }));
  return {
    running,
    origin,
    env,
    standins: Object.keys(standins),
    open: (fronts?: Parameters<typeof running.open>[1]) => running.open(port, fronts),
    /** @param drop whether its databases are forgotten */
    close: async (drop: boolean) => {
      await running.close();
      if (drop) {
        const left = await connect(settings(serverSettings, env), 'bench', log({ service: 'bench', level: 'error' }));
        await left.mongo.db.dropDatabase();
        await left.clickhouse.client.command({ query: `DROP DATABASE IF EXISTS ${database}` });
        await left.close();
      }
      await parts.stop();
    },
  };
};

/** `head` answers the position of the last event once the views have reached it. */
export const prepare = async (options: Options): Promise<Prepared<Told, 'head', number>> => {
  const { running, origin, env, standins, open, close } = await start(options);
  const { servers } = running;
  await seed(
    running,
    async person => `bench-${person}`,
    () => undefined,
    { days: 2 },
  );
  const stored = await copies(servers.store, options.events);
  // A run takes longer than sign-ins are good for.
  const { issueAccess } = await tokens({
    db: servers.mongo.db,
    key: settings(serverSettings, env).TOKEN_PRIVATE_KEY,
    accessSeconds: 86_400,
  });
  const opened = await chats(running, issueAccess, options.conversations);
  await running.settle();
  await open(options.screens ? await buildFronts(() => undefined) : []);

  const head = async (): Promise<number> => {
    const position = Number((await servers.store.head()) ?? 0n);
    const checkpoints = servers.mongo.db.collection<{ _id: string; position: number }>('checkpoints');
    while (Number((await checkpoints.findOne({ _id: 'views' }))?.position ?? 0) < position)
      await new Promise(next => setTimeout(next, 20));
    return position;
  };
  await head();
  const manager = { id: v4(), role: 'manager' } as const;
  const operatorId = v4();
  await openAccount(running.dispatch, manager.id, manager.role);
  await openAccount(running.dispatch, operatorId, 'operator');
  return {
    told: {
      origin,
      env,
      standins,
      chats: opened.chats,
      event: opened.event,
      events: stored,
      operator: await issueAccess(operatorId, ['operator']),
      manager: {
        accessToken: await issueAccess(manager.id, [manager.role]),
        refreshToken: 'not needed, the access outlives the run',
        holder: manager,
      },
    },
    run: head,
    close: () => close(!options.keep),
  };
};
