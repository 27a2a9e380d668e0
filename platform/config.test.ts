import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, settings, settingsTable } from './config.ts';
import { serverSettings } from './settings.ts';

const shape = {
  PORT: z.coerce.number().int().default(3000).describe('Port to listen on.'),
  LEVEL: z.enum(['a', 'b']).describe('How much.'),
  KEY: z.string().min(8).describe('Key of the door.').meta({ secret: true }),
};

const problemsOf = (env: Record<string, string>, of: Record<string, z.ZodType> = shape): readonly string[] => {
  try {
    settings(of, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  throw new Error('no ConfigError');
};

test('settings are parsed, defaults taken, empty counts as not set', () => {
  expect(settings(shape, { PORT: '', LEVEL: 'a', KEY: '12345678', OTHER: 'x' })).toEqual({
    PORT: 3000,
    LEVEL: 'a',
    KEY: '12345678',
  });
});

test('every broken setting is one line that names it and never shows its value', () => {
  expect(problemsOf({ PORT: 'abc', KEY: 'geheim' })).toEqual([
    'PORT: a text of 3 characters was given, expected integer (Port to listen on.)',
    'LEVEL: nothing was given, expected a, b (How much.)',
    'KEY: a text of 6 characters was given, expected text (Key of the door.)',
  ]);
});

test('the table is Markdown with name, type, default and meaning', () => {
  expect(settingsTable(shape)).toBe(
    [
      '| Name | Type | Default | Meaning |',
      '|---|---|---|---|',
      '| `PORT` | integer | `3000` | Port to listen on. |',
      '| `LEVEL` | a, b | required | How much. |',
      '| `KEY` | text | required | Key of the door. **Secret.** |',
      '',
    ].join('\n'),
  );
});

const jwk = JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
const environment = {
  EVENT_STORE_URL: 'esdb://localhost:2113?tls=false',
  MONGODB_URL: 'mongodb://localhost:27017',
  CLICKHOUSE_URL: 'http://localhost:8123',
  REDIS_URL: 'redis://localhost:6379',
  CENTRIFUGO_URL: 'http://localhost:8000',
  CENTRIFUGO_API_KEY: 'k',
  S3_URL: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY_ID: 'k',
  S3_SECRET_ACCESS_KEY: 's',
  CENTRIFUGO_TOKEN_SECRET: 'x'.repeat(32),
  TOKEN_PRIVATE_KEY: jwk,
  MASTER_KEY: randomBytes(32).toString('base64'),
  BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
};

test('the shared settings accept what servers are given', () => {
  const read = settings(serverSettings, environment);
  expect(read.MONGODB_DATABASE).toBe('yunzhen');
  expect(read.MASTER_KEY).toHaveLength(32);
  expect(read.TOKEN_PRIVATE_KEY).toEqual(JSON.parse(jwk));
  expect(read.OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
});

test.each([
  ['EVENT_STORE_URL', 'http://localhost'],
  ['MASTER_KEY', randomBytes(31).toString('base64')],
  ['MASTER_KEY', '***'],
  ['TOKEN_PRIVATE_KEY', '{}'],
  ['TOKEN_PRIVATE_KEY', 'no json'],
  ['CENTRIFUGO_TOKEN_SECRET', 'short'],
])('a broken %s is refused without showing it', (name, value) => {
  const problems = problemsOf({ ...environment, [name]: value }, serverSettings);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name}: a text of ${value.length} characters was given, expected `));
  expect(problems[0]).not.toContain(value);
});

test('every shared setting is described', () => {
  for (const row of settingsTable(serverSettings).trim().split('\n').slice(2))
    expect(row).toMatch(/^\| `[A-Z0-9_]+` \| [^|]+ \| [^|]+ \| \S[^|]+ \|$/);
});

test('a setting is understood under its former name, and an empty variable is none', () => {
  const shape = { EVENTS: z.string().describe('Where.').meta({ formerly: 'OLD_EVENTS' }) };
  expect(settings(shape, { OLD_EVENTS: 'there' })).toEqual({ EVENTS: 'there' });
  expect(settings(shape, { EVENTS: '', OLD_EVENTS: 'there' })).toEqual({ EVENTS: 'there' });
  expect(settings(shape, { EVENTS: 'here', OLD_EVENTS: 'there' })).toEqual({ EVENTS: 'here' });
  expect(() => settings(shape, { EVENTS: '', OLD_EVENTS: '' })).toThrow('EVENTS: an empty text was given');
});
