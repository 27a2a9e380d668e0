import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { refundsView } from '@yunzhen/contracts/refund/row';
import { ofNobody } from '@yunzhen/contracts/sealed';
import { project } from '../view.ts';

const nothingYet = { acceptedAt: null, arrivedAt: null, channelRefundId: null, receivedBy: null, staffId: null };

/** O1.4: every refund of every payment. */
export const refunds = project(refundsView)<PaymentEvent>(
  {
    'payment.refund-requested': ({ refundId, business = null, subjectId = null, ...e }, { at }) => ({
      id: refundId,
      set: {
        ...{ refundId, paymentId: e.paymentId, patientId: e.patientId, method: e.method, business, subjectId },
        ...{ amount: e.amount, status: 'requested', ground: e.ground, reason: e.reason, requestedAt: at, at },
        ...nothingYet,
      },
    }),
    'payment.refund-accepted': ({ refundId, acceptedAt, channelRefundId }) => ({
      id: refundId,
      set: { status: 'accepted', acceptedAt, at: acceptedAt, channelRefundId },
    }),
    'payment.refund-succeeded': ({ refundId, refundedAt, channelRefundId, receivedBy = null }) => ({
      id: refundId,
      set: { status: 'succeeded', arrivedAt: refundedAt, at: refundedAt, channelRefundId, receivedBy },
    }),
    'payment.refund-failed': ({ refundId, cause }, { at }) => ({ id: refundId, set: { status: cause, at } }),
    'payment.refund-redirected': ({ refundId, staffId }, { at }) => ({
      id: refundId,
      set: { status: 'redirected', at, staffId },
    }),
    'payment.refund-diverted': ({ refundId, divertedAt }) => ({
      id: refundId,
      set: { status: 'diverted', at: divertedAt },
    }),
    'payment.refund-transferred': ({ refundId, transferredAt, staffId }) => ({
      id: refundId,
      set: {
        ...{ status: 'succeeded', arrivedAt: transferredAt, at: transferredAt, receivedBy: '医院银行转账', staffId },
      },
    }),
    'payment.refund-found': ({ refundId, paymentId, patientId, method, amount, channelRefundId, acceptedAt }) => ({
      id: refundId,
      set: {
        ...{ refundId, paymentId, patientId, method, business: null, subjectId: null, amount, status: 'accepted' },
        ...{ ground: null, reason: ofNobody('在微信商户平台发起'), requestedAt: acceptedAt, at: acceptedAt },
        ...{ ...nothingYet, acceptedAt, channelRefundId },
      },
    }),
  },
  [{ requestedAt: -1 }, { status: 1, requestedAt: -1 }, { paymentId: 1 }, { channelRefundId: 1 }],
);
