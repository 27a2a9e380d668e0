/** What WeChat Pay tells by itself: proved by its signature, recorded, and only then acknowledged. */
import { payment } from '@yunzhen/contracts/payment/payment';
import type { Route } from '@yunzhen/platform/http';
import { problem } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v5 } from 'uuid';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import type { Dispatch } from '../dispatch.ts';
import { idOf, type WechatPaySettings } from '../gateways/wechat-pay/settings.ts';

export interface NotificationPorts {
  readonly dispatch: Dispatch;
  readonly now: () => Date;
}

/** Not proved to come from WeChat Pay, or nothing that can be recorded here. */
class NotificationRejected extends Error {
  override readonly name = 'NotificationRejected';
  readonly status: 400 | 401 | 404 | 422;
  readonly code: string;
  constructor(status: NotificationRejected['status'], code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const skew = 300;
const notifications = '2d5a1f0e-90a7-5f5b-8c4e-1a7f3e6b9d24';

const notification = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.base64(),
    nonce: z.string(),
    associated_data: z.string().default(''),
  }),
});
const at = z.iso.datetime({ offset: true }).transform(time => new Date(time).toISOString());
const paid = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: z.literal('SUCCESS'),
  success_time: at,
  amount: z.object({ total: z.int().nonnegative(), currency: z.literal('CNY').optional() }),
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

/** Throws NotificationRejected unless the raw body carries a signature of WeChat Pay that is at most five minutes old. */
const verify = (
  headers: FastifyRequest['headers'],
  body: string,
  { platformKeys }: Pick<WechatPaySettings, 'platformKeys'>,
  now: Date,
): void => {
  const [timestamp, nonce, signature, serial] = ['timestamp', 'nonce', 'signature', 'serial'].map(
    name => headers[`wechatpay-${name}`],
  ) as (string | undefined)[];
  if (!timestamp || !nonce || !signature || !serial) throw new NotificationRejected(401, 'signature-missing');
  const age = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  // Written so that a timestamp that is no number fails too.
  if (!(age <= skew)) throw new NotificationRejected(401, 'signature-stale');
  const key = Object.hasOwn(platformKeys, serial) ? platformKeys[serial] : undefined;
  if (!key) throw new NotificationRejected(401, 'signature-key-unknown');
  if (!Rsa.verify(Formatter.response(timestamp, nonce, body), signature, key))
    throw new NotificationRejected(401, 'signature-wrong');
};

const parsed = <T>(schema: z.ZodType<T>, json: () => string): T => {
  try {
    return schema.parse(JSON.parse(json()));
  } catch {
    throw new NotificationRejected(422, 'content-unknown');
  }
};

/** The command that records it, with the words that make a redelivery the same command. */
const commandFor = (eventType: string, content: () => string, mchId: string, now: Date) => {
  const ours = (number: string, merchant: string): string => {
    const id = merchant === mchId ? idOf(number) : null;
    if (!id) throw new NotificationRejected(404, 'not-ours');
    return id;
  };
  if (eventType === 'TRANSACTION.SUCCESS') {
    const told = parsed(paid, content);
    const { transaction_id: transactionId, amount, success_time: paidAt } = told;
    return {
      id: ours(told.out_trade_no, told.mchid),
      command: 'record-success',
      input: { transactionId, amount: amount.total, paidAt },
      said: `${transactionId} ${told.trade_state}`,
    };
  }
  if (!eventType.startsWith('REFUND.')) throw new NotificationRejected(422, 'event-unknown');
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
export const wechatPayNotification = (settings: WechatPaySettings, { dispatch, now }: NotificationPorts): Route => {
  const receive = async (request: FastifyRequest): Promise<void> => {
    const { rawBody } = request as { rawBody?: Buffer };
    if (!rawBody) throw new NotificationRejected(400, 'body-missing');
    const body = rawBody.toString('utf8');
    verify(request.headers, body, settings, now());
    const { event_type: eventType, resource } = parsed(notification, () => body);
    const { ciphertext, nonce, associated_data: associated } = resource;
    const content = () => Aes.AesGcm.decrypt(ciphertext, settings.apiV3Key, nonce, associated);
    const { id, command, input, said } = commandFor(eventType, content, settings.mchId, now());
    const commandId = v5(said, notifications);
    await dispatch(
      { capability: payment.name, id, command, input },
      {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        by: { id: 'wechat-pay', role: 'system' },
        at: now().toISOString(),
      },
    );
  };

  const rejected = (reply: FastifyReply, status: number, code: string) => {
    reply.code(status).type('application/problem+json');
    // `code` is FAIL for them, the reason stands in `message`.
    return problem(status, 'FAIL', 'Notification rejected', undefined, { message: code });
  };

  return {
    method: 'POST',
    path: '/api/notify/wechat-pay',
    handle: async (request, reply) => {
      try {
        await receive(request);
        reply.code(204);
      } catch (error) {
        if (error instanceof NotificationRejected) return rejected(reply, error.status, error.code);
        if (error instanceof Refusal) return rejected(reply, 422, error.code);
        throw error;
      }
    },
  };
};
