import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { Operation } from '../view.ts';
import { project } from '../view.ts';

type Row = StoredRow<typeof prescriptionsView>;

/** A review history begins with the first version; later ones keep it. */
const first: Pick<
  Row,
  | 'reviews'
  | 'publishedAt'
  | 'contentHash'
  | 'paymentId'
  | 'paidAt'
  | 'dispensedAt'
  | 'rejectReason'
  | 'cancelReason'
  | 'cancelledBy'
  | 'refunds'
> = {
  reviews: [],
  publishedAt: null,
  contentHash: null,
  paymentId: null,
  paidAt: null,
  dispensedAt: null,
  rejectReason: null,
  cancelReason: null,
  cancelledBy: null,
  refunds: [],
};

const reviewed = (
  { prescriptionId, pharmacistId, version }: { prescriptionId: string; pharmacistId: string; version: number },
  at: string,
  reason: Sealed<string> | null,
): Operation<Row> => ({
  id: prescriptionId,
  set: { status: reason === null ? 'passed' : 'failed' },
  push: { reviews: { version, pharmacistId, passed: reason === null, reason, at } },
});

type Refund = Row['refunds'][number];
const settled = (
  {
    business,
    subjectId,
    refundId,
  }: { business?: string | undefined; subjectId?: string | undefined; refundId: string },
  status: Refund['status'],
  at: string,
): Operation<Row> | [] =>
  business === 'prescription' && subjectId
    ? { id: subjectId, patch: { refunds: { match: { refundId }, set: { status, at } } } }
    : [];

/** P10.2, D4.2, R2.1: every prescription and where it stands. */
export const prescriptions = project(prescriptionsView)<PrescriptionEvent | PaymentEvent>(
  {
    'prescription.submitted': ({ longSupplyReason = null, ...e }, { at }) => ({
      id: e.prescriptionId,
      set: {
        ...(e.version === 1 && first),
        ...e,
        longSupplyReason,
        status: 'submitted',
        submittedAt: at,
        pharmacistId: null,
      },
    }),
    'prescription.recalled': e => ({ id: e.prescriptionId, set: { status: 'recalled' } }),
    'prescription.claimed': e => ({
      id: e.prescriptionId,
      set: { status: 'claimed', pharmacistId: e.pharmacistId },
    }),
    'prescription.released': e => ({ id: e.prescriptionId, set: { status: 'submitted', pharmacistId: null } }),
    'prescription.passed': (e, { at }) => reviewed(e, at, null),
    'prescription.failed': (e, { at }) => reviewed(e, at, e.reason),
    'prescription.published': ({ prescriptionId, contentHash }, { at }) => ({
      id: prescriptionId,
      set: { status: 'published', publishedAt: at, contentHash },
    }),
    'prescription.paid': ({ prescriptionId, paymentId = null }, { at }) => ({
      id: prescriptionId,
      set: { status: 'paid', paymentId, paidAt: at },
    }),
    'prescription.rejected': e => ({
      id: e.prescriptionId,
      set: { status: 'rejected', rejectReason: e.reason },
    }),
    'prescription.dispensed': (e, { at }) => ({
      id: e.prescriptionId,
      set: { status: 'dispensed', dispensedAt: at },
    }),
    'prescription.cancelled': e => ({
      id: e.prescriptionId,
      set: { status: 'cancelled', cancelReason: e.reason, cancelledBy: e.by },
    }),
    'prescription.expired': e => ({ id: e.prescriptionId, set: { status: 'expired' } }),
    'payment.refund-requested': ({ business, subjectId, paymentId, refundId, amount }, { at }) =>
      business === 'prescription' && subjectId
        ? { id: subjectId, push: { refunds: { paymentId, refundId, amount, status: 'requested', at } } }
        : [],
    'payment.refund-accepted': e => settled(e, 'accepted', e.acceptedAt),
    'payment.refund-succeeded': e => settled(e, 'succeeded', e.refundedAt),
    'payment.refund-failed': (e, { at }) => settled(e, e.cause, at),
    'payment.refund-redirected': (e, { at }) => settled(e, 'redirected', at),
    'payment.refund-diverted': e => settled(e, 'diverted', e.divertedAt),
    'payment.refund-transferred': e => settled(e, 'succeeded', e.transferredAt),
  },
  [
    { patientId: 1, submittedAt: -1 },
    { doctorId: 1, submittedAt: -1 },
    { status: 1, submittedAt: 1 },
    { consultationId: 1 },
    { 'reviews.pharmacistId': 1 },
    { submittedAt: -1 },
  ],
);
