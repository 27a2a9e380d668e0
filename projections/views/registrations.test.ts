import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { registrations } from './registrations.ts';

const registrationId = '00000000-0000-4000-8000-000000000001';
const paymentId = '00000000-0000-4000-8000-000000000002';
const place = {
  registrationId,
  clinicSessionId: '00000000-0000-4000-8000-000000000003',
  doctorId: '00000000-0000-4000-8000-000000000004',
  departmentId: '00000000-0000-4000-8000-000000000005',
  patientId: '00000000-0000-4000-8000-000000000006',
  visitPersonId: '00000000-0000-4000-8000-000000000007',
  number: 3,
  startsAt: '2026-01-05T09:00:00.000Z',
};
const held = {
  type: 'registration.held',
  data: {
    ...place,
    fee: 1_200,
    holdUntil: '2026-01-05T08:15:00.000Z',
    consentVersion: '2026-01',
    chiefComplaintForm: 'adult',
    chiefComplaint: 'sealed.1.x.y',
    attachments: [],
  },
};
const row = {
  ...place,
  fee: 1_200,
  chiefComplaintForm: 'adult',
  chiefComplaint: 'sealed.1.x.y',
  guardianName: null,
  attachments: [],
  status: 'held',
  heldAt: '2026-01-05T08:00:00.000Z',
  payableUntil: '2026-01-05T08:15:00.000Z',
  hisNumber: null,
  paymentId: null,
  endedBy: null,
  endReason: null,
  refund: 'none',
};
const { given } = spec(registrations);

test('[P6.11] a held registration shows until when it can be paid', () => given(held).then(registrationId, row));

test('[P6.11] a booked registration shows its HIS number and is not payable any more', () =>
  given(
    held,
    { type: 'registration.paid', data: { ...place, paymentId, amount: 1_200 } },
    { type: 'registration.booked', data: { ...place, hisNumber: 'HIS-7' } },
  ).then(registrationId, { ...row, status: 'booked', payableUntil: null, paymentId, hisNumber: 'HIS-7' }));

const refund = (what: 'succeeded' | 'failed', more: object = {}) => ({
  type: `payment.refund-${what}`,
  data: { business: 'registration', subjectId: registrationId, paymentId, ...more },
});

test('[P6.11] an unpaid registration ends by time', () =>
  given(held, {
    type: 'registration.timed-out',
    data: { registrationId, clinicSessionId: place.clinicSessionId },
  }).then(registrationId, {
    ...row,
    status: 'timed-out',
    payableUntil: null,
    endedBy: 'time',
    endReason: '超时未支付',
  }));

test('[P6.11] money that came after the hold is said to have come, and to go back', () =>
  given(
    held,
    { type: 'registration.timed-out', data: { registrationId, clinicSessionId: place.clinicSessionId } },
    { type: 'registration.payment-declined', data: { registrationId, paymentId, amount: 1_200, cause: 'late' } },
  ).then(registrationId, {
    ...row,
    status: 'timed-out',
    payableUntil: null,
    endedBy: 'time',
    endReason: '医院收到付款时号源已释放，款项原路退回',
    paymentId,
    refund: 'requested',
  }));

test('[P6.11] a second payment changes nothing of a registration that is paid', () =>
  given(
    held,
    { type: 'registration.paid', data: { ...place, paymentId, amount: 1_200 } },
    {
      type: 'registration.payment-declined',
      data: { registrationId, paymentId: '0198d3a6-0000-7000-8000-00000000000e', amount: 1_200, cause: 'duplicate' },
    },
  ).then(registrationId, { ...row, status: 'paid', payableUntil: null, paymentId }));

test('[P6.11] a hold that never became a registration shows nothing', () =>
  given({ type: 'registration.timed-out', data: { registrationId, clinicSessionId: place.clinicSessionId } }).then(
    registrationId,
    null,
  ));

test('[P6.12] a cancelled registration shows who ended it and that the money is back', () =>
  given(
    held,
    {
      type: 'registration.cancelled',
      data: {
        registrationId,
        clinicSessionId: place.clinicSessionId,
        by: 'patient',
        reason: '改期',
        paymentId,
        amount: 1_200,
      },
    },
    refund('succeeded'),
  ).then(registrationId, {
    ...row,
    status: 'cancelled',
    payableUntil: null,
    endedBy: 'patient',
    endReason: '改期',
    paymentId,
    refund: 'succeeded',
  }));

const cancelled = {
  type: 'registration.cancelled',
  data: {
    registrationId,
    clinicSessionId: place.clinicSessionId,
    by: 'hospital',
    reason: '停诊',
    paymentId,
    amount: 1_200,
  },
};
const cancelledRow = {
  ...{ ...row, status: 'cancelled', payableUntil: null, endedBy: 'hospital', endReason: '停诊', paymentId },
};

test.each(['abnormal', 'closed'] as const)(
  '[P7.7] money that could not go back shows as %s, until it is back after all',
  cause => {
    given(held, cancelled, refund('failed', { cause })).then(registrationId, { ...cancelledRow, refund: cause });
    given(held, cancelled, refund('failed', { cause }), refund('succeeded')).then(registrationId, {
      ...cancelledRow,
      refund: 'succeeded',
    });
  },
);

test('[P7.7] money that was paid twice goes back and leaves the registration as it is', () => {
  const twice = refund('succeeded', { paymentId: '0198d3a6-0000-7000-8000-00000000000e' });
  const booked = { ...row, status: 'paid', payableUntil: null, paymentId };
  given(held, { type: 'registration.paid', data: { ...place, paymentId, amount: 1_200 } }, twice).then(
    registrationId,
    booked,
  );
  given(refund('succeeded')).then(registrationId, null);
});

test('[P6.12] money that is on its way back is shown as asked for until it arrives', () =>
  given(held, {
    type: 'registration.cancelled',
    data: {
      registrationId,
      clinicSessionId: place.clinicSessionId,
      by: 'doctor',
      reason: '停诊',
      paymentId,
      amount: 1_200,
    },
  }).then(registrationId, {
    ...row,
    status: 'cancelled',
    payableUntil: null,
    endedBy: 'doctor',
    endReason: '停诊',
    paymentId,
    refund: 'requested',
  }));
