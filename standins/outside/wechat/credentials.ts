/** Keys and numbers of both sides, made once and kept in the folder: what a merchant gets from WeChat, and what WeChat keeps. */
import { createHash, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { once } from '../once.ts';
import { selfSigned } from './certificate.ts';

/** All that a merchant configures; PEM texts, `apiV3Key` has 32 characters. */
export interface MerchantCredentials {
  readonly appid: string;
  readonly appSecret: string;
  readonly mchid: string;
  /** Serial number of the merchant's certificate, which belongs to `privateKey`. */
  readonly serial: string;
  readonly privateKey: string;
  readonly apiV3Key: string;
  readonly platformCertificate: { readonly serial: string; readonly pem: string };
  readonly platformPublicKey: { readonly id: string; readonly pem: string };
}

export interface PlatformCredentials {
  /** SPKI PEM, verifies the merchant's requests. */
  readonly merchantPublicKey: string;
  /** PKCS#8 PEM by the serial or public key id that names it. */
  readonly signingKeys: Readonly<Record<string, string>>;
}

const generate = promisify(generateKeyPair);
const newPair = () => generate('rsa', { modulusLength: 2048 });
const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const serialNumber = () => `3${randomBytes(20).toString('hex').toUpperCase().slice(1)}`;

const create = async () => {
  const [merchant, certified, published] = await Promise.all([newPair(), newPair(), newPair()]);
  const serial = serialNumber();
  const from = new Date();
  const pem = selfSigned(certified.privateKey, serial, 'WeChat Pay stand-in', from, new Date(+from + 5 * 365 * 864e5));
  const id = `PUB_KEY_ID_01${Date.now()}${createHash('sha1').update(serial).digest('hex').replace(/\D/g, '').slice(0, 16)}`;
  const forMerchant: MerchantCredentials = {
    appid: `wx${randomBytes(8).toString('hex')}`,
    appSecret: randomBytes(16).toString('hex'),
    mchid: `19${`${randomBytes(4).readUInt32BE()}`.padStart(10, '0').slice(-8)}`,
    serial: serialNumber(),
    privateKey: privatePem(merchant.privateKey),
    apiV3Key: randomBytes(16).toString('hex'),
    platformCertificate: { serial, pem },
    platformPublicKey: { id, pem: publicPem(published.publicKey) },
  };
  const forPlatform: PlatformCredentials = {
    merchantPublicKey: publicPem(merchant.publicKey),
    signingKeys: { [serial]: privatePem(certified.privateKey), [id]: privatePem(published.privateKey) },
  };
  return { forMerchant, forPlatform };
};

/** Both sides' credentials, created on first use. */
export const credentials = async (dir: string): Promise<Awaited<ReturnType<typeof create>>> => {
  const both = await once(dir, 'credentials.json', create);
  await once(dir, 'merchant.json', () => both.forMerchant);
  return both;
};

/** What the merchant side of this folder's WeChat configures; also in its `merchant.json`. */
export const merchantCredentials = async (dir: string): Promise<MerchantCredentials> =>
  (await credentials(dir)).forMerchant;
