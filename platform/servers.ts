/** The servers and keys that a process uses, connected once from its settings. */
import type { Db } from 'mongodb';
import { type Audit, audit } from './audit/trail.ts';
import { type Blobs, bucketOf } from './blobs.ts';
import { type ClickHouse, clickhouse } from './clickhouse.ts';
import { type EventStore, eventStore } from './eventstore.ts';
import { following } from './following.ts';
import type { Check } from './health.ts';
import { type Hub, hub } from './hub.ts';
import { type Leases, leases } from './lease.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Mongo, mongo } from './mongo.ts';
import { type RedisServer, redis } from './redis.ts';
import { type Sealing, sealing } from './sealing.ts';
import { everyServer, type ServerName, type ServerSettings } from './settings.ts';
import { type Tokens, tokens } from './tokens.ts';

export interface AllServers {
  readonly store: EventStore;
  readonly mongo: Mongo;
  readonly leases: Leases;
  readonly clickhouse: ClickHouse;
  readonly redis: RedisServer;
  readonly hub: Hub;
  readonly blobs: Blobs;
  readonly tokens: Tokens;
  readonly sealing: Sealing;
  readonly audit: Audit;
}

/** Those that a process uses. */
export type Servers<U extends ServerName = ServerName> = Pick<AllServers, U> & {
  readonly checks: readonly Check[];
  close(): Promise<void>;
};

const shared = (checks: readonly Check[]): Check[] => checks.map(one => ({ ...one, shared: true }));

const observeLeases = (metrics: Metrics) => {
  const holder = metrics.gauge('yunzhen_lease_holder', 'Whether this process holds the lease: 1 or 0', ['lease']);
  const last = metrics.gauge('yunzhen_lease_epoch', 'Epoch under which this process last held the lease', ['lease']);
  const late = metrics.counter(
    'yunzhen_fenced_writes_total',
    'Writes that were refused because another process had taken the lease',
    ['lease'],
  );
  return {
    observe: (lease: string, holds: boolean, epoch: number): void => {
      holder({ lease }, holds ? 1 : 0);
      last({ lease }, epoch);
    },
    fenced: (lease: string): void => late({ lease }),
  };
};

const observeAudit = (metrics: Metrics) => {
  const entries = metrics.counter('yunzhen_audit_entries_total', 'Entries of the audit trail, by kind and outcome', [
    'kind',
    'outcome',
  ]);
  return (kind: string, outcome: 'done' | 'refused'): void => entries({ kind, outcome });
};

/** @param uses with leases, tokens, sealing or audit also mongo, where those keep what they need; with audit also sealing */
export const servers = async <U extends ServerName = ServerName>(
  from: ServerSettings<U>,
  name: string,
  log: Logger,
  uses: readonly ServerName[] = everyServer,
  metrics?: Metrics,
): Promise<Servers<U>> => {
  // Of what is not used nothing is given, and nothing asked.
  const given = from as unknown as ServerSettings;
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  const opened: { -readonly [S in ServerName]?: AllServers[S] } = {};
  const db = (): Db => {
    if (!opened.mongo) throw new TypeError('leases, tokens, sealing and audit need mongo');
    return opened.mongo.db;
  };
  if (uses.includes('store')) opened.store = eventStore(given.EVENT_STORE_URL, { warn });
  if (uses.includes('mongo')) opened.mongo = mongo(given.MONGODB_URL, given.MONGODB_DATABASE, name);
  if (uses.includes('leases'))
    opened.leases = leases(db(), {
      build: given.BUILD_NUMBER,
      warn,
      ...(metrics && observeLeases(metrics)),
    });
  if (uses.includes('clickhouse'))
    opened.clickhouse = clickhouse(given.CLICKHOUSE_URL, given.CLICKHOUSE_DATABASE, name);
  if (uses.includes('redis'))
    opened.redis = redis(given.REDIS_URL, {
      name,
      warn,
      prefix: `${given.REDIS_PREFIX ?? given.MONGODB_DATABASE ?? 'yunzhen'}:`,
    });
  if (uses.includes('hub'))
    opened.hub = hub({
      url: given.CENTRIFUGO_URL,
      apiKey: given.CENTRIFUGO_API_KEY,
      tokenSecret: given.CENTRIFUGO_TOKEN_SECRET,
    });
  if (uses.includes('blobs')) opened.blobs = bucketOf(given);
  if (uses.includes('tokens')) {
    opened.tokens = await tokens({ db: db(), key: given.TOKEN_PRIVATE_KEY });
    await opened.tokens.prepare();
  }
  if (uses.includes('sealing')) {
    opened.sealing = sealing({ db: db(), masterKey: given.MASTER_KEY, blindIndexKey: given.BLIND_INDEX_KEY });
    await opened.sealing.check();
  }
  if (uses.includes('audit')) {
    if (!opened.sealing) throw new TypeError('audit needs sealing');
    const observe = metrics && observeAudit(metrics);
    opened.audit = audit({ db: db(), sealing: opened.sealing, warn, ...(observe && { observe }) });
  }
  const { store, mongo: documents, clickhouse: facts, redis: cache, hub: channels, blobs: files } = opened;
  return {
    ...opened,
    checks: shared([
      ...(store ? [{ name: 'eventstoredb', check: store.healthy }] : []),
      ...(documents ? [{ name: 'mongodb', check: documents.healthy }] : []),
      ...(facts ? [{ name: 'clickhouse', check: facts.healthy, optional: true }] : []),
      ...(cache ? [{ name: 'redis', check: cache.healthy, optional: true }] : []),
      ...(channels ? [{ name: 'centrifugo', check: channels.healthy, optional: true }] : []),
      ...(files ? [{ name: 's3', check: files.healthy, optional: true }] : []),
      ...(store && documents ? [{ name: 'followers', check: following(store, documents.db) }] : []),
    ]),
    close: async () => {
      await opened.audit?.close();
      await Promise.all([store, documents, facts, cache, files].map(one => one?.close()));
    },
  } as Servers<U>;
};
