import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { id } from '../language.ts';
import { paymentStates } from './states.ts';

/** What the mini-program hands to `wx.requestPayment`. */
export const payParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});
export type PayParams = z.infer<typeof payParams>;

export const paymentEndpoints = {
  payParams: endpoint({
    method: 'GET',
    path: '/api/payments/:paymentId/pay-params',
    summary: 'P6.9 What to pay with: null while the order is being prepared, and when it can no longer be paid',
    access: { patient: 'own' },
    params: { paymentId: id },
    answer: z.object({ status: z.enum(paymentStates.statuses), params: payParams.nullable() }),
  }),
  wechatPayNotification: endpoint({
    method: 'POST',
    path: '/api/notify/wechat-pay',
    summary: 'P6.9 P7.6 WeChat Pay tells of a payment or a refund, encrypted and signed',
    access: 'signature',
    params: {
      event_type: z.string(),
      resource: z.object({
        algorithm: z.literal('AEAD_AES_256_GCM'),
        ciphertext: z.base64(),
        nonce: z.string(),
        associated_data: z.string().default(''),
      }),
    },
    answer: null,
    refusals: {
      'body-missing': 400,
      'signature-missing': 401,
      'signature-stale': 401,
      'signature-key-unknown': 401,
      'signature-wrong': 401,
      'not-ours': 404,
      'content-unknown': 422,
      'event-unknown': 422,
    },
    refusedAs: 'FAIL',
  }),
};
