/** The settings of the servers and the keys, declared once for every process that uses them. */
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from './config.ts';

const url = (pattern: RegExp, kind: string, what: string) => z.string().regex(pattern).describe(what).meta({ kind });
const http = (what: string) => url(/^https?:\/\/\S+$/, 'http:// or https:// URL', what);

const bytes = (least: number, most: number) =>
  z.base64().transform((text, context) => {
    const key = Buffer.from(text, 'base64');
    if (key.length < least || key.length > most)
      context.addIssue({ code: 'custom', message: `it has ${key.length} bytes` });
    return key;
  });

/** A JWK as JSON text; checked by loading it. */
const ed25519 = z.string().transform((text, context) => {
  try {
    const jwk = z
      .looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() })
      .parse(JSON.parse(text));
    createPrivateKey({ key: jwk, format: 'jwk' });
    return jwk;
  } catch {
    context.addIssue({ code: 'custom', message: 'it is not an Ed25519 private key' });
    return z.NEVER;
  }
});

/** What each server, and each kind of keys, is reached with. */
export const settingsOf = {
  store: {
    // EventStoreDB refuses to start where a variable begins with its own name.
    EVENT_STORE_URL: url(
      /^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/,
      'esdb:// or kurrentdb:// URL',
      'EventStoreDB: every event. `EVENTSTORE_URL`, as it was called, is understood.',
    ).meta({ formerly: 'EVENTSTORE_URL' }),
  },
  mongo: {
    MONGODB_URL: url(
      /^mongodb(\+srv)?:\/\/\S+$/,
      'mongodb:// URL',
      'MongoDB: views, checkpoints, subject keys, refresh tokens.',
    ),
    MONGODB_DATABASE: z.string().default('yunzhen').describe('Database in MongoDB.'),
  },
  leases: {
    BUILD_NUMBER: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe(
        'Number of the rollout, higher with each, also with one that goes back to older code: a process of a lower one never takes a work over from a higher.',
      ),
  },
  clickhouse: {
    CLICKHOUSE_URL: http('ClickHouse: facts for statistics, through its HTTP interface.'),
    CLICKHOUSE_DATABASE: z.string().default('yunzhen').describe('Database in ClickHouse.'),
  },
  redis: {
    REDIS_URL: url(
      /^rediss?:\/\/\S+$/,
      'redis:// URL',
      'Redis: cached answers, failed sign-ins, news of views; shared by all services that use it.',
    ),
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w-]+$/)
      .optional()
      .describe('Comes before every key and channel in Redis, which hospitals may share; without it MONGODB_DATABASE.'),
  },
  hub: {
    CENTRIFUGO_URL: http('Centrifugo: its HTTP API.'),
    CENTRIFUGO_API_KEY: z.string().min(1).describe('Key for Centrifugo’s HTTP API.').meta({ secret: true }),
    CENTRIFUGO_TOKEN_SECRET: z
      .string()
      .min(32)
      .describe('HMAC key of connection and subscription tokens, at least 32 characters.')
      .meta({ secret: true }),
  },
  blobs: {
    S3_URL: http('An S3 server: files, sealed before they get there.'),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .default('yunzhen')
      .describe('Bucket in it, of this hospital alone; made where there is none.'),
    S3_REGION: z.string().min(1).default('us-east-1').describe('Region that requests are signed for.'),
    S3_ACCESS_KEY_ID: z.string().min(1).describe('Who signs requests to the S3 server.'),
    S3_SECRET_ACCESS_KEY: z.string().min(1).describe('What they are signed with.').meta({ secret: true }),
    S3_PATH_STYLE: z
      .enum(['true', 'false'])
      .default('true')
      .describe('`true`: the bucket stands in the path of an address, `false`: in its host.'),
    S3_CA_FILE: z
      .string()
      .min(1)
      .optional()
      .describe('File with the certificates (PEM) of a private authority that the S3 server is trusted by.'),
  },
  tokens: {
    TOKEN_PRIVATE_KEY: ed25519
      .describe('Signs access tokens.')
      .meta({ kind: 'Ed25519 private key as JWK', secret: true }),
  },
  sealing: {
    MASTER_KEY: bytes(32, 32)
      .describe('Wraps the keys that personal data is sealed with. Lost, all personal data is lost.')
      .meta({ kind: '32 bytes in base64', secret: true }),
    BLIND_INDEX_KEY: bytes(32, 64)
      .describe('Makes look-up values of ID numbers and phones. Changed, nobody is found any more.')
      .meta({ kind: '32 to 64 bytes in base64', secret: true }),
  },
  /** Lies in MongoDB, sealed: it takes nothing of its own. */
  audit: {},
} as const;
export type ServerName = keyof typeof settingsOf;

/** What every process takes. */
export const processSettings = {
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level that is logged.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: http('Where traces are sent (OTLP over HTTP); without it nothing is traced.').optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of commands and queries that are traced, from their start to what follows from them.'),
} as const;

/** What all of several have. */
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer A) => void ? A : never;
type ServerShape<U extends ServerName> = AllOf<(typeof settingsOf)[U]> & typeof processSettings;

/** The settings of a process that uses these servers and no others: what it does not use it is not told. */
export const settingsFor = <const U extends ServerName>(uses: readonly U[]): ServerShape<U> =>
  Object.assign({}, ...uses.map(name => settingsOf[name]), processSettings);
/** What reading them answers. */
export type ServerSettings<U extends ServerName = ServerName> = Settings<ServerShape<U>>;

export const everyServer = Object.keys(settingsOf) as ServerName[];
export const serverSettings = settingsFor(everyServer);

/** Of services that are processes of their own. */
export const serviceSettings = {
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080).describe('Where it listens.').meta({ kind: 'port' }),
  OPERATIONS_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Where health and metrics are, and nowhere else; without it beside the routes.')
    .meta({ kind: 'port' }),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[\w.:/]+(,\s*[\w.:/]+)*$/)
    .default('loopback')
    .describe(
      'Addresses or networks of the proxies in front, with commas: only their word on where a request comes from counts. Limits by address need it.',
    )
    .meta({ kind: 'addresses such as 10.0.0.0/8' }),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(300)
    .default(10)
    .describe(
      'How long it still answers after it was told to stop: until whoever sends it requests has seen that it is not ready.',
    ),
} as const;

/** The settings of a service that is a process of its own. */
export const settingsOfService = <const U extends ServerName>(
  uses: readonly U[],
): ServerShape<U> & typeof serviceSettings => ({
  ...settingsFor(uses),
  ...serviceSettings,
});
