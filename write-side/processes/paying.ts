import { type PaymentEvent, payment } from '@yunzhen/contracts/payment/payment';
import { type PrescriptionEvent, prescription } from '@yunzhen/contracts/prescription/prescription';
import { registration } from '@yunzhen/contracts/registration/registration';
import { wechatPay } from '../gateways/wechat-pay/gateway.ts';
import { refundIdOf } from '../payment/refund-id.ts';
import { call, later, process, send } from '../reactions/process.ts';

/** P6.9, P7.3, P7.7: an order at the channel, what it pays for, and the way back. */
export const paying = process<PaymentEvent | PrescriptionEvent>('paying', {
  from: 'origin',
  on: {
    'payment.created': ({ paymentId, patientId, amount, description, expiresAt }) => [
      call(wechatPay, 'prepay', { paymentId, patientId, amount, description, expiresAt }),
      later(expiresAt, call(wechatPay, 'close', { paymentId })),
    ],
    'payment.succeeded': ({ paymentId, purpose, subjectId, amount }) =>
      purpose === 'registration'
        ? send(registration, subjectId, 'confirm-payment', { paymentId, amount })
        : send(prescription, subjectId, 'confirm-payment', { paymentId, amount }),
    'payment.refund-requested': ({ paymentId, refundId, amount, total, reason }) =>
      call(wechatPay, 'refund', { paymentId, refundId, amount, total, reason }),
    'prescription.rejected': ({ paymentId, amount, reason }) =>
      send(payment, paymentId, 'request-refund', {
        refundId: refundIdOf(paymentId),
        amount,
        reason: reason.slice(0, 80),
      }),
    'prescription.cancelled': ({ paymentId, amount }) =>
      paymentId && amount !== undefined
        ? send(payment, paymentId, 'request-refund', { refundId: refundIdOf(paymentId), amount, reason: '处方已取消' })
        : [],
    'prescription.payment-declined': ({ paymentId, amount }) =>
      send(payment, paymentId, 'request-refund', { refundId: refundIdOf(paymentId), amount, reason: '支付超时或重复' }),
  },
});
