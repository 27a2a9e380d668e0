import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { prescriptions } from './prescriptions.ts';

const { given } = spec(prescriptions);
const belongs = {
  ...{ prescriptionId: 'r', consultationId: 'c', patientId: 'p', visitPersonId: 'v' },
  ...{ doctorId: 'd', departmentId: 'x' },
};
const content = { diagnoses: [], lines: [], total: 2_550, validUntil: '2026-01-05T15:59:59.999Z' };
const event = (name: string, data: object = {}, at = '2026-01-05T08:00:00.000Z') => ({
  type: `prescription.${name}`,
  data: { ...belongs, ...data },
  at,
});
const submitted = event('submitted', { version: 1, ...content });
const claimed = event('claimed', { pharmacistId: 'f' });
const row = {
  ...{ ...belongs, version: 1, ...content, longSupplyReason: null, status: 'submitted', pharmacistId: null },
  ...{ submittedAt: '2026-01-05T08:00:00.000Z', reviews: [], publishedAt: null, contentHash: null },
  ...{
    paymentId: null,
    paidAt: null,
    dispensedAt: null,
    rejectReason: null,
    cancelReason: null,
    cancelledBy: null,
    refunds: [],
  },
};
const review = { pharmacistId: 'f', reason: null, at: '2026-01-05T08:20:00.000Z' };

test('[R2.3] a claim shows who reviews; a release and a recall takes it back', () => {
  given(submitted, claimed).then('r', { ...row, status: 'claimed', pharmacistId: 'f' });
  given(submitted, claimed, event('released', { pharmacistId: 'f' })).then('r', row);
  given(submitted, event('recalled')).then('r', { ...row, status: 'recalled' });
});

test('[D3.12] a failed one is revised: a new version to review, and the old decision stays', () => {
  const failed = event('failed', { pharmacistId: 'f', version: 1, reason: '剂量过大' }, review.at);
  const failure = { ...review, version: 1, passed: false, reason: '剂量过大' };
  given(submitted, claimed, failed).then('r', { ...row, status: 'failed', pharmacistId: 'f', reviews: [failure] });
  given(
    ...[submitted, claimed, failed],
    event('submitted', { version: 2, ...content, total: 1_275 }, '2026-01-05T08:30:00.000Z'),
  ).then('r', {
    ...{ ...row, version: 2, total: 1_275, submittedAt: '2026-01-05T08:30:00.000Z', reviews: [failure] },
  });
});

test('[D3.11] [P7.3] a passed one is published, paid and dispensed', () =>
  given(
    ...[submitted, claimed, event('passed', { pharmacistId: 'f', version: 1 }, review.at)],
    event('published', { total: 2_550, contentHash: 'hash' }, '2026-01-05T08:25:00.000Z'),
    event('paid', { paymentId: 'm', amount: 2_550 }, '2026-01-05T08:40:00.000Z'),
    event('dispensed', { pharmacistId: 'g' }, '2026-01-05T09:00:00.000Z'),
  ).then('r', {
    ...{ ...row, status: 'dispensed', pharmacistId: 'f', reviews: [{ ...review, version: 1, passed: true }] },
    ...{ publishedAt: '2026-01-05T08:25:00.000Z', contentHash: 'hash', paymentId: 'm' },
    ...{ paidAt: '2026-01-05T08:40:00.000Z', dispensedAt: '2026-01-05T09:00:00.000Z' },
  }));

test('[P7.7] what HIS refused says why, and shows where the money is that goes back', () => {
  const refund = (what: string, more: object = {}) => ({
    type: `payment.refund-${what}`,
    data: { business: 'prescription', subjectId: 'r', paymentId: 'm', refundId: 'b', amount: 2_550, ...more },
  });
  const rejected = [
    submitted,
    event('paid', { paymentId: 'm', amount: 2_550 }),
    event('rejected', { paymentId: 'm', amount: 2_550, reason: '库存不足' }),
    ...['requested', 'succeeded', 'failed'].map(what => refund(what, { business: 'registration' })),
  ];
  const at = '2026-01-05T08:00:00.000Z';
  const rejectedRow = { ...row, status: 'rejected', rejectReason: '库存不足', paymentId: 'm', paidAt: at };
  const back = { paymentId: 'm', refundId: 'b', amount: 2_550 };
  given(...rejected).then('r', rejectedRow);
  given(...rejected, refund('requested')).then('r', {
    ...rejectedRow,
    refunds: [{ ...back, status: 'requested', at }],
  });
  given(...rejected, refund('requested'), refund('failed', { cause: 'closed' })).then('r', {
    ...rejectedRow,
    refunds: [{ ...back, status: 'closed', at }],
  });
  const refundedAt = '2026-01-05T10:00:00.000Z';
  given(...rejected, refund('requested'), refund('succeeded', { refundedAt })).then('r', {
    ...rejectedRow,
    refunds: [{ ...back, status: 'succeeded', at: refundedAt }],
  });
});

test('[O1.3] a cancelled one says why', () =>
  given(submitted, event('cancelled', { by: 'hospital', reason: '药品召回', published: true })).then('r', {
    ...{ ...row, status: 'cancelled', cancelReason: '药品召回', cancelledBy: 'hospital' },
  }));

test('[P7.1] an unpaid one ends with its day', () =>
  given(submitted, event('expired')).then('r', { ...row, status: 'expired' }));
