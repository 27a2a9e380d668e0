/** The five servers and the keys, connected once per process from its settings. */
import { type ClickHouse, clickhouse } from './clickhouse.ts';
import type { settings } from './config.ts';
import { type EventStore, eventStore } from './eventstore.ts';
import type { Check } from './health.ts';
import { type Hub, hub } from './hub.ts';
import type { Logger } from './log.ts';
import { type Mongo, mongo } from './mongo.ts';
import { type RedisServer, redis } from './redis.ts';
import { type Sealing, sealing } from './sealing.ts';
import type { serverSettings } from './settings.ts';
import { type Tokens, tokens } from './tokens.ts';

export type ServerSettings = ReturnType<typeof settings<typeof serverSettings>>;

export interface Servers {
  readonly store: EventStore;
  readonly mongo: Mongo;
  readonly clickhouse: ClickHouse;
  readonly redis: RedisServer;
  readonly hub: Hub;
  readonly tokens: Tokens;
  readonly sealing: Sealing;
  readonly checks: readonly Check[];
  close(): Promise<void>;
}

export const servers = async (from: ServerSettings, name: string, log: Logger): Promise<Servers> => {
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  const store = eventStore(from.EVENTSTORE_URL, { warn });
  const documents = mongo(from.MONGODB_URL, from.MONGODB_DATABASE, name);
  const facts = clickhouse(from.CLICKHOUSE_URL, from.CLICKHOUSE_DATABASE, name);
  const cache = await redis(from.REDIS_URL, { name, warn });
  const channels = hub({
    url: from.CENTRIFUGO_URL,
    apiKey: from.CENTRIFUGO_API_KEY,
    tokenSecret: from.CENTRIFUGO_TOKEN_SECRET,
  });
  const signIn = await tokens({ db: documents.db, key: from.TOKEN_PRIVATE_KEY });
  await signIn.prepare();
  return {
    store,
    mongo: documents,
    clickhouse: facts,
    redis: cache,
    hub: channels,
    tokens: signIn,
    sealing: sealing({ db: documents.db, masterKey: from.MASTER_KEY, blindIndexKey: from.BLIND_INDEX_KEY }),
    checks: [
      { name: 'eventstoredb', check: store.healthy },
      { name: 'mongodb', check: documents.healthy },
      { name: 'clickhouse', check: facts.healthy, optional: true },
      { name: 'redis', check: cache.healthy, optional: true },
      { name: 'centrifugo', check: channels.healthy, optional: true },
    ],
    close: async () => {
      await Promise.all([store.close(), documents.close(), facts.close(), cache.close()]);
    },
  };
};
