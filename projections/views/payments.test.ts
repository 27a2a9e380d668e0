import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { payments } from './payments.ts';

const { given } = spec(payments);
const at = '2026-01-05T08:00:00.000Z';
const order = {
  ...{ paymentId: 'p', purpose: 'registration', subjectId: 'r', patientId: 'u', amount: 1_200 },
  ...{ description: '网络门诊挂号费', expiresAt: '2026-01-05T08:15:00.000Z' },
};
const created = { type: 'payment.created', data: order };
const prepared = { type: 'payment.prepared', data: { paymentId: 'p', patientId: 'u', prepayId: 'wx1' } };
const paid = {
  type: 'payment.succeeded',
  data: { paymentId: 'p', transactionId: 't', amount: 1_200, paidAt: '2026-01-05T08:02:00.000Z' },
};
const row = {
  ...{ ...order, status: 'created', createdAt: at, prepayId: null, transactionId: null, paidAt: null, paid: 0 },
  ...{ closedReason: null, refunds: [], refundReason: null, refunded: 0 },
};
const paidRow = {
  ...{ ...row, status: 'succeeded', prepayId: 'wx1', transactionId: 't' },
  ...{ paidAt: '2026-01-05T08:02:00.000Z', paid: 1_200 },
};

test('[P6.9] an order is prepared, then paid or closed', () => {
  given(created, prepared, paid).then('p', paidRow);
  given(created, { type: 'payment.closed', data: { paymentId: 'p', patientId: 'u', reason: 'expired' } }).then('p', {
    ...row,
    status: 'closed',
    closedReason: 'expired',
  });
});

test('[P7.7] each refund shows where it is, and what has arrived is summed up', () => {
  const refund = { paymentId: 'p', refundId: 'f', amount: 1_200 };
  const requested = { type: 'payment.refund-requested', data: { ...refund, total: 1_200, reason: '取消' } };
  const failed = { type: 'payment.refund-failed', data: { ...refund, cause: 'abnormal' } };
  const succeeded = { type: 'payment.refund-succeeded', data: { ...refund, refundedAt: '2026-01-06T01:00:00.000Z' } };
  const shown = { refundId: 'f', amount: 1_200 };
  given(created, prepared, paid, requested).then('p', {
    ...paidRow,
    refundReason: '取消',
    refunds: [{ ...shown, status: 'requested', at }],
  });
  given(created, prepared, paid, requested, failed).then('p', {
    ...paidRow,
    refundReason: '取消',
    refunds: [{ ...shown, status: 'abnormal', at }],
  });
  given(created, prepared, paid, requested, failed, succeeded).then('p', {
    ...paidRow,
    refundReason: '取消',
    refunds: [{ ...shown, status: 'succeeded', at: '2026-01-06T01:00:00.000Z' }],
    refunded: 1_200,
  });
});
