/** WECHATPAY2-SHA256-RSA2048 both ways: the merchant's requests are verified, answers and notifications are signed. */
import { createCipheriv, randomBytes, sign, verify } from 'node:crypto';
import type { MerchantCredentials, PlatformCredentials } from './credentials.ts';
import { WechatError } from './errors.ts';

const skewSeconds = 300;
const seconds = () => Math.floor(Date.now() / 1000);
const lines = (...parts: readonly (string | number)[]) => Buffer.from(`${parts.join('\n')}\n`);
const signError = (why: string) => new WechatError(401, 'SIGN_ERROR', `签名错误：${why}`);

export interface SignedRequest {
  readonly method: string;
  /** Path with query, as it came. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Throws SIGN_ERROR unless the request is the merchant's, fresh and new; a nonce is good once. */
export const createVerifier = (merchant: MerchantCredentials, platform: PlatformCredentials) => {
  const seen = new Map<string, number>();
  return ({ method, url, authorization, body }: SignedRequest): void => {
    const [, scheme, rest = ''] = /^(\S+) (.*)$/s.exec(authorization ?? '') ?? [];
    if (scheme !== 'WECHATPAY2-SHA256-RSA2048') throw signError('Authorization 头缺失或认证类型不支持');
    const fields = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    const { mchid = '', serial_no = '', timestamp = '', nonce_str = '', signature = '' } = fields;
    if (mchid !== merchant.mchid) throw signError('商户号不存在');
    if (serial_no !== merchant.serial) throw signError('商户证书序列号有误');
    if (!(Math.abs(Number(timestamp) - seconds()) <= skewSeconds)) throw signError('时间戳与服务器相差超过 5 分钟');
    const signed = lines(method, url, timestamp, nonce_str, body);
    if (!verify('sha256', signed, platform.merchantPublicKey, Buffer.from(signature, 'base64')))
      throw signError('验签失败');
    for (const [nonce, at] of seen) if (at < seconds() - 2 * skewSeconds) seen.delete(nonce);
    if (seen.has(nonce_str)) throw signError('请求重放');
    seen.set(nonce_str, seconds());
  };
};

/** The four headers over a body; `by` is a certificate serial or public key id. A forged one is a probe, as WeChat sends them. */
export const signatureHeaders = (
  platform: PlatformCredentials,
  by: string,
  body: string,
  forged = false,
): Record<string, string> => {
  const timestamp = `${seconds()}`;
  const nonce = randomBytes(16).toString('hex');
  const signature = forged
    ? `WECHATPAY/SIGNTEST/${randomBytes(180).toString('base64')}`
    : sign('sha256', lines(timestamp, nonce, body), platform.signingKeys[by] ?? '').toString('base64');
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': by,
    'Wechatpay-Signature': signature,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
};

/** Whether a client's payment parameters (`appId\ntimeStamp\nnonceStr\npackage\n`) were signed by the merchant. */
export const isSignedByMerchant = (platform: PlatformCredentials, parts: readonly string[], signature: string) =>
  verify('sha256', lines(...parts), platform.merchantPublicKey, Buffer.from(signature, 'base64'));

/** AEAD_AES_256_GCM under the APIv3 key: the encrypted part of a notification or of a certificate download. */
export const encrypted = (apiV3Key: string, plaintext: string, associatedData: string) => {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(associatedData));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: ciphertext.toString('base64'),
    associated_data: associatedData,
    nonce,
  };
};
