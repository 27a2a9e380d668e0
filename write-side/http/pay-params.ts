/** What the mini-program hands to `wx.requestPayment`: signed here, because only the hospital holds the merchant's key. */
import type { Route } from '@yunzhen/platform/http';
import { Forbidden, NotFound } from '@yunzhen/platform/problem';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import type { WechatPaySettings } from '../gateways/wechat-pay/settings.ts';
import type { Payment } from '../payment/decide.ts';

export interface PayParamsPorts {
  readonly authenticate: Authenticate;
  readonly paymentOf: (paymentId: string) => Promise<Payment>;
  readonly now: () => Date;
}

export interface PayParams {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: 'RSA';
  readonly paySign: string;
}

export const payParams = (
  { appId, privateKey }: Pick<WechatPaySettings, 'appId' | 'privateKey'>,
  prepayId: string,
  now: Date,
): PayParams => {
  const timeStamp = String(Math.floor(now.getTime() / 1_000));
  const nonceStr = Formatter.nonce();
  const packed = `prepay_id=${prepayId}`;
  const paySign = Rsa.sign(Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, packed), privateKey);
  return { appId, timeStamp, nonceStr, package: packed, signType: 'RSA', paySign };
};

/** P6.9: `{ status, params }`; `params` is null while the order is being prepared and when it can no longer be paid. */
export const payParamsRoute = (settings: WechatPaySettings, ports: PayParamsPorts): Route => {
  const actorOf = signedIn(ports.authenticate);
  return {
    method: 'GET',
    path: '/api/payments/:paymentId/pay-params',
    handle: async request => {
      const { paymentId } = z.object({ paymentId: z.uuid() }).parse(request.params);
      const { id, role } = await actorOf(request);
      if (role !== 'patient') throw new Forbidden('only the patient who pays');
      const { status, patientId, prepayId } = await ports.paymentOf(paymentId);
      if (status === 'none' || patientId !== id) throw new NotFound('payment');
      const params = status === 'prepared' && prepayId ? payParams(settings, prepayId, ports.now()) : null;
      return { status, params };
    },
  };
};
