import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';
import type { Meta } from '../view.ts';

type Kind =
  | 'submitted'
  | 'recalled'
  | 'claimed'
  | 'released'
  | 'passed'
  | 'failed'
  | 'published'
  | 'paid'
  | 'rejected'
  | 'dispensed'
  | 'expired'
  | 'cancelled';

interface Row {
  readonly prescription_id: string;
  readonly kind: Kind;
  /** The hospital's day on which it happened. */
  readonly day: string;
  readonly consultation_id: string;
  readonly doctor_id: string;
  readonly department_id: string;
  readonly patient_id: string;
  readonly pharmacist_id: string;
  /** 0 where the event does not say. */
  readonly version: number;
  /** Fen. */
  readonly amount: number;
}
interface About {
  readonly prescriptionId: string;
  readonly consultationId?: string;
  readonly doctorId?: string;
  readonly departmentId?: string;
  readonly patientId?: string;
  readonly pharmacistId?: string;
  readonly version?: number;
  readonly total?: number;
  readonly amount?: number | undefined;
}

const row =
  (kind: Kind) =>
  (e: About, { at }: Meta): Row => ({
    prescription_id: e.prescriptionId,
    kind,
    day: chinaDayOf(at),
    consultation_id: e.consultationId ?? nil.id,
    doctor_id: e.doctorId ?? nil.id,
    department_id: e.departmentId ?? nil.id,
    patient_id: e.patientId ?? nil.id,
    pharmacist_id: e.pharmacistId ?? nil.id,
    version: e.version ?? 0,
    amount: e.amount ?? e.total ?? 0,
  });

/** O3.1: every step of every prescription. Never its drugs: drug by doctor is not to be counted. */
export const prescriptions = fact<PrescriptionEvent, Row>('prescriptions', factVersions.prescriptions, {
  columns: {
    prescription_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    consultation_id: 'UUID',
    doctor_id: 'UUID',
    department_id: 'UUID',
    patient_id: 'UUID',
    pharmacist_id: 'UUID',
    version: 'UInt16',
    amount: 'UInt32',
  },
  orderBy: ['day', 'kind'],
  on: {
    'prescription.submitted': row('submitted'),
    'prescription.recalled': row('recalled'),
    'prescription.claimed': row('claimed'),
    'prescription.released': row('released'),
    'prescription.passed': row('passed'),
    'prescription.failed': row('failed'),
    'prescription.published': row('published'),
    'prescription.paid': row('paid'),
    'prescription.rejected': row('rejected'),
    'prescription.dispensed': row('dispensed'),
    'prescription.expired': row('expired'),
    'prescription.cancelled': row('cancelled'),
  },
});
