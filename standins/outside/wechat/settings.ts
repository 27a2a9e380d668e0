/** How this WeChat behaves until told otherwise; changed on the control side, kept over a restart. */
import { z } from 'zod';

export const notifyModes = ['once', 'twice', 'late', 'forged', 'never'] as const;
export type NotifyMode = (typeof notifyModes)[number];

export const settingsShape = z.strictObject({
  /** Which key signs when the request names none. */
  signWith: z.enum(['public-key', 'certificate']).default('public-key'),
  /** Multiplies every waiting time of the retry schedule and of refunds: 0.001 makes a day a minute and a half. */
  timeFactor: z.number().positive().default(1),
  /** How notifications go out: `late` waits `lateSeconds`, `forged` sends one with a wrong signature first. */
  notify: z.enum(notifyModes).default('once'),
  lateSeconds: z.number().nonnegative().default(60),
  /** What becomes of refunds, after `refundSeconds`; `hold` leaves them processing until told. */
  refund: z.enum(['succeed', 'abnormal', 'close', 'hold']).default('succeed'),
  refundSeconds: z.number().nonnegative().default(3),
  /** An order's next refund is taken so much later at the earliest; also multiplied by `timeFactor`. */
  refundSpacingSeconds: z.number().nonnegative().default(60),
  /** Where refunds arrive, as answers and notifications name it. */
  receivedAccount: z.string().max(64).default('支付用户零钱'),
  /** `enforced`: a refund that the account does not cover is refused with NOT_ENOUGH. */
  balance: z.enum(['enforced', 'endless']).default('endless'),
  /** `next-day` as the real one: from 10:00 of the next day. `at-once`: any day, as far as it has come. */
  bills: z.enum(['next-day', 'at-once']).default('next-day'),
  /** Byte order mark before a bill; real files come with and without. */
  billBom: z.boolean().default(true),
  /** Shown on the cashier page. */
  merchantName: z.string().default('云诊互联网医院'),
});
export type Settings = z.infer<typeof settingsShape>;
