import type { RefundStatus } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import { ofNobody } from '@yunzhen/contracts/sealed';
import type { StoredRow } from '@yunzhen/contracts/shape';
import { type Operation, project } from '../view.ts';

type PaymentRow = StoredRow<typeof paymentsView>;
type Refund = PaymentRow['refunds'][number];
interface Back {
  readonly paymentId: string;
  readonly refundId: string;
  readonly amount: number;
}
const stands = (
  { paymentId, refundId }: Back,
  status: RefundStatus,
  at: string,
  more: Partial<Refund> = {},
): Operation<PaymentRow> => ({
  id: paymentId,
  patch: { refunds: { match: { refundId }, set: { status, at, ...more } } },
});
const returned = (back: Back, at: string, more: Partial<Refund> = {}): Operation<PaymentRow> => ({
  ...stands(back, 'succeeded', at, more),
  inc: { refunded: back.amount },
});
const decided = (
  { paymentId, requestId, staffId }: { paymentId: string; requestId: string; staffId: string },
  set: Partial<PaymentRow['requests'][number]>,
): Operation<PaymentRow> => ({
  id: paymentId,
  patch: { requests: { match: { requestId }, set: { staffId, ...set } } },
});

/** P6.9, P7.6: every bill, how it was paid, and what became of its money. */
export const payments = project(paymentsView)<PaymentEvent>(
  {
    'payment.created': ({ tenders, ...e }, { at }) => ({
      id: e.paymentId,
      set: {
        ...e,
        status: 'created',
        createdAt: at,
        tenders: tenders.map(tender => ({
          ...tender,
          status: 'waiting',
          prepayId: null,
          transactionId: null,
          paidAt: null,
          paid: 0,
        })),
        paidAt: null,
        paid: 0,
        closedReason: null,
        refunds: [],
        refunded: 0,
        requests: [],
      },
    }),
    'payment.tender-prepared': ({ paymentId, method, prepayId }) => ({
      id: paymentId,
      patch: { tenders: { match: { method }, set: { status: 'prepared', prepayId } } },
    }),
    'payment.tender-succeeded': ({ paymentId, method, transactionId, paidAt, amount }) => ({
      id: paymentId,
      inc: { paid: amount },
      patch: { tenders: { match: { method }, set: { status: 'succeeded', transactionId, paidAt, paid: amount } } },
    }),
    'payment.succeeded': ({ paymentId, paidAt }) => ({ id: paymentId, set: { status: 'succeeded', paidAt } }),
    'payment.declined': ({ paymentId }) => ({ id: paymentId, set: { status: 'declined' } }),
    'payment.closed': e => ({ id: e.paymentId, set: { status: 'closed', closedReason: e.reason } }),
    'payment.refund-requested': ({ paymentId, lineId = null, business = null, requestId = null, ...e }, { at }) => ({
      id: paymentId,
      push: {
        refunds: {
          refundId: e.refundId,
          requestId,
          method: e.method,
          lineId,
          business,
          amount: e.amount,
          status: 'requested',
          ground: e.ground,
          reason: e.reason,
          requestedAt: at,
          at,
          acceptedAt: null,
          channelRefundId: null,
          receivedBy: null,
        },
      },
    }),
    'payment.refund-accepted': ({ acceptedAt, channelRefundId, ...back }) =>
      stands(back, 'accepted', acceptedAt, { acceptedAt, channelRefundId }),
    'payment.refund-succeeded': ({ refundedAt, channelRefundId, receivedBy = null, ...back }) =>
      returned(back, refundedAt, { channelRefundId, receivedBy }),
    'payment.refund-failed': ({ cause, ...back }, { at }) => stands(back, cause, at),
    'payment.refund-redirected': (back, { at }) => stands(back, 'redirected', at),
    'payment.refund-diverted': ({ divertedAt, ...back }) => stands(back, 'diverted', divertedAt),
    'payment.refund-transferred': ({ transferredAt, ...back }) =>
      returned(back, transferredAt, { receivedBy: '医院银行转账' }),
    'payment.refund-found': ({ paymentId, refundId, method, amount, channelRefundId, acceptedAt }) => ({
      id: paymentId,
      push: {
        refunds: {
          refundId,
          requestId: null,
          method,
          lineId: null,
          business: null,
          amount,
          status: 'accepted',
          ground: null,
          reason: ofNobody('在微信商户平台发起'),
          requestedAt: acceptedAt,
          at: acceptedAt,
          acceptedAt,
          channelRefundId,
          receivedBy: null,
        },
      },
    }),
    'payment.refund-asked': ({ paymentId, requestId, lineId, amount, reason }, { at }) => ({
      id: paymentId,
      push: {
        requests: {
          ...{ requestId, lineId, status: 'asked', amount, reason, askedAt: at },
          ...{ staffId: null, deniedFor: null, decidedAt: null },
        },
      },
    }),
    'payment.refund-granted': ({ amount, ...e }, { at }) => decided(e, { status: 'granted', amount, decidedAt: at }),
    'payment.refund-denied': ({ reason, ...e }, { at }) =>
      decided(e, { status: 'denied', deniedFor: reason, decidedAt: at }),
  },
  [
    { patientId: 1, createdAt: -1 },
    { 'lines.subjectId': 1 },
    { 'lines.visitPersonId': 1, createdAt: -1 },
    { 'lines.departmentId': 1, createdAt: -1 },
    { 'refunds.status': 1 },
    { 'requests.status': 1 },
    { createdAt: -1 },
    { 'tenders.transactionId': 1 },
    { 'refunds.refundId': 1 },
    { 'refunds.channelRefundId': 1 },
  ],
);
