/** The keys of a local hospital: made once, kept beside its data, readable by its owner only. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const make = (): Record<string, string> => ({
  CENTRIFUGO_API_KEY: randomBytes(24).toString('base64url'),
  CENTRIFUGO_TOKEN_SECRET: randomBytes(32).toString('base64url'),
  S3_ACCESS_KEY_ID: randomBytes(10).toString('hex'),
  S3_SECRET_ACCESS_KEY: randomBytes(32).toString('base64url'),
  TOKEN_PRIVATE_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  MASTER_KEY: randomBytes(32).toString('base64'),
  BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
});

/** Settings by environment variable; those that are set there win. */
export const localKeys = (dataDir: string): Record<string, string> => {
  const file = `${dataDir}/keys.json`;
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(make(), null, 2), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
};
