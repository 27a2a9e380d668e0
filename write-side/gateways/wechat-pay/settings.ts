import { createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';

const privateKey = z.string().transform((pem, context) => {
  try {
    return createPrivateKey(pem);
  } catch {
    context.addIssue({ code: 'custom', message: 'it is not a private key in PEM' });
    return z.NEVER;
  }
});
/** Takes a certificate as well as a public key. */
const publicKey = z.string().transform((pem, context) => {
  try {
    return createPublicKey(pem);
  } catch {
    context.addIssue({ code: 'custom', message: 'it is neither a certificate nor a public key in PEM' });
    return z.NEVER;
  }
});

export const wechatPaySettings = z.object({
  /** Origin only: the signature covers the path of each request. */
  baseUrl: z.url().default('https://api.mch.weixin.qq.com'),
  appId: z.string().min(1),
  mchId: z.string().min(1),
  /** Serial number of the merchant's own certificate, and its key. */
  serial: z.string().min(1),
  privateKey,
  /** What WeChat Pay signs with, by platform certificate serial or `PUB_KEY_ID_…`: both kinds while one replaces the other. */
  platformKeys: z.record(z.string(), publicKey).refine(keys => Object.keys(keys).length > 0),
  apiV3Key: z.string().length(32),
  /** Where notifications of payments and refunds are sent: our `/api/notify/wechat-pay`. */
  notifyUrl: z.url(),
});
export type WechatPaySettings = z.output<typeof wechatPaySettings>;

/**
 * The key that answers are to be signed with, and that personal data is encrypted for; every request names it, so that they know which
 * of two we mean while one replaces the other.
 */
export const answerKeyOf = ({ platformKeys }: Pick<WechatPaySettings, 'platformKeys'>): string => {
  const serials = Object.keys(platformKeys);
  return serials.find(serial => serial.startsWith('PUB_KEY_ID_')) ?? serials[0] ?? '';
};

/** Their numbers allow 32 letters and digits: a uuid without hyphens. */
export const numberOf = (id: string): string => id.replaceAll('-', '');

/** What statements of ours say whose they are. */
export const ownOf = ({ mchId, appId }: Pick<WechatPaySettings, 'mchId' | 'appId'>) => ({
  mchId,
  appId,
  isOurs: (number: string): boolean => idOf(number) !== null,
});

/** A UUID without hyphens; a statement has a million numbers to look at. */
const ofOurs = /^([0-9a-f]{8})([0-9a-f]{4})([1-8][0-9a-f]{3})([89ab][0-9a-f]{3})([0-9a-f]{12})$/;

/** Our id behind one of their numbers, or null when we never made it. */
export const idOf = (number: string): string | null => {
  const [, ...parts] = ofOurs.exec(number) ?? [];
  return parts.length > 0 ? parts.join('-') : null;
};
