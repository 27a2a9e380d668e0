/** What the write side needs to know of the outside systems; declared once, documented in docs/settings.md. */
import { z } from 'zod';
import { usualSettings } from './feature.ts';

const http = (what: string) =>
  z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .describe(what)
    .meta({ kind: 'http:// or https:// URL' });
const secret = (what: string) => z.string().min(1).describe(what).meta({ secret: true });
/** One line in an environment file: line breaks of a PEM may be written as \n. */
const pem = (what: string) =>
  z
    .string()
    .transform(text => text.replaceAll('\\n', '\n'))
    .describe(what)
    .meta({ kind: 'PEM', secret: true });
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'it is not JSON' });
    return z.NEVER;
  }
});

export const outsideSettings = {
  PUBLIC_URL: http('Where WeChat reaches this hospital; notifications go to its /api/notify/wechat-pay.'),
  WECHAT_API_URL: http('WeChat sign-in.').default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: z.string().min(1).describe('Id of the mini-program.'),
  WECHAT_APP_SECRET: secret('Secret of the mini-program.'),
  WECHAT_PAY_URL: http('WeChat Pay; origin only.').default('https://api.mch.weixin.qq.com'),
  WECHAT_PAY_MERCHANT: z.string().min(1).describe('Merchant number.'),
  WECHAT_PAY_SERIAL: z.string().min(1).describe('Serial number of the merchant certificate.'),
  WECHAT_PAY_PRIVATE_KEY: pem('Private key of the merchant certificate.'),
  WECHAT_PAY_API_V3_KEY: z.string().length(32).describe('APIv3 key, 32 characters.').meta({ secret: true }),
  WECHAT_PAY_PLATFORM_KEYS: json
    .pipe(z.record(z.string(), z.string()))
    .describe('What WeChat Pay signs with: PEM by platform certificate serial or PUB_KEY_ID_….')
    .meta({ kind: 'JSON object' }),
  WECHAT_PAY_FEE_RATE: z.coerce
    .number()
    .min(0)
    .max(0.1)
    .default(0.006)
    .describe('What WeChat Pay keeps of each fen; a statement with another fee is a difference.'),
  STAFF_SECOND_FACTOR: z
    .enum(['required', 'optional'])
    .default('required')
    .describe('Whether who works here needs a second factor to sign in, or may set one.'),
  HOLD_MINUTES: z.coerce
    .number()
    .positive()
    .max(120)
    .default(usualSettings.holdMinutes)
    .describe('How long a booked number waits for its payment.'),
  HIS_URL: http('The hospital information system.'),
  HIS_SECRET: secret('Shared secret that requests to HIS are signed with.'),
} as const;
