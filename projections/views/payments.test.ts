import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { payments } from './payments.ts';

const { given } = spec(payments);
const at = '2026-01-05T08:00:00.000Z';
const paidAt = '2026-01-05T08:02:00.000Z';
const names = {
  ...{ lineId: 'l', business: 'registration', subjectId: 'r' },
  ...{ visitPersonId: 'v', departmentId: 'd', doctorId: 'a' },
};
const share = { method: 'wechat', amount: 1_200 };
const order = {
  ...{ paymentId: 'p', patientId: 'u', amount: 1_200 },
  lines: [{ ...names, amount: 1_200, description: '网络门诊挂号费', shares: [share] }],
  ...{ description: '网络门诊挂号费', expiresAt: '2026-01-05T08:15:00.000Z' },
};
const whose = { paymentId: 'p', patientId: 'u' };
const created = { type: 'payment.created', data: { ...order, tenders: [share] } };
const prepared = { type: 'payment.tender-prepared', data: { ...whose, method: 'wechat', prepayId: 'wx1' } };
const came = {
  type: 'payment.tender-succeeded',
  data: { ...whose, method: 'wechat', asked: 1_200, transactionId: 't', amount: 1_200, discount: 0, paidAt },
};
const paid = [came, { type: 'payment.succeeded', data: { ...whose, amount: 1_200, paidAt } }];
const tender = { ...share, status: 'waiting', prepayId: null, transactionId: null, paidAt: null, paid: 0 };
const row = {
  ...{ ...order, status: 'created', createdAt: at, tenders: [tender], paidAt: null, paid: 0 },
  ...{ closedReason: null, refunds: [], refunded: 0, requests: [] },
};
const paidRow = {
  ...{ ...row, status: 'succeeded', paidAt, paid: 1_200 },
  tenders: [{ ...tender, status: 'succeeded', prepayId: 'wx1', transactionId: 't', paidAt, paid: 1_200 }],
};

test('[P6.9] a bill is prepared, then paid, declined or closed', () => {
  given(created, prepared, ...paid).then('p', paidRow);
  given(created, { type: 'payment.closed', data: { ...whose, reason: 'expired' } }).then('p', {
    ...row,
    status: 'closed',
    closedReason: 'expired',
  });
  given(created, prepared, came, { type: 'payment.declined', data: { ...whose, cause: 'amount-differs' } }).then('p', {
    ...paidRow,
    ...{ status: 'declined', paidAt: null },
  });
});

const refund = { ...whose, refundId: 'f', method: 'wechat', amount: 1_200, ...names };
const why = { total: 1_200, ground: 'cancelled', reason: '取消', askAt: at };
const requested = { type: 'payment.refund-requested', data: { ...refund, ...why } };
const acceptedAt = '2026-01-05T08:10:00.000Z';
const accepted = { type: 'payment.refund-accepted', data: { ...refund, channelRefundId: '50', acceptedAt } };
const failed = { type: 'payment.refund-failed', data: { ...refund, cause: 'abnormal' } };
const refundedAt = '2026-01-06T01:00:00.000Z';
const shown = {
  ...{ refundId: 'f', method: 'wechat', lineId: 'l', business: 'registration', amount: 1_200, status: 'requested' },
  ...{ ground: 'cancelled', reason: '取消', requestedAt: at, at },
  ...{ requestId: null, acceptedAt: null, channelRefundId: null, receivedBy: null },
};

test('[P7.7] each refund shows where it is, and what has arrived is summed up', () => {
  const asked = [created, prepared, ...paid, requested];
  given(...asked).then('p', { ...paidRow, refunds: [shown] });
  const taken = { ...shown, status: 'accepted', at: acceptedAt, acceptedAt, channelRefundId: '50' };
  given(...asked, accepted).then('p', { ...paidRow, refunds: [taken] });
  given(...asked, accepted, failed).then('p', { ...paidRow, refunds: [{ ...taken, status: 'abnormal', at }] });
  const data = { ...refund, channelRefundId: '50', refundedAt, receivedBy: '支付用户零钱' };
  given(...asked, accepted, failed, { type: 'payment.refund-succeeded', data }).then('p', {
    ...paidRow,
    refunds: [{ ...taken, status: 'succeeded', at: refundedAt, receivedBy: '支付用户零钱' }],
    refunded: 1_200,
  });
});

test('[P7.7] what cannot arrive is sent elsewhere, and by hand at last', () => {
  const asked = [created, prepared, ...paid, requested, accepted, failed];
  const taken = { ...shown, acceptedAt, channelRefundId: '50' };
  const moved = { type: 'payment.refund-redirected', data: { ...refund, channelRefundId: '50', staffId: 's' } };
  given(...asked, moved).then('p', { ...paidRow, refunds: [{ ...taken, status: 'redirected', at }] });
  const came = { type: 'payment.refund-diverted', data: { ...refund, channelRefundId: '50', divertedAt: refundedAt } };
  given(...asked, moved, came).then('p', { ...paidRow, refunds: [{ ...taken, status: 'diverted', at: refundedAt }] });
  const transferredAt = '2026-01-07T01:00:00.000Z';
  const sent = { type: 'payment.refund-transferred', data: { ...refund, staffId: 's', reference: 'B', transferredAt } };
  given(...asked, moved, came, sent).then('p', {
    ...paidRow,
    refunds: [{ ...taken, status: 'succeeded', at: transferredAt, receivedBy: '医院银行转账' }],
    refunded: 1_200,
  });
});

test('[P7.7] a refund that was made at the channel by hand stands beside the others', () => {
  const data = {
    ...whose,
    refundId: 'h',
    method: 'wechat',
    amount: 100,
    number: 'M',
    channelRefundId: '51',
    acceptedAt,
  };
  given(created, prepared, ...paid, { type: 'payment.refund-found', data }).then('p', {
    ...paidRow,
    refunds: [
      {
        ...{ refundId: 'h', method: 'wechat', lineId: null, business: null, amount: 100, status: 'accepted' },
        ...{ ground: null, reason: '在微信商户平台发起', requestedAt: acceptedAt, at: acceptedAt, acceptedAt },
        ...{ requestId: null, channelRefundId: '51', receivedBy: null },
      },
    ],
  });
});

test('[P7.7] what a person asks for is granted or denied by somebody', () => {
  const request = { ...whose, requestId: 'q', ...names };
  const asked = { type: 'payment.refund-asked', data: { ...request, amount: 1_200, reason: 'sealed' } };
  const shownRequest = {
    ...{ requestId: 'q', lineId: 'l', status: 'asked', amount: 1_200, reason: 'sealed', askedAt: at },
    ...{ staffId: null, deniedFor: null, decidedAt: null },
  };
  const before = [created, prepared, ...paid, asked];
  given(...before).then('p', { ...paidRow, requests: [shownRequest] });
  given(...before, { type: 'payment.refund-granted', data: { ...request, amount: 300, staffId: 's' } }).then('p', {
    ...paidRow,
    requests: [{ ...shownRequest, status: 'granted', amount: 300, staffId: 's', decidedAt: at }],
  });
  const denied = { type: 'payment.refund-denied', data: { ...request, amount: 1_200, staffId: 's', reason: '已发药' } };
  given(...before, denied).then('p', {
    ...paidRow,
    requests: [{ ...shownRequest, status: 'denied', staffId: 's', deniedFor: '已发药', decidedAt: at }],
  });
});
