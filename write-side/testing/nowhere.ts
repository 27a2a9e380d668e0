/** For tests: settings of the outside systems where nothing listens, for a write side that is asked and never reacts. */
import { generateKeyPairSync } from 'node:crypto';
import { settings } from '@yunzhen/platform/config';
import type { OutsideSettings } from '../outside.ts';
import { outsideSettings } from '../settings.ts';

export const outsideNowhere = (): OutsideSettings => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const nowhere = 'http://127.0.0.1:1';
  return settings(outsideSettings, {
    PUBLIC_URL: nowhere,
    WECHAT_API_URL: nowhere,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'secret',
    WECHAT_PAY_URL: nowhere,
    WECHAT_PAY_MERCHANT: '1900000001',
    WECHAT_PAY_SERIAL: '0'.repeat(40),
    WECHAT_PAY_PRIVATE_KEY: privateKey,
    WECHAT_PAY_API_V3_KEY: 'k'.repeat(32),
    WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({ PUB_KEY_ID_1: publicKey }),
    HIS_URL: nowhere,
    HIS_SECRET: 'secret',
    STAFF_SECOND_FACTOR: 'optional',
  });
};
