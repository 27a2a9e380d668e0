import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { refunds } from './refunds.ts';

const { given } = spec(refunds);
const at = '2026-01-05T08:00:00.000Z';
const acceptedAt = '2026-01-05T08:10:00.000Z';
const refundedAt = '2026-01-06T01:00:00.000Z';
const back = {
  ...{ paymentId: 'p', patientId: 'u', refundId: 'f', method: 'wechat', amount: 1_200, lineId: 'l' },
  ...{ business: 'registration', subjectId: 'r' },
};
const why = { total: 1_200, ground: 'cancelled', reason: '取消', askAt: at };
const requested = { type: 'payment.refund-requested', data: { ...back, ...why } };
const accepted = { type: 'payment.refund-accepted', data: { ...back, channelRefundId: '50', acceptedAt } };
const row = {
  ...{ refundId: 'f', paymentId: 'p', patientId: 'u', method: 'wechat', business: 'registration', subjectId: 'r' },
  ...{ amount: 1_200, status: 'requested', ground: 'cancelled', reason: '取消', requestedAt: at, at },
  ...{ acceptedAt: null, arrivedAt: null, channelRefundId: null, receivedBy: null, staffId: null },
};
const taken = { ...row, status: 'accepted', acceptedAt, at: acceptedAt, channelRefundId: '50' };

test('[O1.4] a refund stands in the register from when it is asked for until it has arrived', () => {
  given(requested).then('f', row);
  given(requested, accepted).then('f', taken);
  const data = { ...back, channelRefundId: '50', refundedAt, receivedBy: '支付用户零钱' };
  given(requested, accepted, { type: 'payment.refund-succeeded', data }).then('f', {
    ...taken,
    ...{ status: 'succeeded', arrivedAt: refundedAt, at: refundedAt, receivedBy: '支付用户零钱' },
  });
});

test('[O1.4] what cannot arrive says who sent it elsewhere, and when it came there', () => {
  const failed = { type: 'payment.refund-failed', data: { ...back, cause: 'abnormal', accepted: true } };
  const sent = { ...back, channelRefundId: '50', staffId: 's' };
  const moved = { type: 'payment.refund-redirected', data: { ...sent, to: 'merchant-bank-card' } };
  const came = { type: 'payment.refund-diverted', data: { ...back, channelRefundId: '50', divertedAt: refundedAt } };
  const transferredAt = '2026-01-07T01:00:00.000Z';
  const paid = { type: 'payment.refund-transferred', data: { ...sent, staffId: 't', reference: 'B', transferredAt } };
  given(requested, accepted, failed).then('f', { ...taken, status: 'abnormal', at });
  given(requested, accepted, failed, moved).then('f', { ...taken, status: 'redirected', at, staffId: 's' });
  given(requested, accepted, failed, moved, came).then('f', {
    ...taken,
    ...{ status: 'diverted', at: refundedAt, staffId: 's' },
  });
  given(requested, accepted, failed, moved, came, paid).then('f', {
    ...taken,
    ...{ status: 'succeeded', arrivedAt: transferredAt, at: transferredAt, receivedBy: '医院银行转账', staffId: 't' },
  });
});

test('[O1.4] one that was made at the channel by hand stands there, too', () => {
  const data = {
    ...{ paymentId: 'p', patientId: 'u', refundId: 'h', method: 'wechat', amount: 100, discount: 0, number: 'M' },
    ...{ channelRefundId: '51', acceptedAt },
  };
  given({ type: 'payment.refund-found', data }).then('h', {
    ...{ ...taken, refundId: 'h', business: null, subjectId: null, amount: 100, ground: null },
    ...{ reason: '在微信商户平台发起', requestedAt: acceptedAt, channelRefundId: '51' },
  });
});
