/** The settings of the five servers and the keys, declared once for every process that uses them. */
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

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

export const serverSettings = {
  EVENTSTORE_URL: url(/^esdb(\+discover)?:\/\/\S+$/, 'esdb:// URL', 'EventStoreDB: every event.'),
  MONGODB_URL: url(
    /^mongodb(\+srv)?:\/\/\S+$/,
    'mongodb:// URL',
    'MongoDB: views, checkpoints, subject keys, refresh tokens.',
  ),
  MONGODB_DATABASE: z.string().default('yunzhen').describe('Database in MongoDB.'),
  CLICKHOUSE_URL: http('ClickHouse: facts for statistics, through its HTTP interface.'),
  CLICKHOUSE_DATABASE: z.string().default('yunzhen').describe('Database in ClickHouse.'),
  REDIS_URL: url(
    /^(rediss?:\/\/\S+|mock:)$/,
    'redis:// URL or mock:',
    'Redis: cached answers. `mock:` keeps them in the process.',
  ),
  CENTRIFUGO_URL: http('Centrifugo: its HTTP API.'),
  CENTRIFUGO_API_KEY: z.string().min(1).describe('Key for Centrifugo’s HTTP API.').meta({ secret: true }),
  CENTRIFUGO_TOKEN_SECRET: z
    .string()
    .min(32)
    .describe('HMAC key of connection and subscription tokens, at least 32 characters.')
    .meta({ secret: true }),
  TOKEN_PRIVATE_KEY: ed25519
    .describe('Signs access tokens.')
    .meta({ kind: 'Ed25519 private key as JWK', secret: true }),
  MASTER_KEY: bytes(32, 32)
    .describe('Wraps the keys that personal data is sealed with. Lost, all personal data is lost.')
    .meta({ kind: '32 bytes in base64', secret: true }),
  BLIND_INDEX_KEY: bytes(32, 64)
    .describe('Makes look-up values of ID numbers and phones. Changed, nobody is found any more.')
    .meta({ kind: '32 to 64 bytes in base64', secret: true }),
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

/** What a service that is a process of its own takes besides. */
export const serviceSettings = {
  REDIS_URL: url(/^rediss?:\/\/\S+$/, 'redis:// URL', 'Redis: shared by all services.'),
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(8080)
    .describe('Where it listens: routes, health, metrics.')
    .meta({ kind: 'port' }),
} as const;
