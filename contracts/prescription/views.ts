import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import { day, fen, id, instant } from '../language.ts';
import { named } from '../named.ts';
import { personal } from '../personal.ts';
import { page, paging, query } from '../query.ts';
import { recordRow } from '../record/row.ts';
import { cancelledBy } from '../registration/registration.ts';
import { prescriptionLine } from './prescription.ts';
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
  diagnoses: z.array(diagnosed),
  lines: z.array(prescriptionLine),
  total: fen,
  longSupplyReason: z.string().nullable(),
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
      reason: z.string().nullable(),
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
  rejectReason: z.string().nullable(),
  /** Why it was cancelled, and on whose side. */
  cancelReason: z.string().nullable(),
  cancelledBy: z.enum(cancelledBy).nullable(),
  /** What went back, also of payments that came too late or twice. */
  refunds: z.array(z.object({ paymentId: id, amount: fen, at: instant })),
});
export type PrescriptionRow = z.infer<typeof prescriptionRow>;

/** A patient gets `reviews` empty: what pharmacists and doctor had to settle is not theirs. */
export const prescriptionShown = prescriptionRow.extend({ ...named, pharmacistName: z.string().nullable() });
export type PrescriptionShown = z.infer<typeof prescriptionShown>;

const views = ['prescriptions', 'visitPersons', 'practitioners', 'departments'];
const pharmacist = { pharmacist: 'any' } as const;

export const prescriptionQueries = {
  prescriptions: query({
    path: '/prescriptions',
    summary: 'P7.1 P10.2 D3.12 D4.2 O1.3 Prescriptions, newest first; a patient sees published ones',
    access: { patient: 'own', doctor: 'own', operator: 'any', manager: 'any' },
    params: {
      ...paging,
      status: z.enum(prescriptionStatuses).optional(),
      /** Can be paid now, was paid, or can no longer be paid. */
      payment: z.enum(['payable', 'paid', 'over']).optional(),
      visitPersonId: id.optional(),
      consultationId: id.optional(),
      departmentId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(prescriptionShown),
    views,
  }),
  prescription: query({
    path: '/prescriptions/:prescriptionId',
    summary: 'P7.2 D4.2 R2.2 One prescription; with complaint and record for doctor and pharmacist',
    access: { patient: 'own', doctor: 'own', pharmacist: 'any', operator: 'any', manager: 'any' },
    params: { prescriptionId: id },
    result: prescriptionShown.extend({ chiefComplaint: personal('text').nullable(), record: recordRow.nullable() }),
    views: ['registrations', 'records', ...views],
  }),
  reviewList: query({
    path: '/prescription-reviews',
    summary:
      'R2.1 Prescriptions to review, the longest waiting first; those I claimed; those I decided on, newest first',
    access: pharmacist,
    params: { ...paging, state: z.enum(['pending', 'claimed', 'done']).default('pending') },
    result: page(prescriptionShown),
    views,
  }),
};
