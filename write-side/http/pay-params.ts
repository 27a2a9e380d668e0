/** What the mini-program hands to `wx.requestPayment`: signed here, because only the hospital holds the merchant's key. */
import type { PayParams, paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import type { Handler } from '@yunzhen/platform/endpoints';
import { NotFound } from '@yunzhen/platform/problem';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import type { WechatPaySettings } from '../gateways/wechat-pay/settings.ts';
import type { Payment } from '../payment/state.ts';

export interface PayParamsPorts {
  readonly paymentOf: (paymentId: string) => Promise<Payment>;
  readonly now: () => Date;
}

export const signed = (
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

/** P6.9: to whoever pays. Throws NotFound for everybody else. */
export const payParamsHandler =
  (settings: WechatPaySettings, { paymentOf, now }: PayParamsPorts): Handler<typeof paymentEndpoints.payParams> =>
  async ({ by, input: { paymentId } }) => {
    const { status, patientId, tenders } = await paymentOf(paymentId);
    if (status === 'none' || patientId !== by.id) throw new NotFound('payment');
    const prepayId = tenders.wechat?.prepayId;
    return { status, params: status === 'created' && prepayId ? signed(settings, prepayId, now()) : null };
  };
