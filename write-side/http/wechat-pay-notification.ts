/** What WeChat Pay tells by itself: proved by its signature, kept durably, acknowledged, and then acted on. */
import type { RefusedBy } from '@yunzhen/contracts/endpoint';
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { EndpointRefused, type Handler } from '@yunzhen/platform/endpoints';
import type { FastifyRequest } from 'fastify';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import { discountOf, promotions } from '../gateways/wechat-pay/answers.ts';
import type { Notice } from '../gateways/wechat-pay/notified.ts';
import { idOf, type WechatPaySettings } from '../gateways/wechat-pay/settings.ts';

export interface NotificationPorts {
  /** Durable when it resolves; what is kept twice is done once. */
  readonly keep: (told: Notice) => Promise<void>;
  readonly now: () => Date;
}

type Told = typeof paymentEndpoints.wechatPayNotification;
/** Not proved to come from WeChat Pay, or nothing that can be recorded here. */
const rejected = (code: RefusedBy<Told>) => new EndpointRefused(code);

const skew = 300;

const notification = z.object(paymentEndpoints.wechatPayNotification.params);
const at = z.iso.datetime({ offset: true }).transform(time => new Date(time).toISOString());
const paid = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: z.literal('SUCCESS'),
  success_time: at,
  amount: z.object({ total: z.int().nonnegative(), currency: z.literal('CNY').optional() }),
  promotion_detail: promotions,
});
const refunded = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  out_refund_no: z.string(),
  refund_status: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']),
});

/** Throws EndpointRefused unless the raw body carries a signature of WeChat Pay that is at most five minutes old. */
const verify = (
  headers: FastifyRequest['headers'],
  body: string,
  { platformKeys }: Pick<WechatPaySettings, 'platformKeys'>,
  now: Date,
): void => {
  const [timestamp, nonce, signature, serial] = ['timestamp', 'nonce', 'signature', 'serial'].map(
    name => headers[`wechatpay-${name}`],
  ) as (string | undefined)[];
  if (!timestamp || !nonce || !signature || !serial) throw rejected('signature-missing');
  const age = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  // Written so that a timestamp that is no number fails too.
  if (!(age <= skew)) throw rejected('signature-stale');
  const key = Object.hasOwn(platformKeys, serial) ? platformKeys[serial] : undefined;
  if (!key) throw rejected('signature-key-unknown');
  if (!Rsa.verify(Formatter.response(timestamp, nonce, body), signature, key)) throw rejected('signature-wrong');
};

const parsed = <T>(schema: z.ZodType<T>, json: () => string): T => {
  try {
    return schema.parse(JSON.parse(json()));
  } catch {
    throw rejected('content-unknown');
  }
};

/** What it says, as it is kept: ids, numbers and amounts, nothing of a person. */
const noticeOf = (eventType: string, content: () => string, mchId: string): Notice => {
  const ours = (number: string, merchant: string): string => {
    const id = merchant === mchId ? idOf(number) : null;
    if (!id) throw rejected('not-ours');
    return id;
  };
  if (eventType === 'TRANSACTION.SUCCESS') {
    const { out_trade_no: number, mchid, ...told } = parsed(paid, content);
    return {
      told: 'paid',
      paymentId: ours(number, mchid),
      transactionId: told.transaction_id,
      amount: told.amount.total,
      discount: discountOf(told.promotion_detail),
      paidAt: told.success_time,
    };
  }
  if (!eventType.startsWith('REFUND.')) throw rejected('event-unknown');
  const { out_trade_no: order, mchid, out_refund_no: number, refund_status: status } = parsed(refunded, content);
  return { told: 'refunded', paymentId: ours(order, mchid), number, status };
};

/** Needs Nest's `rawBody`: the signature covers the bytes as they came. */
export const notificationHandler =
  (settings: WechatPaySettings, { keep, now }: NotificationPorts): Handler<Told> =>
  async ({ request }) => {
    const { rawBody } = request as { rawBody?: Buffer };
    if (!rawBody) throw rejected('body-missing');
    const body = rawBody.toString('utf8');
    verify(request.headers, body, settings, now());
    const { event_type: eventType, resource } = parsed(notification, () => body);
    const { ciphertext, nonce, associated_data: associated } = resource;
    const content = () => Aes.AesGcm.decrypt(ciphertext, settings.apiV3Key, nonce, associated);
    await keep(noticeOf(eventType, content, settings.mchId));
  };
