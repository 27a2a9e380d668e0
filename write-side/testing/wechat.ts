/** WeChat as the tests of its gateways meet it: the stand-in on a folder of its own, and settings made from its credentials. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wechatPaySettings } from '../gateways/wechat-pay/settings.ts';

/** The stand-in, given by the test that imports it: no other file here may know it. */
interface Outside<M extends Merchant, P> {
  readonly start: (options: {
    port: number;
    dir: string;
    timeFactor: number;
    refund: 'hold';
  }) => Promise<{ url: string; close: () => Promise<void> }>;
  readonly credentials: (dir: string) => Promise<{ forMerchant: M; forPlatform: P }>;
  readonly control: (url: string) => (method: string, path: string, body?: object) => Promise<unknown>;
}
interface Merchant {
  readonly appid: string;
  readonly mchid: string;
  readonly serial: string;
  readonly privateKey: string;
  readonly apiV3Key: string;
  readonly platformCertificate: { readonly serial: string; readonly pem: string };
  readonly platformPublicKey: { readonly id: string; readonly pem: string };
}

export const wechat = async <M extends Merchant, P>({ start, credentials, control }: Outside<M, P>) => {
  const dir = await mkdtemp(join(tmpdir(), 'yunzhen-gateway-'));
  const { url, close } = await start({ port: 0, dir, timeFactor: 0.0001, refund: 'hold' });
  const { forMerchant: merchant, forPlatform: platform } = await credentials(dir);
  const tell = control(url);
  return {
    url,
    merchant,
    platform,
    tell,
    settings: (notifyUrl = 'http://127.0.0.1:9/api/notify/wechat-pay') =>
      wechatPaySettings.parse({
        baseUrl: url,
        appId: merchant.appid,
        mchId: merchant.mchid,
        serial: merchant.serial,
        privateKey: merchant.privateKey,
        platformKeys: {
          [merchant.platformCertificate.serial]: merchant.platformCertificate.pem,
          [merchant.platformPublicKey.id]: merchant.platformPublicKey.pem,
        },
        apiV3Key: merchant.apiV3Key,
        notifyUrl,
      }),
    /** Troubles for the next request of an operation. */
    trouble: (operation: string, fault: object) => tell('POST', 'faults', { operation, ...fault }),
    close: async () => {
      await close();
      await rm(dir, { recursive: true });
    },
  };
};
