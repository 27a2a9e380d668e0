/** What WeChat Pay tells by itself: proved by its signature, recorded, and only then acknowledged. */
import type { RefusedBy } from '@yunzhen/contracts/endpoint';
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { payment } from '@yunzhen/contracts/payment/payment';
import { EndpointRefused, type Handler } from '@yunzhen/platform/endpoints';
import { Refusal } from '@yunzhen/platform/refusal';
import type { FastifyRequest } from 'fastify';
import { v5 } from 'uuid';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import type { Dispatch } from '../dispatch.ts';
import { discountOf, promotions } from '../gateways/wechat-pay/answers.ts';
import { idOf, type WechatPaySettings } from '../gateways/wechat-pay/settings.ts';

export interface NotificationPorts {
  readonly dispatch: Dispatch;
  readonly now: () => Date;
}

type Told = typeof paymentEndpoints.wechatPayNotification;
/** Not proved to come from WeChat Pay, or nothing that can be recorded here. */
const rejected = (code: RefusedBy<Told>) => new EndpointRefused(code);

const skew = 300;
const notifications = '2d5a1f0e-90a7-5f5b-8c4e-1a7f3e6b9d24';

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
  refund_id: z.string(),
  refund_status: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']),
  success_time: at.optional(),
});
const outcomes = { SUCCESS: 'succeeded', ABNORMAL: 'abnormal', CLOSED: 'closed' } as const;

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

/** The command that records it, with the words that make a redelivery the same command. */
const commandFor = (eventType: string, content: () => string, mchId: string, now: Date) => {
  const ours = (number: string, merchant: string): string => {
    const id = merchant === mchId ? idOf(number) : null;
    if (!id) throw rejected('not-ours');
    return id;
  };
  if (eventType === 'TRANSACTION.SUCCESS') {
    const told = parsed(paid, content);
    const { transaction_id: transactionId, amount, success_time: paidAt } = told;
    return {
      id: ours(told.out_trade_no, told.mchid),
      command: 'record-success',
      input: {
        method: 'wechat',
        transactionId,
        amount: amount.total,
        discount: discountOf(told.promotion_detail),
        paidAt,
      },
      said: `${transactionId} ${told.trade_state}`,
    };
  }
  if (!eventType.startsWith('REFUND.')) throw rejected('event-unknown');
  const told = parsed(refunded, content);
  const { refund_id: channelRefundId, refund_status: status, success_time: succeededAt } = told;
  return {
    id: ours(told.out_trade_no, told.mchid),
    command: 'record-refund',
    input: {
      refundId: ours(told.out_refund_no, told.mchid),
      outcome: outcomes[status],
      channelRefundId,
      at: succeededAt ?? now.toISOString(),
    },
    said: `${channelRefundId} ${status}`,
  };
};

/** Needs Nest's `rawBody`: the signature covers the bytes as they came. */
export const notificationHandler =
  (settings: WechatPaySettings, { dispatch, now }: NotificationPorts): Handler<Told> =>
  async ({ request }) => {
    const { rawBody } = request as { rawBody?: Buffer };
    if (!rawBody) throw rejected('body-missing');
    const body = rawBody.toString('utf8');
    verify(request.headers, body, settings, now());
    const { event_type: eventType, resource } = parsed(notification, () => body);
    const { ciphertext, nonce, associated_data: associated } = resource;
    const content = () => Aes.AesGcm.decrypt(ciphertext, settings.apiV3Key, nonce, associated);
    const { id, command, input, said } = commandFor(eventType, content, settings.mchId, now());
    const commandId = v5(said, notifications);
    const recorded = dispatch(
      { capability: payment.name, id, command, input },
      {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        by: { id: 'wechat-pay', role: 'system' },
        at: now().toISOString(),
      },
    );
    await recorded.catch(error => {
      throw error instanceof Refusal ? new EndpointRefused(error.code) : error;
    });
  };
