import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import { fen, id, instant } from '../language.ts';
import { refundStatuses } from '../payment/bill.ts';
import { cancelledBy } from '../registration/registration.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { prescriptionLine } from './line.ts';
import { judgement } from './rules/findings.ts';
import { prescriptionStates } from './states.ts';

export const prescriptionStatuses = prescriptionStates.statuses;

/** P10.2, D4.2: a prescription in its latest version, with all that pharmacists decided on any of them. */
export const prescriptionRow = z.object({
  prescriptionId: id,
  consultationId: id,
  patientId: id,
  visitPersonId: id,
  doctorId: id,
  departmentId: id,
  version: z.int().positive(),
  diagnoses: opened(z.array(diagnosed)),
  lines: opened(z.array(prescriptionLine)),
  total: fen,
  longSupplyReason: opened(z.string()).nullable(),
  judged: opened(judgement).nullable(),
  validUntil: instant,
  status: z.enum(prescriptionStatuses),
  /** Of the latest version. */
  submittedAt: instant,
  /** Who reviews or reviewed the latest version. */
  pharmacistId: id.nullable(),
  reviews: z.array(
    z.object({
      version: z.int(),
      pharmacistId: id,
      passed: z.boolean(),
      reason: opened(z.string()).nullable(),
      at: instant,
    }),
  ),
  publishedAt: instant.nullable(),
  /** SHA-256 over the canonical JSON of what was published. */
  contentHash: z.string().nullable(),
  paymentId: id.nullable(),
  paidAt: instant.nullable(),
  dispensedAt: instant.nullable(),
  /** What HIS said when it refused a paid one. */
  rejectReason: opened(z.string()).nullable(),
  /** Why it was cancelled, and on whose side. */
  cancelReason: opened(z.string()).nullable(),
  cancelledBy: z.enum(cancelledBy).nullable(),
  /** What went or is to go back, also of payments that came too late or twice. */
  refunds: z.array(z.object({ paymentId: id, refundId: id, amount: fen, status: z.enum(refundStatuses), at: instant })),
});

export const prescriptionsView = viewShape({
  name: 'prescriptions',
  version: 8,
  row: prescriptionRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: [
    'prescription.submitted',
    'prescription.recalled',
    'prescription.claimed',
    'prescription.released',
    'prescription.passed',
    'prescription.failed',
    'prescription.published',
    'prescription.paid',
    'prescription.rejected',
    'prescription.dispensed',
    'prescription.cancelled',
    'prescription.expired',
    'payment.refund-requested',
    'payment.refund-accepted',
    'payment.refund-succeeded',
    'payment.refund-failed',
    'payment.refund-redirected',
    'payment.refund-diverted',
    'payment.refund-transferred',
  ],
});

export const reviewsWaiting = waiting(prescriptionsView)({
  in: ['submitted', 'claimed'],
  next: ['pharmacist'],
  inHand: 'pharmacistId',
  late: { since: 'submittedAt', minutes: 15 },
});
/** Passed, and not yet published by its doctor. */
export const unpublishedWaiting = waiting(prescriptionsView)({
  in: ['passed'],
  next: ['doctor'],
  late: { since: 'submittedAt', minutes: 60 },
});
/** P7.1: what is to be paid while it is valid. */
export const prescriptionsPayable = waiting(prescriptionsView)({
  in: ['published'],
  next: ['patient'],
  late: { until: 'validUntil' },
});
