/** The environment of a local hospital: what is configured stays; for what is missing a stand-in is started and its URL filled in. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { namespaces } from '@yunzhen/contracts/channels';
import type { Children } from './children.ts';
import { localKeys } from './keys.ts';

export interface Environment {
  readonly env: Record<string, string | undefined>;
  /** Stand-ins that were started, by name. */
  readonly standins: Readonly<Record<string, string>>;
}

export interface EnvironmentOptions {
  /** By default, what this process was started with. */
  readonly configured?: Environment['env'];
}

/** Servers that a stand-in can take the place of, by the setting that says where they are. */
const engines = {
  EVENT_STORE_URL: 'eventstoredb',
  MONGODB_URL: 'mongodb',
  CLICKHOUSE_URL: 'clickhouse',
  REDIS_URL: 'redis',
} as const;

/** What a person configured, by today's names. */
export const understood = (env: Environment['env']): Environment['env'] => ({
  ...env,
  EVENT_STORE_URL: env.EVENT_STORE_URL || env.EVENTSTORE_URL,
});

export const localEnvironment = async (
  dataDir: string,
  publicUrl: string,
  children: Children,
  progress: (what: string) => void,
  { configured = process.env }: EnvironmentOptions = {},
): Promise<Environment> => {
  const env: Record<string, string | undefined> = {
    PUBLIC_URL: publicUrl,
    // Every start is a rollout: older sources may be tried on the same data.
    BUILD_NUMBER: String(Math.floor(Date.now() / 1_000)),
    // Whoever asks a local hospital asks again.
    DRAIN_SECONDS: '0',
    // Demo people are one tap away; whoever wants to see it sets one.
    STAFF_SECOND_FACTOR: 'optional',
    ...localKeys(dataDir),
    ...understood(configured),
  };
  const standins: Record<string, string> = {};
  const start = async (name: string, settings?: object): Promise<string> => {
    let file: string | undefined;
    if (settings) {
      file = `${dataDir}/${name}.json`;
      writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
    }
    const url = await children.standin(name, file);
    standins[name] = url;
    progress(name);
    return url;
  };

  await Promise.all([
    ...Object.entries(engines).map(async ([setting, name]) => {
      env[setting] ||= await start(name);
    }),
    (async () => {
      env.CENTRIFUGO_URL ||= await start(
        'centrifugo',
        hubSettings(`${env.CENTRIFUGO_TOKEN_SECRET}`, `${env.CENTRIFUGO_API_KEY}`),
      );
    })(),
    (async () => {
      env.S3_URL ||= await start('s3', {
        accessKeyId: env.S3_ACCESS_KEY_ID,
        secretAccessKey: env.S3_SECRET_ACCESS_KEY,
        region: env.S3_REGION || undefined,
      });
    })(),
    (async () => {
      if (env.HIS_URL) return;
      env.HIS_URL = await start('his');
      const { secret } = JSON.parse(await readFile(`${dataDir}/his/credentials.json`, 'utf8')) as { secret: string };
      env.HIS_SECRET = secret;
    })(),
    (async () => {
      if (env.WECHAT_PAY_MERCHANT) return;
      const url = await start('wechat');
      const merchant = JSON.parse(await readFile(`${dataDir}/wechat/merchant.json`, 'utf8')) as Merchant;
      Object.assign(env, {
        WECHAT_API_URL: url,
        WECHAT_PAY_URL: url,
        WECHAT_APP_ID: merchant.appid,
        WECHAT_APP_SECRET: merchant.appSecret,
        WECHAT_PAY_MERCHANT: merchant.mchid,
        WECHAT_PAY_SERIAL: merchant.serial,
        WECHAT_PAY_PRIVATE_KEY: merchant.privateKey,
        WECHAT_PAY_API_V3_KEY: merchant.apiV3Key,
        WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({
          [merchant.platformCertificate.serial]: merchant.platformCertificate.pem,
          [merchant.platformPublicKey.id]: merchant.platformPublicKey.pem,
        }),
      });
    })(),
  ]);
  return { env, standins };
};

interface Merchant {
  readonly appid: string;
  readonly appSecret: string;
  readonly mchid: string;
  readonly serial: string;
  readonly privateKey: string;
  readonly apiV3Key: string;
  readonly platformCertificate: { readonly serial: string; readonly pem: string };
  readonly platformPublicKey: { readonly id: string; readonly pem: string };
}

/** Centrifugo's own configuration format: the same would start the real one. */
const hubSettings = (secret: string, apiKey: string) => ({
  client: { token: { hmac_secret_key: secret }, allowed_origins: ['*'], ping_interval: '25s', pong_timeout: '8s' },
  http_api: { key: apiKey },
  channel: { namespaces },
});
