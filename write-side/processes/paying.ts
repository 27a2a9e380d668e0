import type { Business } from '@yunzhen/contracts/payment/bill';
import { type PaymentEvent, payment } from '@yunzhen/contracts/payment/payment';
import { type PrescriptionEvent, prescription } from '@yunzhen/contracts/prescription/prescription';
import { registration } from '@yunzhen/contracts/registration/registration';
import { his } from '../gateways/his/gateway.ts';
import { wechatPay } from '../gateways/wechat-pay/gateway.ts';
import { type Carried, carried } from '../reactions/carried.ts';
import { call, later, process, type Reaction, send } from '../reactions/process.ts';

/** Tells what was paid for, of each kind. */
const confirm: Readonly<Record<Business, (id: string, paid: { paymentId: string; amount: number }) => Reaction>> = {
  registration: (id, paid) => send(registration, id, 'confirm-payment', paid),
  prescription: (id, paid) => send(prescription, id, 'confirm-payment', paid),
};

const giveBack = (
  { paymentId, prescriptionId: subjectId }: { paymentId?: string | undefined; prescriptionId: string },
  ground: 'declined' | 'cancelled',
  reason: string | Carried,
) => (paymentId ? send(payment, paymentId, 'give-back', { subjectId, ground, reason }) : []);

/** P6.9, P7.3, P7.7: an order at the channel, what it pays for, and every way back until the money has arrived or somebody has a case. */
export const paying = process<PaymentEvent | PrescriptionEvent>('paying', {
  from: 'origin',
  on: {
    'payment.created': ({ paymentId, patientId, tenders, description, expiresAt }) =>
      tenders.flatMap(({ method, amount }) =>
        method === 'wechat'
          ? [
              call(wechatPay, 'prepay', { paymentId, patientId, amount, description, expiresAt }),
              later(expiresAt, call(wechatPay, 'close', { paymentId })),
            ]
          : [],
      ),
    'payment.line-paid': ({ paymentId, business, subjectId, amount }) =>
      confirm[business](subjectId, { paymentId, amount }),

    'payment.refund-requested': ({ paymentId, patientId, refundId, lineId, method, ground, askAt, replaces, ...e }) => {
      const { amount, total } = e;
      const reason = carried(e.reason, { most: 80 });
      const asked = { paymentId, refundId, amount, total, reason };
      return [
        ...(method === 'wechat' ? [later(askAt, call(wechatPay, 'refund', asked))] : []),
        // What was cancelled is given back there with its cancellation, and what is asked for again was.
        ...(ground === 'granted' && lineId && !replaces
          ? [call(his, 'refund', { patientId, lineId, refundId, method, amount, reason })]
          : []),
      ];
    },
    'payment.refund-accepted': ({ paymentId, refundId, acceptedAt }) =>
      call(wechatPay, 'refund-state', { paymentId, refundId, acceptedAt }),
    'payment.refund-failed': ({ paymentId, refundId, cause }) =>
      call(wechatPay, 'failed-refund', { paymentId, refundId, cause }),
    'payment.refund-redirected': ({ paymentId, refundId }) =>
      call(wechatPay, 'redirect-refund', { paymentId, refundId }),
    'payment.refund-found': ({ paymentId, refundId, number, acceptedAt }) =>
      call(wechatPay, 'refund-state', { paymentId, refundId, number, acceptedAt }),

    'prescription.rejected': e => giveBack(e, 'cancelled', carried(e.reason, { most: 80 })),
    'prescription.cancelled': e => giveBack(e, 'cancelled', '处方已取消'),
    'prescription.payment-declined': e => giveBack(e, 'declined', '支付超时或重复'),
  },
});
