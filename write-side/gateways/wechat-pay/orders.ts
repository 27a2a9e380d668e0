/** Orders at WeChat Pay: prepared, asked about, closed. */
import { fen, id, instant } from '@yunzhen/contracts/language';
import { payment } from '@yunzhen/contracts/payment/payment';
import { z } from 'zod';
import { patient } from '../../patient/patient.ts';
import type { Success } from '../../payment/state.ts';
import { type Reaction, send } from '../../reactions/reaction.ts';
import { GatewayUnknown } from '../gateway.ts';
import { calling, china, queryOrder, refusedWith } from './answers.ts';
import { numberOf } from './settings.ts';

/** Refusals of an order that are its own: of any other kind the settings are wrong, and every order would fail. */
const ofTheOrder = new Set([
  'PARAMERROR',
  'INVALIDREQUEST',
  'OUTTRADENOUSED',
  'ORDERPAID',
  'ORDERCLOSED',
  'RULELIMIT',
  'TRADEERROR',
  'ACCOUNTERROR',
]);

const close = (paymentId: string, reason: 'expired' | 'refused-by-channel'): readonly Reaction[] => [
  send(payment, paymentId, 'close', { reason }),
];
const paid = (paymentId: string, success: Success): readonly Reaction[] => [
  send(payment, paymentId, 'record-success', { method: 'wechat', ...success }),
];
const byPayment = ({ paymentId }: { paymentId: string }) => paymentId;

/** Orders; answers `record-prepared`, `close`, or `record-success` of what is paid already. Amount in fen. */
export const prepay = calling({
  input: z.object({ paymentId: id, patientId: id, amount: fen, description: z.string(), expiresAt: instant }),
  key: byPayment,
  run: async ({ paymentId, patientId, amount, description, expiresAt }, around) => {
    const { client, settings, state, open, now } = around;
    if (expiresAt <= now().toISOString()) return close(paymentId, 'expired');
    const { openid: sealed } = await state(patient, patientId);
    const openid = sealed ? await open(sealed) : null;
    if (!openid) return close(paymentId, 'refused-by-channel');
    const body = {
      appid: settings.appId,
      mchid: settings.mchId,
      description,
      out_trade_no: numberOf(paymentId),
      // Nobody can pay for what is not held any more.
      time_expire: china(expiresAt),
      notify_url: settings.notifyUrl,
      amount: { total: amount, currency: 'CNY' },
      payer: { openid },
    };
    try {
      const answer = z.object({ prepay_id: z.string().min(1) });
      const { prepay_id: prepayId } = await client(patientId).post('v3/pay/transactions/jsapi', body, answer);
      return [send(payment, paymentId, 'record-prepared', { method: 'wechat', prepayId })];
    } catch (error) {
      if (!refusedWith(error, ofTheOrder)) throw error;
      const success = await queryOrder(around, patientId)(paymentId);
      return success ? paid(paymentId, success) : close(paymentId, 'refused-by-channel');
    }
  },
});

/** Asks what became of a payment; answers `record-success` or nothing. */
export const query = calling({
  input: z.object({ paymentId: id }),
  key: byPayment,
  run: async ({ paymentId }, around) => {
    const success = await queryOrder(around)(paymentId);
    return success ? paid(paymentId, success) : [];
  },
});

/** Closes an unpaid order, so that it cannot be paid any more; a payment that was faster is recorded. */
export const closeOrder = calling({
  input: z.object({ paymentId: id }),
  key: byPayment,
  run: async ({ paymentId }, around) => {
    try {
      const path = `v3/pay/transactions/out-trade-no/${numberOf(paymentId)}/close`;
      await around.client(null).post(path, { mchid: around.settings.mchId }, z.unknown());
      return close(paymentId, 'expired');
    } catch (error) {
      if (refusedWith(error, new Set(['ORDERNOTEXIST', 'ORDERCLOSED']))) return close(paymentId, 'expired');
      if (!refusedWith(error, 'ORDERPAID')) throw error;
      const success = await queryOrder(around)(paymentId);
      if (!success) throw new GatewayUnknown('WeChat Pay calls an order paid and not paid');
      return paid(paymentId, success);
    }
  },
});
