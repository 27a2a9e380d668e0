/** A whole hospital as `npm start` composes it, with a demo house, conversations to speak in, and a history of events. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { children } from '@yunzhen/local/children';
import { localEnvironment } from '@yunzhen/local/environment';
import { hospital } from '@yunzhen/local/hospital';
import { type Chat, chats, copies, house } from '../fill.ts';
import type { Prepared } from '../part.ts';

export type { Chat } from '../fill.ts';

export interface Options {
  readonly dataDir: string;
  readonly port: number;
  readonly database: string;
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

/** `head` answers the position of the last event once the views have reached it. */
export const prepare = async (options: Options): Promise<Prepared<Told, 'head', number>> => {
  const { dataDir, port, events } = options;
  const origin = `http://127.0.0.1:${port}`;
  mkdirSync(`${dataDir}/log`, { recursive: true });
  process.env.MONGODB_DATABASE = options.database;
  process.env.CLICKHOUSE_DATABASE = options.database;
  const parts = children(dataDir, (name, code) => {
    process.stderr.write(`${name} ended (${code ?? 'killed'})\n`);
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
      await parts.stop();
    },
  };
};
